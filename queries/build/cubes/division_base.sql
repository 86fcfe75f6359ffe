-- Rural households and people of every division: what it states itself, else the sum of what its
-- villages state; the base of figures "per ten thousand rural people".
--
-- grain:   view, division_code
-- reads:   division_path, division_tree, source_division
-- columns:
--     view               VARCHAR  management or legal
--     division_code      VARCHAR  the division, any level
--     rural_households   BIGINT   rural households; null when nobody states them  [户]
--     rural_people       BIGINT   rural people; null when nobody states them  [人]
--     villages           BIGINT   villages within it
--     villages_untold    BIGINT   of these, those that state no people
-- order:   view, division_code

with

stated as (

    select division_code, max(rural_households) as rural_households, max(rural_people) as rural_people
    from source_division
    group by division_code

),

summed as (

    select
        division_path.view,
        division_path.ancestor_code as division_code,
        sum(stated.rural_households) as rural_households,
        sum(stated.rural_people) as rural_people,
        count(leaf.division_code) as villages,
        sum(case when stated.rural_people is null then 1 else 0 end) as villages_untold
    from division_path
    join division_tree as leaf
        on leaf.view = division_path.view
        and leaf.division_code = division_path.leaf_code
        and leaf.level = 5
    left join stated
        on stated.division_code = leaf.division_code
    group by division_path.view, division_path.ancestor_code

)

select
    division_tree.view,
    division_tree.division_code,
    cast(coalesce(stated.rural_households, summed.rural_households) as bigint) as rural_households,
    cast(coalesce(stated.rural_people, summed.rural_people) as bigint) as rural_people,
    cast(coalesce(summed.villages, 0) as bigint) as villages,
    cast(coalesce(summed.villages_untold, 0) as bigint) as villages_untold
from division_tree
left join stated
    on stated.division_code = division_tree.division_code
left join summed
    on summed.view = division_tree.view
    and summed.division_code = division_tree.division_code
order by division_tree.view, division_tree.division_code
