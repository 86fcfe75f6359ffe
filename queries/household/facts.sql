-- One household: where it is, who heads it, how it lives and what it earns.
--
-- grain:   household_id
-- reads:   household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     household_id  VARCHAR  the household
-- columns:
--     household_id                    VARCHAR        the household
--     village_code                    VARCHAR        its village, or its township when the village is unknown
--     village_name                    VARCHAR        name of that division
--     head_name                       VARCHAR        its head
--     head_id_number                  VARCHAR        identity number of the head
--     phone                           VARCHAR        telephone
--     hamlet                          VARCHAR        natural village or group
--     household_type                  VARCHAR        code of list household_type
--     policy_status                   VARCHAR        code of list policy_status
--     registered_year                 INTEGER        year it was registered as poor
--     lifted_out_year                 INTEGER        year it was lifted out of poverty
--     main_cause                      VARCHAR        code of list poverty_cause
--     people                          BIGINT         active members  [人]
--     member_count                    INTEGER        members as the source states them  [人]
--     is_whole_no_labour              BOOLEAN        as the source states it
--     needs_lasting_safety_net        BOOLEAN        as the source states it
--     house_grade                     VARCHAR        code of list house_grade
--     house_verdict                   VARCHAR        code of list house_verdict
--     is_dangerous_house              BOOLEAN        as the source states it
--     house_area_m2                   DECIMAL(12,2)  floor area  [平方米]
--     is_water_safe                   BOOLEAN        as the source states it
--     toilet_type                     VARCHAR        code of list toilet_type
--     longitude                       DOUBLE         of the house  [度]
--     latitude                        DOUBLE         of the house  [度]
--     coordinate_system               VARCHAR        code of list coordinate_system
--     income_year                     INTEGER        year of the incomes
--     wage_income_yuan                DECIMAL(12,2)  A  [元]
--     business_income_yuan            DECIMAL(12,2)  B  [元]
--     property_income_yuan            DECIMAL(12,2)  C  [元]
--     transfer_income_yuan            DECIMAL(12,2)  D  [元]
--     business_cost_yuan              DECIMAL(12,2)  E  [元]
--     rigid_spending_yuan             DECIMAL(12,2)  with receipts  [元]
--     net_income_yuan                 DECIMAL(12,2)  A+B+C+D-E as the source states it  [元]
--     net_income_per_head_yuan        DECIMAL(12,2)  as the source states it  [元]
--     reference_income_per_head_yuan  DECIMAL(12,2)  compared with the monitoring line  [元]
--     disaster_tag                    VARCHAR        name of the disaster it is followed for
--     last_visited_on                 DATE           latest home visit
--     collected_on                    DATE           day of the home collection
-- order:   household_id

select
    household.household_id,
    household.village_code,
    division_tree.division_name as village_name,
    household.head_name,
    household.head_id_number,
    household.phone,
    household.hamlet,
    household.household_type,
    household.policy_status,
    household.registered_year,
    household.lifted_out_year,
    household.main_cause,
    household.people,
    household.member_count,
    household.is_whole_no_labour,
    household.needs_lasting_safety_net,
    household.house_grade,
    household.house_verdict,
    household.is_dangerous_house,
    household.house_area_m2,
    household.is_water_safe,
    household.toilet_type,
    household.longitude,
    household.latitude,
    household.coordinate_system,
    household.income_year,
    household.wage_income_yuan,
    household.business_income_yuan,
    household.property_income_yuan,
    household.transfer_income_yuan,
    household.business_cost_yuan,
    household.rigid_spending_yuan,
    household.net_income_yuan,
    household.net_income_per_head_yuan,
    household.reference_income_per_head_yuan,
    household.disaster_tag,
    household.last_visited_on,
    household.collected_on
from household
left join division_tree
    on division_tree.view = $view
    and division_tree.division_code = household.village_code
where household.household_id = $household_id
order by household.household_id
