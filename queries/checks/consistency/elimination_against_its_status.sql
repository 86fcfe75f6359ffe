-- Cases stated as not eliminated that have a month or a kind of elimination, and cases stated as
-- eliminated without a month or with no kind. An elimination undone may keep both.
--
-- grain:     case_id, field
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_month or elimination_type
--     value         VARCHAR  as it stands
--     expected      VARCHAR  kinds that go with the status; null for a month
-- order:     village_code, household_id, case_id, field
-- source:    J14; RU
-- severity:  error
-- dimension: consistency
-- title:     状态与方式矛盾
-- title_en:  Elimination contradicts its status
-- remedy:    对照审批材料核对是否消除、消除时间和方式三项一致。
-- remedy_en: Make the three agree with the papers: whether, when and how.

with

found as (

    select
        source_monitor_case.household_id as household_id,
        cast(null as varchar) as person_id,
        source_monitor_case.case_id as case_id,
        source_household.placed_code as village_code,
        'eliminated_month' as field,
        cast(source_monitor_case.eliminated_month as varchar) as value,
        cast(null as varchar) as expected
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.is_eliminated = (source_monitor_case.eliminated_month is null)
    union all
    select
        source_monitor_case.household_id as household_id,
        cast(null as varchar) as person_id,
        source_monitor_case.case_id as case_id,
        source_household.placed_code as village_code,
        'elimination_type' as field,
        source_monitor_case.elimination_type as value,
        case when source_monitor_case.is_eliminated then 'ELIM_BY_SUPPORT|ELIM_NATURAL' else 'NONE' end as expected
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.is_eliminated = (coalesce(source_monitor_case.elimination_type, 'NONE') = 'NONE')

)

select
    found.household_id,
    found.person_id,
    found.case_id,
    found.village_code,
    found.field,
    found.value,
    found.expected
from found
order by found.village_code, found.household_id, found.case_id, found.field
