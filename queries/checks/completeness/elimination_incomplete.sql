-- Eliminated cases without one of the four answers on school, house, water and insurance
-- afterwards, the net income per head, or the kind of elimination. Each empty cell is a row. Of a
-- case that ended naturally nothing more is asked.
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
-- source:    J04; T5 1_11_004; notice 一（三）
-- severity:  error
-- dimension: completeness
-- title:     消除后信息不完整
-- title_en:  Elimination incomplete
-- remedy:    按风险消除评估材料补录；不得以默认值代填。
-- remedy_en: Enter it from the papers of the assessment; a default must not stand in.

with

told as (

    select
        source_monitor_case.household_id,
        source_monitor_case.case_id,
        source_household.placed_code as village_code,
        coalesce(source_monitor_case.elimination_type = 'ELIM_NATURAL', false) as is_natural,
        unnest([
            'has_dropout_when_eliminated',
            'has_house_problem_when_eliminated',
            'has_water_problem_when_eliminated',
            'has_uninsured_when_eliminated',
            'net_income_per_head_when_eliminated_yuan',
            'elimination_type'
        ]) as field,
        unnest([
            source_monitor_case.has_dropout_when_eliminated is null,
            source_monitor_case.has_house_problem_when_eliminated is null,
            source_monitor_case.has_water_problem_when_eliminated is null,
            source_monitor_case.has_uninsured_when_eliminated is null,
            source_monitor_case.net_income_per_head_when_eliminated_yuan is null,
            source_monitor_case.elimination_type is null
        ]) as is_empty
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)

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
    and not told.is_natural
order by told.village_code, told.household_id, told.case_id, told.field
