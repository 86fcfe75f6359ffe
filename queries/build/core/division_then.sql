-- The divisions that have ended, each with where it belonged in the management tree: what a list of
-- divisions of an earlier day needs besides those of today.
--
-- grain:   division_code
-- reads:   snapshot_info, source_division, division_tree
-- columns:
--     division_code   VARCHAR  code of the division
--     short_name      VARCHAR  the name used in charts
--     level           INTEGER  1 province to 5 village
--     parent_code     VARCHAR  the division above it
--     village_kind    VARCHAR  code of list village_kind; null above villages or when not told
--     valid_from_on   DATE     first day; null when it was always there
--     valid_to_on     DATE     first day it no longer existed
--     successor_code  VARCHAR  the division that carries its rows on; null when none does
-- order:   division_code

with

ended as (

    select
        source_division.*,
        row_number() over (
            partition by source_division.division_code order by source_division.valid_to_on desc
        ) as from_latest
    from source_division
    cross join snapshot_info
    where source_division.valid_to_on <= snapshot_info.as_of_on

)

select
    ended.division_code,
    coalesce(ended.division_short_name, ended.division_name) as short_name,
    cast(ended.level as integer) as level,
    coalesce(ended.manager_code, ended.parent_code) as parent_code,
    ended.village_kind,
    ended.valid_from_on,
    ended.valid_to_on,
    ended.successor_code
from ended
left join division_tree
    on division_tree.view = 'management'
    and division_tree.division_code = ended.division_code
where ended.from_latest = 1
    and division_tree.division_code is null
order by ended.division_code
