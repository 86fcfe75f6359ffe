-- Households under monitoring at the end of a month in the divisions directly below the chosen one,
-- by today's divisions and by those of that time. Households of a division that has ended stood in it
-- until it did; the sums of all rows are equal in both readings.
--
-- grain:   division_code
-- reads:   division_tree, division_path, division_then, division_then_path, division_spell, monitoring_change
-- inputs:
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     division_code      VARCHAR  child division; the chosen one for what is placed at itself
--     short_name         VARCHAR  its name in charts
--     village_kind       VARCHAR  code of list village_kind; null above villages or when not told
--     valid_to_on        DATE     first day it no longer existed; null for one that stands
--     successor_code     VARCHAR  the division that carries its rows on
--     today_households   BIGINT   by today's divisions  [户]
--     today_people       BIGINT   the same  [人]
--     then_households    BIGINT   by those of that time  [户]
--     then_people        BIGINT   the same  [人]
-- order:   then_households desc, division_code

with

child as (

    select division_code, short_name, village_kind, cast(null as date) as valid_to_on, cast(null as varchar) as successor_code
    from division_tree
    where view = 'management' and parent_code = $division
    union all
    select division_code, short_name, village_kind, valid_to_on, successor_code
    from division_then
    where parent_code = $division

),

elsewhere as (

    select division_spell.village_code as today_code, division_spell.then_code, division_spell.people
    from division_spell
    where division_spell.from_month <= $month and division_spell.until_month > $month

),

path as (

    select leaf_code, ancestor_code from division_path where view = 'management'
    union all
    select leaf_code, ancestor_code from division_then_path

),

step as (

    select division_code, open_households as today_households, open_people as today_people, 0 as moved, 0 as moved_people
    from monitoring_change
    where view = 'management' and month <= $month
    union all
    select path.ancestor_code, 0, 0, -1, -elsewhere.people
    from elsewhere
    join path
        on path.leaf_code = elsewhere.today_code
    union all
    select path.ancestor_code, 0, 0, 1, elsewhere.people
    from elsewhere
    join path
        on path.leaf_code = elsewhere.then_code

),

counted as (

    select
        step.division_code,
        sum(step.today_households) as today_households,
        sum(step.today_people) as today_people,
        sum(step.today_households + step.moved) as then_households,
        sum(step.today_people + step.moved_people) as then_people
    from step
    group by step.division_code

),

own as (

    select counted.*
    from counted
    where counted.division_code = $division
    union all
    select $division, -counted.today_households, -counted.today_people, -counted.then_households, -counted.then_people
    from counted
    join child
        on child.division_code = counted.division_code

)

select
    child.division_code,
    child.short_name,
    child.village_kind,
    child.valid_to_on,
    child.successor_code,
    cast(coalesce(counted.today_households, 0) as bigint) as today_households,
    cast(coalesce(counted.today_people, 0) as bigint) as today_people,
    cast(coalesce(counted.then_households, 0) as bigint) as then_households,
    cast(coalesce(counted.then_people, 0) as bigint) as then_people
from child
left join counted
    on counted.division_code = child.division_code
union all
select
    own.division_code, max(division_tree.short_name), null, null, null,
    cast(sum(own.today_households) as bigint), cast(sum(own.today_people) as bigint),
    cast(sum(own.then_households) as bigint), cast(sum(own.then_people) as bigint)
from own
join division_tree
    on division_tree.view = 'management'
    and division_tree.division_code = own.division_code
group by own.division_code
having sum(own.today_households) <> 0 or sum(own.then_households) <> 0
order by then_households desc, division_code
