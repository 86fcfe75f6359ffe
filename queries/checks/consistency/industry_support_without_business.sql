-- Eliminated cases with industry support in their spell and no income from business at
-- elimination; cases that ended naturally are left out.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  business_income_when_eliminated_yuan
--     value         VARCHAR  0.00
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id, case_id
-- source:    F16; T5 5_11_013
-- severity:  warning
-- dimension: consistency
-- title:     享受产业帮扶消除时无经营收入
-- title_en:  Industry support, no business income at elimination
-- remedy:    核实产业帮扶是否见效，补录经营收入或更正措施。
-- remedy_en: Did the support take effect? Enter the income, or correct the measure.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'business_income_when_eliminated_yuan' as field,
    cast(source_monitor_case.business_income_when_eliminated_yuan as varchar) as value,
    '> 0' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and coalesce(source_monitor_case.elimination_type, 'NONE') <> 'ELIM_NATURAL'
    and source_monitor_case.business_income_when_eliminated_yuan = 0
    and exists (
        select 1
        from source_support_measure
        where source_support_measure.case_id = source_monitor_case.case_id
            and source_support_measure.measure_class = '39'
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
