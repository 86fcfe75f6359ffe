-- The divisions in the chosen one that have ended: when, what carries their rows on, and how many
-- households are still recorded under their codes.
--
-- grain:   division_code
-- reads:   division_then, division_then_path, division_tree, source_division, source_household
-- inputs:
--     division  VARCHAR  division code
-- columns:
--     division_code    VARCHAR  the one that ended
--     short_name       VARCHAR  its name in charts
--     level            INTEGER  1 province to 5 village
--     parent_code      VARCHAR  the division above it
--     parent_name      VARCHAR  its name
--     village_kind     VARCHAR  code of list village_kind
--     valid_to_on      DATE     first day it no longer existed
--     successor_code   VARCHAR  the division that carries its rows on; null when none does
--     successor_name   VARCHAR  its name; null when it does not stand today
--     successor_kind   VARCHAR  its code of list village_kind
--     stood_before     BOOLEAN  the successor stood before: a merger
--     joined           BIGINT   divisions the successor carries on: more than one is a merger
--     households       BIGINT   households recorded under the ended code  [户]
-- order:   valid_to_on desc, division_code

with

recorded as (

    select source_household.village_code, count(source_household.household_id) as households
    from source_household
    join division_then
        on division_then.division_code = source_household.village_code
    group by source_household.village_code

),

began as (

    select source_division.division_code, min(coalesce(source_division.valid_from_on, date '1900-01-01')) as valid_from_on
    from source_division
    group by source_division.division_code

),

carried as (

    select division_then.successor_code, count(division_then.division_code) as joined
    from division_then
    where division_then.successor_code is not null
    group by division_then.successor_code

)

select
    division_then.division_code,
    division_then.short_name,
    division_then.level,
    division_then.parent_code,
    above.short_name as parent_name,
    division_then.village_kind,
    division_then.valid_to_on,
    division_then.successor_code,
    successor.short_name as successor_name,
    successor.village_kind as successor_kind,
    coalesce(began.valid_from_on, date '1900-01-01') < division_then.valid_to_on as stood_before,
    coalesce(carried.joined, 0) as joined,
    coalesce(recorded.households, 0) as households
from division_then
join division_then_path
    on division_then_path.leaf_code = division_then.division_code
    and division_then_path.ancestor_code = $division
left join division_tree as successor
    on successor.view = 'management'
    and successor.division_code = division_then.successor_code
left join division_tree as above
    on above.view = 'management'
    and above.division_code = division_then.parent_code
left join carried
    on carried.successor_code = division_then.successor_code
left join began
    on began.division_code = division_then.successor_code
left join recorded
    on recorded.village_code = division_then.division_code
order by division_then.valid_to_on desc, division_then.division_code
