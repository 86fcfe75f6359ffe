-- Every household of the register, placed in its village, with the facts its page shows.
--
-- grain:   household_id
-- reads:   source_household, member_presence
-- columns:
--     household_id                       VARCHAR        number of the household
--     village_code                       VARCHAR        its village, or its township when the village is unknown
--     hamlet                             VARCHAR        natural village or group
--     head_name                          VARCHAR        head of household
--     head_id_number                     VARCHAR        identity number of the head
--     phone                              VARCHAR        telephone of the household
--     address                            VARCHAR        address
--     household_type                     VARCHAR        code of list household_type
--     policy_status                      VARCHAR        code of list policy_status
--     registered_year                    INTEGER        year it was registered as poor
--     lifted_out_year                    INTEGER        year it was lifted out of poverty
--     main_cause                         VARCHAR        code of list poverty_cause
--     people                             BIGINT         active members; 0 for a household without any  [人]
--     member_count                       INTEGER        members as the source states them  [人]
--     is_whole_no_labour                 BOOLEAN        as the source states it
--     needs_lasting_safety_net           BOOLEAN        as the source states it
--     house_grade                        VARCHAR        code of list house_grade
--     house_verdict                      VARCHAR        code of list house_verdict
--     is_dangerous_house                 BOOLEAN        as the source states it
--     house_area_m2                      DECIMAL(12,2)  floor area  [平方米]
--     is_water_safe                      BOOLEAN        as the source states it
--     toilet_type                        VARCHAR        code of list toilet_type
--     longitude                          DOUBLE         of the house, as collected  [度]
--     latitude                           DOUBLE         of the house, as collected  [度]
--     coordinate_system                  VARCHAR        code of list coordinate_system
--     income_year                        INTEGER        year of the income columns
--     wage_income_yuan                   DECIMAL(12,2)  A  [元]
--     business_income_yuan               DECIMAL(12,2)  B  [元]
--     property_income_yuan               DECIMAL(12,2)  C  [元]
--     transfer_income_yuan               DECIMAL(12,2)  D  [元]
--     business_cost_yuan                 DECIMAL(12,2)  E  [元]
--     rigid_spending_yuan                DECIMAL(12,2)  with receipts  [元]
--     claims_income_yuan                 DECIMAL(12,2)  insurance claims paid  [元]
--     net_income_yuan                    DECIMAL(12,2)  A+B+C+D-E as the source states it  [元]
--     net_income_per_head_yuan           DECIMAL(12,2)  as the source states it  [元]
--     reference_income_per_head_yuan     DECIMAL(12,2)  compared with the monitoring line  [元]
--     disposable_income_per_head_yuan    DECIMAL(12,2)  compared with the county's income  [元]
--     disaster_tag                       VARCHAR        name of the disaster it is followed for
--     swept_on                           DATE           day of the concentrated sweep
--     sweep_result                       VARCHAR        code of list sweep_result
--     last_visited_on                    DATE           latest home visit
--     collected_on                       DATE           day of the home collection
-- order:   village_code, household_id

with

counted as (

    select
        member_presence.household_id,
        sum(case when member_presence.is_active then 1 else 0 end) as people
    from member_presence
    group by member_presence.household_id

)

select
    source_household.household_id,
    source_household.placed_code as village_code,
    source_household.hamlet,
    source_household.head_name,
    source_household.head_id_number,
    source_household.phone,
    source_household.address,
    source_household.household_type,
    source_household.policy_status,
    source_household.registered_year,
    source_household.lifted_out_year,
    source_household.main_cause,
    cast(coalesce(counted.people, 0) as bigint) as people,
    source_household.member_count,
    source_household.is_whole_no_labour,
    source_household.needs_lasting_safety_net,
    source_household.house_grade,
    source_household.house_verdict,
    source_household.is_dangerous_house,
    source_household.house_area_m2,
    source_household.is_water_safe,
    source_household.toilet_type,
    source_household.longitude,
    source_household.latitude,
    source_household.coordinate_system,
    source_household.income_year,
    source_household.wage_income_yuan,
    source_household.business_income_yuan,
    source_household.property_income_yuan,
    source_household.transfer_income_yuan,
    source_household.business_cost_yuan,
    source_household.rigid_spending_yuan,
    source_household.claims_income_yuan,
    source_household.net_income_yuan,
    source_household.net_income_per_head_yuan,
    source_household.reference_income_per_head_yuan,
    source_household.disposable_income_per_head_yuan,
    source_household.disaster_tag,
    source_household.swept_on,
    source_household.sweep_result,
    source_household.last_visited_on,
    source_household.collected_on
from source_household
left join counted
    on counted.household_id = source_household.household_id
order by source_household.placed_code, source_household.household_id
