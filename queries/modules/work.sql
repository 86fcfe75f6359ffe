-- People in work by division: where, for how many months, and the change against the year before.
--
-- grain:   division_code
-- reads:   division_tree, division_path, source_work_monitor, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     year  BIGINT  data year
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     working  BIGINT  in work in the year  [人]
--     near  BIGINT  within the township  [人]
--     county  BIGINT  in the county, outside the township  [人]
--     province  BIGINT  in the province, outside the county  [人]
--     away  BIGINT  outside the province or abroad  [人]
--     untold  BIGINT  region not told or other  [人]
--     average_months  DOUBLE  months in work a person  [月]
--     before  BIGINT  in work the year before  [人]
--     lost  BIGINT  in work the year before and no more  [人]
--     change_rate  DOUBLE  of the people with a record of both years, against the year before  [1]
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
        source_work_monitor.person_id, source_work_monitor.household_id, household.village_code, household.head_name,
        max(source_work_monitor.work_region) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) as work_region,
        max(source_work_monitor.work_place) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) as work_place,
        case when sum(source_work_monitor.work_months) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) > 12 then 12
            else sum(source_work_monitor.work_months) filter (source_work_monitor.data_year = $year and source_work_monitor.is_working) end as months,
        coalesce(bool_or(source_work_monitor.is_working) filter (source_work_monitor.data_year = $year), false) as is_working,
        coalesce(bool_or(source_work_monitor.is_working) filter (source_work_monitor.data_year = $year - 1), false) as was_working,
        bool_or(source_work_monitor.data_year = $year - 1) as was_recorded
    from source_work_monitor
    join household on household.household_id = source_work_monitor.household_id
    where source_work_monitor.data_year in ($year, $year - 1)
    group by source_work_monitor.person_id, source_work_monitor.household_id, household.village_code, household.head_name

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.person_id) filter (is_working) as working,
    count(item.person_id) filter (is_working and work_region = '01') as near,
    count(item.person_id) filter (is_working and work_region = '02') as county,
    count(item.person_id) filter (is_working and work_region = '03') as province,
    count(item.person_id) filter (is_working and work_region in ('04', '05')) as away,
    count(item.person_id) filter (is_working and coalesce(work_region, '99') = '99') as untold,
    avg(months) filter (is_working) as average_months,
    count(item.person_id) filter (was_working) as before,
    count(item.person_id) filter (was_working and not is_working) as lost,
    cast(count(item.person_id) filter (is_working and was_recorded) - before as double) / nullif(before, 0) as change_rate
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
