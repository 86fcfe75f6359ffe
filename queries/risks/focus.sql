-- Groups to be looked at first among ordinary households and those that no longer enjoy policies:
-- newly in the group within so many days, how many are monitored, looked at, or neither.
--
-- grain:   focus_group
-- reads:   risk_focus, division_path, spell
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
--     on        DATE     day of the count, in that month
--     window    BIGINT   days within which one is new
-- columns:
--     focus_group  VARCHAR  subsistence, destitute, major_illness, severe_disability or dependent_elder
--     households   BIGINT   in the group, new or not  [户]
--     undated      BIGINT   of these, without a day: whether they are new is not known  [户]
--     fresh        BIGINT   new within the days  [户]
--     monitored    BIGINT   of the new, under monitoring  [户]
--     swept        BIGINT   of the others, looked at since  [户]
--     unseen       BIGINT   of the new, neither  [户]
--     unseen_rate  DOUBLE   unseen / fresh  [1]
-- order:   focus_group
-- source:  notice 一（一）

with

monitored as (

    select household_id
    from spell
    where identified_month <= $month and (closed_month is null or closed_month > $month)
    group by household_id

),

grouped as (

    select
        risk_focus.focus_group,
        risk_focus.since_on is null as is_undated,
        coalesce(risk_focus.since_on between cast($on as date) - cast($window as integer) and $on, false) as is_fresh,
        monitored.household_id is not null as is_monitored,
        coalesce(risk_focus.swept_on between risk_focus.since_on and $on, false) as is_swept
    from risk_focus
    join division_path
        on division_path.leaf_code = risk_focus.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    left join monitored
        on monitored.household_id = risk_focus.household_id
    where risk_focus.household_type in ('HT_ORDINARY', 'HT_POV_NOT_ENJOY')
        and coalesce(risk_focus.since_on, date '1900-01-01') <= $on

)

select
    focus_group,
    count(*) as households,
    count(*) filter (is_undated) as undated,
    count(*) filter (is_fresh) as fresh,
    count(*) filter (is_fresh and is_monitored) as monitored,
    count(*) filter (is_fresh and not is_monitored and is_swept) as swept,
    count(*) filter (is_fresh and not is_monitored and not is_swept) as unseen,
    cast(unseen as double) / nullif(fresh, 0) as unseen_rate
from grouped
group by focus_group
order by focus_group
