-- Cases of a village identified through one channel, or eliminated in one way, on one day, when
-- they are of as many households as a batch is. Only exact days count; a month alone tells
-- nothing.
--
-- grain:     case_id, field
-- reads:     source_household, source_monitor_case
-- inputs:
--     same_day_households  INTEGER  households that make a batch  [户]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  identified_on or eliminated_on
--     value         VARCHAR  the day
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id, field
-- source:    H27; design
-- severity:  information
-- dimension: timeliness
-- title:     一次性多户同日消除/识别
-- title_en:  Many on one day
-- remedy:    抽查各户是否逐户核实、评估，分别评议公示。
-- remedy_en: Look at some: were they visited and assessed one by one, appraised and put on
--            notice?

with

dated as (

    select
        source_monitor_case.household_id,
        source_monitor_case.case_id,
        source_household.placed_code,
        unnest(['identified_on', 'eliminated_on']) as field,
        unnest([
            source_monitor_case.identified_on,
            case when source_monitor_case.is_eliminated then source_monitor_case.eliminated_on end
        ]) as happened_on,
        unnest([source_monitor_case.source_channel, source_monitor_case.elimination_type]) as way
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where coalesce(source_monitor_case.monitor_status, 'MONITORED')
            not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

),

batch as (

    select placed_code, field, happened_on, way
    from dated
    where happened_on is not null
        and way is not null
    group by placed_code, field, happened_on, way
    having count(distinct household_id) >= $same_day_households

)

select
    dated.household_id,
    cast(null as varchar) as person_id,
    dated.case_id,
    dated.placed_code as village_code,
    dated.field,
    cast(dated.happened_on as varchar) as value,
    cast(null as varchar) as expected
from dated
join batch
    on batch.placed_code = dated.placed_code
    and batch.field = dated.field
    and batch.happened_on = dated.happened_on
    and batch.way = dated.way
order by dated.placed_code, dated.household_id, dated.case_id, dated.field
