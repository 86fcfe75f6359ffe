-- Households, or villages while the household is unknown, with a self-report that is not closed
-- beyond its days; or that was made by the end of September 2021 and was not closed by the end of
-- October.
--
-- grain:     household_id, village_code
-- reads:     snapshot_info, source_household, source_self_report
-- inputs:
--     procedure_self_report_days  INTEGER  days to close a self-report  [天]
-- columns:
--     household_id  VARCHAR  the household; null until it is known
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  closed_on
--     value         VARCHAR  the day it was closed; null while it is not
--     expected      VARCHAR  the last day for the earliest of them
-- order:     village_code, household_id, person_id
-- source:    H30; notice 一（四）; 15 days: design
-- severity:  error
-- dimension: timeliness
-- title:     自主申报超期未办结
-- title_en:  Self-report not closed in time
-- remedy:    立即入户核实，符合条件的纳入，不符合的解释清楚后办结。
-- remedy_en: Verify at home at once; include the household or explain, and close the report.

with

late as (

    select
        source_self_report.household_id,
        coalesce(source_household.placed_code, source_self_report.village_code) as village_code,
        source_self_report.reported_on,
        source_self_report.closed_on,
        case
            when source_self_report.reported_on <= date '2021-09-30' then date '2021-10-31'
            else cast(source_self_report.reported_on + to_days($procedure_self_report_days) as date)
        end as due_on
    from source_self_report
    left join source_household
        on source_household.household_id = source_self_report.household_id

)

select
    late.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    late.village_code,
    'closed_on' as field,
    case when bool_or(late.closed_on is null) then null else cast(max(late.closed_on) as varchar) end as value,
    '≤ ' || cast(min(late.due_on) as varchar) as expected
from late
cross join snapshot_info
where late.village_code is not null
    and (
        late.closed_on is null
        and late.due_on < snapshot_info.as_of_on
        or late.reported_on <= date '2021-09-30'
        and late.closed_on > date '2021-10-31'
    )
group by late.household_id, late.village_code
order by late.village_code, late.household_id
