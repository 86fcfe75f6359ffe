-- The households behind a figure of the responsible cadres.
--
-- grain:   case_id
-- reads:   division_path, division_tree, spell, household, source_responsible
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month  DATE  first day of the month
--     on  DATE  day of the count
--     figure  VARCHAR  monitored, covered, uncovered, visited or unvisited
-- columns:
--     case_id  VARCHAR  the spell
--     household_id  VARCHAR  the household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     monitor_type  VARCHAR  code of list monitor_type
--     responsible_name  VARCHAR  one who is responsible; null when nobody is
--     organisation  VARCHAR  their unit
--     last_visited_on  DATE  latest visit by the day; null when none
-- order:   item.case_id

with

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
    when 'visited' then item.last_visited_on > cast($on as date) - 90
    when 'unvisited' then coalesce(item.last_visited_on <= cast($on as date) - 90, true)
end
order by item.case_id
