-- The divisions directly below the chosen one, each with its figures at the end of a month;
-- divisions without subjects have their row, with zeros.
--
-- grain:   division_code
-- reads:   division_tree, monitoring_change
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code; its children are listed
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     division_code            VARCHAR  child division
--     division_name            VARCHAR  its name
--     short_name               VARCHAR  its name in charts
--     level                    INTEGER  its level, 1 province to 5 village
--     is_local_code            BOOLEAN  its code is not an official one
--     identified_households    BIGINT   ever identified, distinct  [户]
--     identified_people        BIGINT   their people  [人]
--     open_households          BIGINT   under monitoring at month end  [户]
--     open_people              BIGINT   the same in people  [人]
--     open_change_households   BIGINT   open now less open a month before  [户]
--     open_change_people       BIGINT   the same in people  [人]
--     eliminated_households    BIGINT   latest spell eliminated  [户]
--     eliminated_people        BIGINT   the same in people  [人]
--     elimination_rate         DOUBLE   eliminated / identified households; null when none  [1]
--     elimination_rate_people  DOUBLE   eliminated / identified people; null when none  [1]
--     new_households           BIGINT   came under monitoring in the month  [户]
--     new_people               BIGINT   the same in people  [人]
--     closed_households        BIGINT   eliminated in the month  [户]
--     closed_people            BIGINT   the same in people  [人]
-- order:   division_code

with

child as (

    select division_code, division_name, short_name, level, is_local_code
    from division_tree
    where view = $view
        and parent_code = $division

),

counted as (

    select
        child.division_code,
        coalesce(sum(change.open_households), 0) as open_households,
        coalesce(sum(change.open_people), 0) as open_people,
        coalesce(sum(change.open_households) filter (change.month = $month), 0) as open_change_households,
        coalesce(sum(change.open_people) filter (change.month = $month), 0) as open_change_people,
        coalesce(sum(change.eliminated_households), 0) as eliminated_households,
        coalesce(sum(change.eliminated_people), 0) as eliminated_people,
        coalesce(sum(change.new_households) filter (change.month = $month), 0) as new_households,
        coalesce(sum(change.new_people) filter (change.month = $month), 0) as new_people,
        coalesce(sum(change.by_support_households + change.natural_households + change.untold_households)
            filter (change.month = $month), 0) as closed_households,
        coalesce(sum(change.by_support_people + change.natural_people + change.untold_people)
            filter (change.month = $month), 0) as closed_people
    from child
    left join monitoring_change as change
        on change.view = $view
        and change.division_code = child.division_code
        and change.month <= $month
        and ($monitor_type = '' or change.monitor_type = $monitor_type)
        and ($main_risk = '' or change.main_risk = $main_risk)
    group by child.division_code

)

select
    child.division_code,
    child.division_name,
    child.short_name,
    child.level,
    child.is_local_code,
    cast(counted.open_households + counted.eliminated_households as bigint) as identified_households,
    cast(counted.open_people + counted.eliminated_people as bigint) as identified_people,
    cast(counted.open_households as bigint) as open_households,
    cast(counted.open_people as bigint) as open_people,
    cast(counted.open_change_households as bigint) as open_change_households,
    cast(counted.open_change_people as bigint) as open_change_people,
    cast(counted.eliminated_households as bigint) as eliminated_households,
    cast(counted.eliminated_people as bigint) as eliminated_people,
    cast(counted.eliminated_households as double)
        / nullif(counted.open_households + counted.eliminated_households, 0) as elimination_rate,
    cast(counted.eliminated_people as double)
        / nullif(counted.open_people + counted.eliminated_people, 0) as elimination_rate_people,
    cast(counted.new_households as bigint) as new_households,
    cast(counted.new_people as bigint) as new_people,
    cast(counted.closed_households as bigint) as closed_households,
    cast(counted.closed_people as bigint) as closed_people
from child
join counted
    on counted.division_code = child.division_code
order by child.division_code
