-- What differs between two snapshots, by the divisions directly below the chosen one; what lies at the
-- chosen division itself stands under its own code. Divisions in which nothing differs are left out.
--
-- grain:   division_code
-- reads:   compared_place, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     kind      VARCHAR  table: household, member or monitor_case
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     old_rows       BIGINT   rows before
--     new_rows       BIGINT   rows now
--     added          BIGINT   not there before
--     removed        BIGINT   not there now
--     changed        BIGINT   some cell differs
--     renamed        BIGINT   known again under another number
--     moved          BIGINT   moved in less moved out
-- order:   added + removed + changed + renamed desc, division_code

with

below as (

    select division_tree.division_code, division_tree.short_name
    from division_tree
    where division_tree.view = $view
        and (division_tree.parent_code = $division or division_tree.division_code = $division)

),

placed as (

    select division_path.leaf_code, division_path.ancestor_code
    from division_path
    join below
        on below.division_code = division_path.ancestor_code
    where division_path.view = $view
        and (division_path.ancestor_code <> $division or division_path.leaf_code = $division)

),

counted as (

    select
        placed.ancestor_code,
        cast(sum(compared_place.old_rows) as bigint) as old_rows,
        cast(sum(compared_place.new_rows) as bigint) as new_rows,
        cast(sum(compared_place.added) as bigint) as added,
        cast(sum(compared_place.removed) as bigint) as removed,
        cast(sum(compared_place.changed) as bigint) as changed,
        cast(sum(compared_place.renamed) as bigint) as renamed,
        cast(sum(compared_place.moved_in - compared_place.moved_out) as bigint) as moved
    from placed
    join compared_place
        on compared_place.village_code = placed.leaf_code
        and compared_place.table_name = $kind
    group by placed.ancestor_code

)

select
    below.division_code,
    below.short_name,
    counted.old_rows,
    counted.new_rows,
    counted.added,
    counted.removed,
    counted.changed,
    counted.renamed,
    counted.moved
from counted
join below
    on below.division_code = counted.ancestor_code
where counted.added + counted.removed + counted.changed + counted.renamed + abs(counted.moved) > 0
order by counted.added + counted.removed + counted.changed + counted.renamed desc, below.division_code
