-- Eliminated cases with employment support or a public-welfare post in their spell and no wages at
-- elimination; cases that ended naturally are left out.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  wage_income_when_eliminated_yuan
--     value         VARCHAR  0.00
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id, case_id
-- source:    F17; T5 4_11_012
-- severity:  warning
-- dimension: consistency
-- title:     享受就业/公益岗帮扶消除时无工资收入
-- title_en:  Employment support, no wages at elimination
-- remedy:    核实就业帮扶是否落实，补录工资收入或更正措施。
-- remedy_en: Was the support carried out? Enter the wages, or correct the measure.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'wage_income_when_eliminated_yuan' as field,
    cast(source_monitor_case.wage_income_when_eliminated_yuan as varchar) as value,
    '> 0' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and coalesce(source_monitor_case.elimination_type, 'NONE') <> 'ELIM_NATURAL'
    and source_monitor_case.wage_income_when_eliminated_yuan = 0
    and exists (
        select 1
        from source_support_measure
        where source_support_measure.case_id = source_monitor_case.case_id
            and source_support_measure.measure_class in ('40', '42')
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
