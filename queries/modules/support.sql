-- Who is responsible for the households under monitoring: coverage, load, and visits by division.
--
-- grain:   division_code
-- reads:   division_tree, division_path, spell, household, source_responsible
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
--     visited_rate  DOUBLE  visited / monitored  [1]
--     cadres  BIGINT  different names and units responsible  [人]
-- order:   is_total desc, division_code
-- source:  notice 二（三）; H24 of domain.md §7

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

item as (

    select
        spell.case_id, spell.household_id, spell.village_code, household.head_name, spell.monitor_type,
        max(source_responsible.responsible_name) as responsible_name,
        max(source_responsible.organisation) as organisation,
        max(source_responsible.last_visited_on) filter (source_responsible.last_visited_on <= $on) as last_visited_on,
        count(source_responsible.responsible_id) as pairings
    from spell
    join household on household.household_id = spell.household_id
    left join source_responsible
        on source_responsible.household_id = spell.household_id
        and coalesce(source_responsible.assigned_on, $on) <= $on
        and coalesce(source_responsible.ended_on, date '9999-12-31') > $on
    where spell.identified_month <= $month and (spell.closed_month is null or spell.closed_month > $month)
    group by spell.case_id, spell.household_id, spell.village_code, household.head_name, spell.monitor_type

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
    count(item.case_id) filter (last_visited_on > cast($on as date) - 90) as visited,
    count(item.case_id) filter (coalesce(last_visited_on <= cast($on as date) - 90, true)) as unvisited,
    cast(visited as double) / nullif(monitored, 0) as visited_rate,
    count(distinct coalesce(organisation, '') || '~' || responsible_name) as cadres
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
