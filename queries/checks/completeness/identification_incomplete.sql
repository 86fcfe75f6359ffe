-- Cases taken into monitoring without the month, the main risk, the wage income, or one of the
-- four answers on school, house, water and insurance. Each empty cell is a row.
--
-- grain:     case_id, field
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the empty column
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id, field
-- source:    H01; T5 1_11_002
-- severity:  error
-- dimension: completeness
-- title:     监测对象必填项为空
-- title_en:  Identification incomplete
-- remedy:    按识别时的入户资料补录；不得以默认值代填。
-- remedy_en: Enter it from the papers of the identification visit; a default must not stand in.

with

told as (

    select
        source_monitor_case.household_id,
        source_monitor_case.case_id,
        source_household.placed_code as village_code,
        unnest([
            'identified_month',
            'risk_1',
            'wage_income_when_identified_yuan',
            'has_dropout_when_identified',
            'has_house_problem_when_identified',
            'has_water_problem_when_identified',
            'has_uninsured_when_identified'
        ]) as field,
        unnest([
            source_monitor_case.identified_month is null,
            source_monitor_case.risk_1 is null,
            source_monitor_case.wage_income_when_identified_yuan is null,
            source_monitor_case.has_dropout_when_identified is null,
            source_monitor_case.has_house_problem_when_identified is null,
            source_monitor_case.has_water_problem_when_identified is null,
            source_monitor_case.has_uninsured_when_identified is null
        ]) as is_empty
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where coalesce(source_monitor_case.monitor_status, 'MONITORED')
            not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

)

select
    told.household_id,
    cast(null as varchar) as person_id,
    told.case_id,
    told.village_code,
    told.field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from told
where told.is_empty
order by told.village_code, told.household_id, told.case_id, told.field
