-- People in work by division: where, for how many months, and the change against the year before.
--
-- grain:   division_code
-- reads:   division_tree, work_year
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

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    coalesce(work_year.working, 0) as working,
    coalesce(work_year.near, 0) as near,
    coalesce(work_year.county, 0) as county,
    coalesce(work_year.province, 0) as province,
    coalesce(work_year.away, 0) as away,
    coalesce(work_year.untold, 0) as untold,
    cast(work_year.months as double) / nullif(work_year.months_told, 0) as average_months,
    coalesce(work_year.before, 0) as before,
    coalesce(work_year.lost, 0) as lost,
    cast(work_year.kept - work_year.before as double) / nullif(work_year.before, 0) as change_rate
from area
left join work_year
    on work_year.view = $view
    and work_year.division_code = area.division_code
    and work_year.data_year = $year
order by area.is_total desc, area.division_code
