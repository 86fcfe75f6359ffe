-- How many people belonged to the household on the day its monitoring began: members of today who
-- had not joined later, and members who have since left. One base for every figure in 人.
--
-- grain:   case_id
-- reads:   snapshot_info, source_monitor_case, member_presence
-- columns:
--     case_id  VARCHAR  the spell of monitoring
--     people   BIGINT   its people; 0 for a household without members  [人]
-- order:   case_id
-- source:  domain.md §8.3, I01: active and since decreased members at identification

with

began as (

    select
        source_monitor_case.case_id,
        source_monitor_case.household_id,
        cast(coalesce(
            source_monitor_case.identified_on,
            source_monitor_case.identified_month,
            date_trunc('month', source_monitor_case.county_reviewed_on),
            date_trunc('month', source_monitor_case.clue_on),
            source_monitor_case.eliminated_month,
            date_trunc('month', source_monitor_case.eliminated_on),
            date_trunc('month', source_monitor_case.elimination_county_reviewed_on),
            snapshot_info.last_month
        ) as date) as began_on
    from source_monitor_case
    cross join snapshot_info

)

select
    began.case_id,
    cast(count(member_presence.person_id) as bigint) as people
from began
left join member_presence
    on member_presence.household_id = began.household_id
    and coalesce(member_presence.joined_on, date '1900-01-01') <= began.began_on
    and coalesce(member_presence.left_on, date '9999-12-31') > began.began_on
group by began.case_id
order by began.case_id
