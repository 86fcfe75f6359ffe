-- Open cases with a running measure of the subsistence allowance in a household where nobody
-- receives it. Where it is not told of somebody, nobody can say.
--
-- grain:     case_id
-- reads:     active_member, open_case, snapshot_info, source_household, source_monitor_case,
--            source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  measure_kinds
--     value         VARCHAR  4801
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H18; T5 5_16_005, 4_11_015
-- severity:  warning
-- dimension: consistency
-- title:     登记低保帮扶但无人享受低保
-- title_en:  Allowance entered, nobody receives it
-- remedy:    核实低保享受情况；停发的结束措施，享受的更正成员信息。
-- remedy_en: See who receives it; end the measure, or correct the member.

with

entered as (

    select source_support_measure.case_id
    from source_support_measure
    cross join snapshot_info
    where list_contains(source_support_measure.measure_kinds, '4801')
        and coalesce(source_support_measure.ended_on > snapshot_info.as_of_on, true)
    group by source_support_measure.case_id

),

receiving as (

    select
        household_id,
        bool_and(subsistence_type not in ('01', '02')) and bool_and(subsistence_type is not null) as has_none
    from active_member
    group by household_id

)

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'measure_kinds' as field,
    '4801' as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join entered
    on entered.case_id = source_monitor_case.case_id
join open_case
    on open_case.case_id = source_monitor_case.case_id
join receiving
    on receiving.household_id = source_monitor_case.household_id
where receiving.has_none
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
