-- The households behind a figure of the responsible cadres.
--
-- grain:   case_id
-- reads:   division_path, division_tree, spell, household, pairing
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month  DATE  first day of the month
--     on  DATE  day of the count
--     figure  VARCHAR  monitored, covered, uncovered, visited, unvisited or heaviest
-- columns:
--     case_id  VARCHAR  the spell
--     household_id  VARCHAR  the household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     monitor_type  VARCHAR  code of list monitor_type
--     responsible_name  VARCHAR  one who is responsible; null when nobody is
--     organisation  VARCHAR  their unit
--     last_visited_on  DATE  latest visit; null when none
-- order:   item.case_id

with

item as (

    select
        spell.case_id, spell.household_id, spell.village_code, household.head_name, spell.monitor_type,
        max(pairing.responsible_name) as responsible_name,
        max(pairing.organisation) as organisation,
        max(pairing.last_visited_on) as last_visited_on,
        coalesce(max(pairing.last_visited_on) filter (pairing.last_visited_on <= $on) > cast($on as date) - 90, false)
            as is_visited,
        count(pairing.responsible_id) as pairings
    from spell
    join household on household.household_id = spell.household_id
    left join pairing
        on pairing.household_id = spell.household_id
        and coalesce(pairing.assigned_on, $on) <= $on
        and coalesce(pairing.ended_on, date '9999-12-31') > $on
    where spell.identified_month <= $month and (spell.closed_month is null or spell.closed_month > $month)
    group by spell.case_id, spell.household_id, spell.village_code, household.head_name, spell.monitor_type

),

borne as (

    select pairing.cadre, item.household_id
    from item
    join division_path
        on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
    join pairing
        on pairing.household_id = item.household_id
        and coalesce(pairing.assigned_on, $on) <= $on
        and coalesce(pairing.ended_on, date '9999-12-31') > $on

),

heaviest as (

    select cadre
    from borne
    group by cadre
    order by count(distinct household_id) desc, cadre
    limit 1

)

select
    item.case_id,
    item.household_id,
    item.head_name,
    village.short_name as village_name,
    item.monitor_type,
    item.responsible_name,
    item.organisation,
    item.last_visited_on
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code and village.level = 5
where case $figure
    when 'monitored' then true
    when 'covered' then item.pairings > 0
    when 'uncovered' then item.pairings = 0
    when 'visited' then item.is_visited
    when 'unvisited' then not item.is_visited and coalesce(item.last_visited_on <= $on, true)
    when 'heaviest' then item.household_id in (select borne.household_id from borne where borne.cadre in (select heaviest.cadre from heaviest))
end
order by item.case_id
