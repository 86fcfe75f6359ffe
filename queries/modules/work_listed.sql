-- The people behind a figure of the work page.
--
-- grain:   person_id
-- reads:   division_path, division_tree, source_work_monitor, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     year  BIGINT  data year
--     figure  VARCHAR  working, near, county, province, away, untold, before or lost
-- columns:
--     person_id  VARCHAR  the person
--     household_id  VARCHAR  their household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     work_region  VARCHAR  code of list work_region
--     work_place  VARCHAR  where, as told
--     months  BIGINT  months in work in the year  [月]
-- order:   item.person_id

with

item as (

    select
        source_work_monitor.person_id, source_work_monitor.household_id, household.village_code, household.head_name,
        max(source_work_monitor.work_region) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) as work_region,
        max(source_work_monitor.work_place) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) as work_place,
        case when sum(source_work_monitor.work_months) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) > 12 then 12
            else sum(source_work_monitor.work_months) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) end as months,
        coalesce(bool_or(source_work_monitor.is_working) filter (source_work_monitor.data_year = $year), false) as is_working,
        coalesce(bool_or(source_work_monitor.is_working) filter (source_work_monitor.data_year = $year - 1), false) as was_working
    from source_work_monitor
    join household on household.household_id = source_work_monitor.household_id
    where source_work_monitor.data_year in ($year, $year - 1)
    group by source_work_monitor.person_id, source_work_monitor.household_id, household.village_code, household.head_name

)

select
    item.person_id,
    item.household_id,
    item.head_name,
    village.short_name as village_name,
    item.work_region,
    item.work_place,
    cast(item.months as bigint) as months
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code and village.level = 5
where case $figure
    when 'working' then item.is_working
    when 'near' then item.is_working and item.work_region = '01'
    when 'county' then item.is_working and item.work_region = '02'
    when 'province' then item.is_working and item.work_region = '03'
    when 'away' then item.is_working and item.work_region in ('04', '05')
    when 'untold' then item.is_working and coalesce(item.work_region, '99') = '99'
    when 'before' then item.was_working
    when 'lost' then item.was_working and not item.is_working
end
order by item.person_id
