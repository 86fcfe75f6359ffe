-- What a village is called, with its township before it.
--
-- grain:   division_code
-- reads:   division_tree
-- inputs:
--     view  VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  village
--     village_name   VARCHAR  township and village
-- order:   division_code

select
    village.division_code,
    concat_ws(' ', town.short_name, village.short_name) as village_name
from division_tree as village
left join division_tree as town
    on town.view = village.view
    and town.division_code = village.parent_code
where village.view = $view
    and village.level = 5
order by village.division_code
