-- The things behind a rung of the deadline ladder: those done by a day, or those that are not, and those
-- done too late.
--
-- grain:   item_id
-- reads:   deadline_item, division_path, division_tree, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division the rung counts
--     duty      VARCHAR  which duty
--     due       DATE     day it is due
--     on        DATE     day of the count
--     figure    VARCHAR  done, or rest: not done by the day, or done after it was due
-- columns:
--     item_id       VARCHAR  what is to be done
--     household_id  VARCHAR  whose, when it is a household's
--     head_name     VARCHAR  its head; null when it is no household's
--     town_name     VARCHAR  the division above the place
--     village_name  VARCHAR  the place: village, or any division that is to be done
--     done_on       DATE     the day it was done, by the day; null while it is not
-- order:   done_on, village_code, item_id

select
    deadline_item.item_id,
    deadline_item.household_id,
    household.head_name,
    above.short_name as town_name,
    place.short_name as village_name,
    case when deadline_item.done_on <= $on then deadline_item.done_on end as done_on
from deadline_item
join division_path
    on division_path.view = $view
    and division_path.ancestor_code = $division
    and division_path.leaf_code = deadline_item.village_code
left join household
    on household.household_id = deadline_item.household_id
left join division_tree as place
    on place.view = $view and place.division_code = deadline_item.village_code
left join division_tree as above
    on above.view = $view and above.division_code = place.parent_code
where deadline_item.duty = $duty
    and case $figure
        when 'done' then coalesce(deadline_item.done_on <= $on, false)
        else coalesce(deadline_item.done_on > $on or deadline_item.done_on > $due, true)
    end
order by done_on nulls first, deadline_item.village_code, deadline_item.item_id
