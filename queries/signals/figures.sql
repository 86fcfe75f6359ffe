-- The figures that signals are given by: of a division and all below it down to the township, in a
-- month, with what each is compared to. Villages are too small to tell a rise from a chance.
--
-- grain:   division_code
-- reads:   division_tree, division_path, monitoring_change
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     division_code           VARCHAR  the division
--     short_name              VARCHAR  its name in charts
--     level                   INTEGER  its level, 1 province to 4 township
--     open_households         BIGINT   under monitoring at month end  [户]
--     open_before_households  BIGINT   under monitoring a month before  [户]
--     new_households          BIGINT   came under monitoring in the month  [户]
--     new_year_households     BIGINT   came under monitoring in the twelve months before it  [户]
--     again_households        BIGINT   of the new, those eliminated before  [户]
--     closed_households       BIGINT   eliminated in the month  [户]
--     identified_households   BIGINT   ever identified, distinct  [户]
--     eliminated_households   BIGINT   latest spell eliminated  [户]
-- order:   level, division_code

with

place as (

    select
        division_tree.division_code,
        division_tree.short_name,
        division_tree.level
    from division_tree
    where division_tree.view = $view
        and division_tree.level < 5
        and division_tree.division_code in (
            select division_path.leaf_code
            from division_path
            where division_path.view = $view
                and division_path.ancestor_code = $division
        )

),

counted as (

    select
        place.division_code,
        sum(change.open_households) as open_households,
        sum(change.open_households) filter (change.month < $month) as open_before_households,
        sum(change.new_households) filter (change.month = $month) as new_households,
        sum(change.new_households) filter (
            change.month < $month and change.month >= cast($month as date) - interval 12 month
        ) as new_year_households,
        sum(change.again_households) filter (change.month = $month) as again_households,
        sum(change.by_support_households + change.natural_households + change.untold_households)
            filter (change.month = $month) as closed_households,
        sum(change.eliminated_households) as eliminated_households
    from place
    join monitoring_change as change
        on change.view = $view
        and change.division_code = place.division_code
        and change.month <= $month
    group by place.division_code

)

select
    place.division_code,
    place.short_name,
    place.level,
    cast(counted.open_households as bigint) as open_households,
    cast(coalesce(counted.open_before_households, 0) as bigint) as open_before_households,
    cast(coalesce(counted.new_households, 0) as bigint) as new_households,
    cast(coalesce(counted.new_year_households, 0) as bigint) as new_year_households,
    cast(coalesce(counted.again_households, 0) as bigint) as again_households,
    cast(coalesce(counted.closed_households, 0) as bigint) as closed_households,
    cast(counted.open_households + counted.eliminated_households as bigint) as identified_households,
    cast(counted.eliminated_households as bigint) as eliminated_households
from place
join counted
    on counted.division_code = place.division_code
order by place.level, place.division_code
