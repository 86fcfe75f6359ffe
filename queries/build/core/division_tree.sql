-- Every division as it stands in each of the two trees: the management tree, where a functional
-- zone is a county of its own with the townships it manages, and the legal tree, where those
-- townships belong to the county whose ground they stand on and the zone does not appear; when that
-- county is not told they stand directly below the zone's own parent. Several provinces stand below
-- the nation, which no import tells; one province is the top itself.
--
-- grain:   view, division_code
-- reads:   snapshot_info, source_division
-- columns:
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  code of the division
--     division_name  VARCHAR  its official name
--     short_name     VARCHAR  the name used in charts
--     level          INTEGER  0 nation, 1 province to 5 village
--     division_kind  VARCHAR  code of list division_kind; null for the nation
--     parent_code    VARCHAR  the division above in this tree; null for the top
--     is_local_code  BOOLEAN  the code is this project's own, not an official one
--     village_kind   VARCHAR  code of list village_kind; null above villages or when not told
-- order:   view, level, division_code

with

unit as (

    select
        source_division.division_code,
        source_division.division_name,
        coalesce(source_division.division_short_name, source_division.division_name) as short_name,
        cast(source_division.level as integer) as level,
        source_division.division_kind,
        nullif(source_division.parent_code, '') as parent_code,
        source_division.host_code,
        source_division.manager_code,
        coalesce(source_division.code_source, 'national') = 'local' as is_local_code,
        source_division.village_kind
    from source_division
    cross join snapshot_info
    where coalesce(source_division.valid_from_on, date '1900-01-01') <= snapshot_info.as_of_on
        and coalesce(source_division.valid_to_on, date '9999-12-31') > snapshot_info.as_of_on

),

management as (

    select
        'management' as view,
        unit.division_code,
        unit.division_name,
        unit.short_name,
        unit.level,
        unit.division_kind,
        coalesce(unit.manager_code, unit.parent_code) as parent_code,
        unit.is_local_code,
        unit.village_kind
    from unit

),

legal as (

    select
        'legal' as view,
        unit.division_code,
        unit.division_name,
        unit.short_name,
        unit.level,
        unit.division_kind,
        coalesce(zone.host_code, zone.parent_code, unit.parent_code) as parent_code,
        unit.is_local_code,
        unit.village_kind
    from unit
    left join unit as zone
        on zone.division_code = unit.parent_code
        and zone.division_kind in ('zone', 'zone_local')
    where coalesce(unit.division_kind, '') not in ('zone', 'zone_local')

),

both_trees as (

    select * from management
    union all
    select * from legal

),

nation as (

    select
        both_trees.view,
        '0' as division_code,
        '全国' as division_name,
        '全国' as short_name,
        0 as level,
        cast(null as varchar) as division_kind,
        cast(null as varchar) as parent_code,
        false as is_local_code,
        cast(null as varchar) as village_kind
    from both_trees
    where both_trees.level = 1
    group by both_trees.view
    having count(distinct both_trees.division_code) > 1

),

whole as (

    select
        both_trees.view,
        both_trees.division_code,
        both_trees.division_name,
        both_trees.short_name,
        both_trees.level,
        both_trees.division_kind,
        case when both_trees.level = 1 then coalesce(nation.division_code, both_trees.parent_code)
            else both_trees.parent_code end as parent_code,
        both_trees.is_local_code,
        both_trees.village_kind
    from both_trees
    left join nation
        on nation.view = both_trees.view
    union all
    select * from nation

)

select
    whole.view,
    whole.division_code,
    whole.division_name,
    whole.short_name,
    whole.level,
    whole.division_kind,
    whole.parent_code,
    whole.is_local_code,
    whole.village_kind
from whole
order by whole.view, whole.level, whole.division_code
