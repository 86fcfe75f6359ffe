-- The projects behind a figure of their page.
--
-- grain:   project_id
-- reads:   division_path, division_tree, source_project
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     year  BIGINT  data year
--     on  DATE  day of the count
--     figure  VARCHAR  projects, done, late or unregistered
-- columns:
--     project_id  VARCHAR  the project
--     project_name  VARCHAR  its name
--     place_name  VARCHAR  where; null when unknown
--     project_kind  VARCHAR  code of list project_kind
--     project_status  VARCHAR  code of list project_status
--     arranged_yuan  DOUBLE  in place  [元]
--     spent_yuan  DOUBLE  spent  [元]
--     ended_on  DATE  its end
-- order:   item.project_id

with

item as (

    select
        project_id, project_name, division_code as village_code, project_kind, project_status, planned_yuan, arranged_yuan,
        spent_yuan, started_on, ended_on, benefiting_households,
        coalesce(project_status in ('done', 'accepted'), false) as is_done,
        coalesce(project_status in ('done', 'accepted'), false) and not coalesce(is_asset_registered, false) as is_unregistered,
        coalesce(ended_on < $on, false) and coalesce(project_status, 'running') in ('planned', 'running') as is_late
    from source_project
    where project_year = $year

)

select
    item.project_id,
    item.project_name,
    village.short_name as place_name,
    item.project_kind,
    item.project_status,
    cast(item.arranged_yuan as double) as arranged_yuan,
    cast(item.spent_yuan as double) as spent_yuan,
    item.ended_on
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code
where case $figure
    when 'projects' then true
    when 'done' then item.is_done
    when 'late' then item.is_late
    when 'unregistered' then item.is_unregistered
end
order by item.project_id
