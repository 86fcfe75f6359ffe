-- Cases with a running measure of the disability allowance in a household where nobody is
-- disabled, not even somebody who has left. Where somebody's health is not told, nobody can say.
--
-- grain:     case_id
-- reads:     snapshot_info, source_household, source_member, source_monitor_case,
--            source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  measure_kinds
--     value         VARCHAR  4803
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H19; T5 4_11_016
-- severity:  warning
-- dimension: consistency
-- title:     登记残疾补贴但无残疾人
-- title_en:  Disability allowance, nobody disabled
-- remedy:    核实残疾情况；属实的补录残疾证，不属实的更正措施。
-- remedy_en: See who is disabled and enter the certificate, or correct the measure.

with

entered as (

    select source_support_measure.case_id
    from source_support_measure
    cross join snapshot_info
    where list_contains(source_support_measure.measure_kinds, '4803')
        and coalesce(source_support_measure.ended_on > snapshot_info.as_of_on, true)
    group by source_support_measure.case_id

),

health as (

    select
        household_id,
        bool_and(health_status is not null and not list_contains(health_status, '04')
            and disability_category is null and disability_grade is null
            and coalesce(id_type, '01') <> '02') as has_none
    from source_member
    group by household_id

)

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'measure_kinds' as field,
    '4803' as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join entered
    on entered.case_id = source_monitor_case.case_id
join health
    on health.household_id = source_monitor_case.household_id
where health.has_none
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
