-- Projects of a year by division: money planned, in place and spent, and how far they are.
--
-- grain:   division_code
-- reads:   division_tree, division_path, source_project
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     year  BIGINT  data year
--     on  DATE  day of the count
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     projects  BIGINT  projects of the year  [个]
--     done  BIGINT  finished or accepted  [个]
--     late  BIGINT  their end has passed and they are not finished  [个]
--     planned_yuan  DOUBLE  planned  [元]
--     arranged_yuan  DOUBLE  in place  [元]
--     spent_yuan  DOUBLE  spent  [元]
--     spent_rate  DOUBLE  spent / in place  [1]
--     benefiting  BIGINT  households that benefit, as told  [户次]
--     unregistered  BIGINT  finished without an asset registered, or not told  [个]
-- order:   is_total desc, division_code
-- source:  notice 二（三）

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

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
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.project_id) as projects,
    count(item.project_id) filter (is_done) as done,
    count(item.project_id) filter (is_late) as late,
    cast(coalesce(sum(planned_yuan), 0) as double) as planned_yuan,
    cast(coalesce(sum(arranged_yuan), 0) as double) as arranged_yuan,
    cast(coalesce(sum(spent_yuan), 0) as double) as spent_yuan,
    cast(sum(spent_yuan) as double) / nullif(cast(sum(arranged_yuan) as double), 0) as spent_rate,
    cast(coalesce(sum(benefiting_households), 0) as bigint) as benefiting,
    count(item.project_id) filter (is_unregistered) as unregistered
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
