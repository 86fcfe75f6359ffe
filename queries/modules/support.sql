-- Who is responsible for the households under monitoring: coverage, load, and visits by division.
--
-- grain:   division_code
-- reads:   division_tree, division_path, spell, pairing
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     month  DATE  first day of the month
--     on  DATE  day of the count
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     monitored  BIGINT  under monitoring at the end of the month  [户]
--     covered  BIGINT  with somebody responsible  [户]
--     uncovered  BIGINT  with nobody  [户]
--     coverage_rate  DOUBLE  covered / monitored  [1]
--     visited  BIGINT  visited within 90 days before the day  [户]
--     unvisited  BIGINT  not visited within 90 days, or never  [户]
--     visit_told  BIGINT  either: only the latest visit is told, and one after the day hides those before  [户]
--     visited_rate  DOUBLE  visited / visit_told  [1]
--     cadres  BIGINT  different people responsible for them  [人]
--     heaviest  BIGINT  of them, households of whoever has most  [户]
-- order:   is_total desc, division_code
-- source:  notice 二（三）; H24 of domain.md §7

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

place as (

    select ancestor_code as division_code, leaf_code
    from division_path
    where view = $view and ancestor_code in (select division_code from area)

),

watched as (

    select place.division_code, spell.case_id, spell.household_id
    from spell
    join place on place.leaf_code = spell.village_code
    where spell.identified_month <= $month and (spell.closed_month is null or spell.closed_month > $month)

),

team as (

    select household_id, cadre, last_visited_on
    from pairing
    where household_id in (select household_id from watched)
        and coalesce(assigned_on, $on) <= $on
        and coalesce(ended_on, date '9999-12-31') > $on

),

item as (

    select
        watched.division_code, watched.case_id, count(team.cadre) as pairings,
        max(team.last_visited_on) as last_visited_on,
        max(team.last_visited_on) filter (team.last_visited_on <= $on) > cast($on as date) - 90 as is_visited
    from watched
    left join team on team.household_id = watched.household_id
    group by watched.division_code, watched.case_id

),

load as (

    select watched.division_code, team.cadre, count(distinct watched.household_id) as households
    from watched
    join team on team.household_id = watched.household_id
    group by watched.division_code, team.cadre

),

loaded as (

    select division_code, count(cadre) as cadres, max(households) as heaviest
    from load
    group by division_code

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.case_id) as monitored,
    count(item.case_id) filter (pairings > 0) as covered,
    count(item.case_id) filter (pairings = 0) as uncovered,
    cast(covered as double) / nullif(monitored, 0) as coverage_rate,
    count(item.case_id) filter (coalesce(is_visited, false)) as visited,
    count(item.case_id) filter (not coalesce(is_visited, false) and coalesce(last_visited_on <= $on, true)) as unvisited,
    visited + unvisited as visit_told,
    cast(visited as double) / nullif(visited + unvisited, 0) as visited_rate,
    coalesce(loaded.cadres, 0) as cadres,
    coalesce(loaded.heaviest, 0) as heaviest
from area
left join item
    on item.division_code = area.division_code
left join loaded
    on loaded.division_code = area.division_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total, loaded.cadres, loaded.heaviest
order by area.is_total desc, area.division_code
