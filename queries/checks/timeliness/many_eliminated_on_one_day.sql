-- Cases of a village eliminated in one way on one day, when they are of as many households as a
-- batch is. Only exact days count; a month alone tells nothing.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- inputs:
--     same_day_households  INTEGER  households that make a batch  [户]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_on
--     value         VARCHAR  the day
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H27; design
-- severity:  information
-- dimension: timeliness
-- title:     一次性多户同日消除
-- title_en:  Many eliminated on one day
-- remedy:    抽查各户是否逐户评估、分别评议公示。
-- remedy_en: Look at some: were they assessed one by one, appraised and put on notice?

with

ended as (

    select
        source_monitor_case.household_id,
        source_monitor_case.case_id,
        source_household.placed_code,
        source_monitor_case.eliminated_on,
        source_monitor_case.elimination_type
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and source_monitor_case.eliminated_on is not null
        and source_monitor_case.elimination_type is not null

),

batch as (

    select placed_code, eliminated_on, elimination_type
    from ended
    group by placed_code, eliminated_on, elimination_type
    having count(distinct household_id) >= $same_day_households

)

select
    ended.household_id,
    cast(null as varchar) as person_id,
    ended.case_id,
    ended.placed_code as village_code,
    'eliminated_on' as field,
    cast(ended.eliminated_on as varchar) as value,
    cast(null as varchar) as expected
from ended
join batch
    on batch.placed_code = ended.placed_code
    and batch.eliminated_on = ended.eliminated_on
    and batch.elimination_type = ended.elimination_type
order by ended.placed_code, ended.household_id, ended.case_id
