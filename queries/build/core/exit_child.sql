-- Children in households of their own: what criteria 7 and 8 are judged by. A tie that is not proven
-- proves nothing of the parents' household.
--
-- grain:   link_id
-- reads:   source_kin_link, household, exit_kin_match, exit_county_income
-- columns:
--     link_id              VARCHAR  the tie
--     household_id         VARCHAR  the parents' household
--     village_code         VARCHAR  its village
--     is_proven            BOOLEAN  the tie is proven; null when it is not
--     has_vehicle          BOOLEAN  the child's household has a high-grade car
--     has_town_house       BOOLEAN  it has a house in town
--     has_enterprise       BOOLEAN  it runs a registered company
--     employees            BIGINT   hired by that company  [人]
--     profit_fen           BIGINT   its yearly profit  [分]
--     turnover_fen         BIGINT   its yearly turnover  [分]
--     is_on_payroll        BOOLEAN  the child or the spouse is on a public payroll
--     income_ratio_bp      BIGINT   its income per head in ten-thousandths of its county's, rounded down  [1/10000]
--     has_heavy_burden     BOOLEAN  somebody in it is ill, disabled or at school
--     support_ability      VARCHAR  code of list support_ability, judged at the appraisal
-- order:   village_code, household_id, link_id
-- source:  notice, appendix 1, 7 and 8

with

joined as (

    select
        source_kin_link.*,
        household.village_code,
        exit_kin_match.link_id as found_link_id,
        exit_kin_match.has_vehicle,
        exit_kin_match.has_house,
        exit_kin_match.has_enterprise as found_enterprise,
        exit_kin_match.employees as found_employees,
        exit_kin_match.profit_fen as found_profit_fen,
        exit_kin_match.turnover_fen as found_turnover_fen,
        exit_kin_match.is_child_on_payroll,
        exit_kin_match.is_spouse_on_payroll as found_spouse,
        exit_kin_match.has_vehicle_told,
        exit_kin_match.has_house_told,
        exit_kin_match.has_enterprise_told,
        exit_kin_match.is_child_told,
        exit_kin_match.is_spouse_told,
        exit_county_income.income_fen as county_fen
    from source_kin_link
    join household
        on household.household_id = source_kin_link.household_id
    left join exit_kin_match
        on exit_kin_match.link_id = source_kin_link.link_id
    left join exit_county_income
        on exit_county_income.county_code = source_kin_link.child_county_code

)

select
    joined.link_id,
    joined.household_id,
    joined.village_code,
    case when joined.is_relation_proven then true end as is_proven,
    if(coalesce(joined.has_vehicle_told, false), joined.has_vehicle, joined.has_premium_vehicle) as has_vehicle,
    if(coalesce(joined.has_house_told, false), joined.has_house, joined.has_town_house) as has_town_house,
    if(coalesce(joined.has_enterprise_told, false), joined.found_enterprise, joined.has_enterprise) as has_enterprise,
    cast(coalesce(joined.found_employees, joined.child_employees) as bigint) as employees,
    coalesce(joined.found_profit_fen, cast(joined.child_profit_yuan * 100 as bigint)) as profit_fen,
    coalesce(joined.found_turnover_fen, cast(joined.child_turnover_yuan * 100 as bigint)) as turnover_fen,
    if(coalesce(joined.is_child_told, false), joined.is_child_on_payroll, joined.is_on_payroll)
        or case when joined.spouse_name is null and joined.spouse_id_number is null then false
            else if(coalesce(joined.is_spouse_told, false), joined.found_spouse, joined.is_spouse_on_payroll)
        end as is_on_payroll,
    cast(floor(cast(cast(joined.child_income_per_head_yuan * 100 as bigint) * 10000 as double)
        / nullif(joined.county_fen, 0)) as bigint)
        as income_ratio_bp,
    joined.has_heavy_burden,
    joined.support_ability
from joined
order by joined.village_code, joined.household_id, joined.link_id
