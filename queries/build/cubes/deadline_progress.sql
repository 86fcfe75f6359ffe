-- How many things each duty of the deadline ladder counts in a division, by the day they were done.
--
-- grain:   view, division_code, duty, done_on
-- reads:   deadline_item, division_path
-- columns:
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  the division, any level
--     level          INTEGER  its level, 1 province to 5 village
--     duty           VARCHAR  which duty of the ladder
--     done_on        DATE     the day; 9999-12-31 while not done
--     items          BIGINT   things done that day, or not done
-- order:   view, level, division_code, duty, done_on

with

leaf as (

    select
        deadline_item.village_code,
        deadline_item.duty,
        coalesce(deadline_item.done_on, date '9999-12-31') as done_on,
        count(deadline_item.item_id) as items
    from deadline_item
    group by deadline_item.village_code, deadline_item.duty, coalesce(deadline_item.done_on, date '9999-12-31')

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.duty,
    leaf.done_on,
    cast(sum(leaf.items) as bigint) as items
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by division_path.view, division_path.ancestor_code, division_path.level, leaf.duty, leaf.done_on
order by division_path.view, division_path.level, division_path.ancestor_code, leaf.duty, leaf.done_on
