-- People in work in each year by division: where, for how many months, and against the year before.
-- A person of several records is one, of twelve months at most.
--
-- grain:   view, division_code, data_year
-- reads:   source_work_monitor, household, division_path
-- columns:
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  the division, any level
--     level          INTEGER  its level, 0 nation, 1 province to 5 village
--     data_year      INTEGER  year of the records; the year after the last has a row too
--     working        BIGINT   in work in the year  [人]
--     near           BIGINT   within the township  [人]
--     county         BIGINT   in the county, outside the township  [人]
--     province       BIGINT   in the province, outside the county  [人]
--     away           BIGINT   outside the province or abroad  [人]
--     untold         BIGINT   region not told or other  [人]
--     months         BIGINT   months in work of those that tell them  [月]
--     months_told    BIGINT   people in work that tell their months  [人]
--     before         BIGINT   in work the year before  [人]
--     lost           BIGINT   in work the year before and no more  [人]
--     kept           BIGINT   in work, and recorded the year before  [人]
-- order:   view, level, division_code, data_year
-- source:  notice 二（三）

with

asked as (

    select data_year from source_work_monitor where data_year is not null
    union
    select data_year + 1 as data_year from source_work_monitor where data_year is not null

),

record as (

    select
        asked.data_year,
        household.village_code,
        source_work_monitor.person_id,
        source_work_monitor.household_id,
        source_work_monitor.data_year = asked.data_year as is_own,
        coalesce(source_work_monitor.is_working, false) as is_working,
        source_work_monitor.work_region,
        source_work_monitor.work_months
    from source_work_monitor
    join asked
        on asked.data_year in (source_work_monitor.data_year, source_work_monitor.data_year + 1)
    join household
        on household.household_id = source_work_monitor.household_id

),

person as (

    select
        data_year,
        village_code,
        max(case when is_own and is_working then coalesce(work_region, '') end) as region,
        sum(case when is_own and is_working then work_months end) as months,
        max(case when is_own and is_working then 1 else 0 end) as working,
        max(case when not is_own and is_working then 1 else 0 end) as before,
        max(case when not is_own then 1 else 0 end) as recorded
    from record
    group by data_year, village_code, household_id, person_id

),

leaf as (

    select
        data_year,
        village_code,
        sum(working) as working,
        sum(case when region = '01' then 1 else 0 end) as near,
        sum(case when region = '02' then 1 else 0 end) as county,
        sum(case when region = '03' then 1 else 0 end) as province,
        sum(case when region in ('04', '05') then 1 else 0 end) as away,
        sum(case when region in ('', '99') then 1 else 0 end) as untold,
        sum(case when months > 12 then 12 else months end) as months,
        count(months) as months_told,
        sum(before) as before,
        sum(case when before = 1 and working = 0 then 1 else 0 end) as lost,
        sum(case when working = 1 and recorded = 1 then 1 else 0 end) as kept
    from person
    group by data_year, village_code

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.data_year,
    cast(sum(leaf.working) as bigint) as working,
    cast(sum(leaf.near) as bigint) as near,
    cast(sum(leaf.county) as bigint) as county,
    cast(sum(leaf.province) as bigint) as province,
    cast(sum(leaf.away) as bigint) as away,
    cast(sum(leaf.untold) as bigint) as untold,
    cast(coalesce(sum(leaf.months), 0) as bigint) as months,
    cast(sum(leaf.months_told) as bigint) as months_told,
    cast(sum(leaf.before) as bigint) as before,
    cast(sum(leaf.lost) as bigint) as lost,
    cast(sum(leaf.kept) as bigint) as kept
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by division_path.view, division_path.ancestor_code, division_path.level, leaf.data_year
order by division_path.view, division_path.level, division_path.ancestor_code, leaf.data_year
