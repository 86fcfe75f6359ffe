-- Members who came into or left their households by division, and how late it was recorded.
--
-- grain:   division_code
-- reads:   division_tree, division_path, source_member_change, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     since  DATE  first day counted
--     on  DATE  day of the count
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     came  BIGINT  came in  [人次]
--     births  BIGINT  of these, born  [人次]
--     married_in  BIGINT  of these, married in  [人次]
--     went  BIGINT  left  [人次]
--     deaths  BIGINT  of these, died  [人次]
--     married_out  BIGINT  of these, married out  [人次]
--     net  BIGINT  came less left  [人次]
--     late  BIGINT  recorded more than 30 days after  [人次]
--     undated  BIGINT  day of recording missing  [人次]
--     late_rate  DOUBLE  late / all dated  [1]
-- order:   is_total desc, division_code
-- source:  notice 二（一）and（二）

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

item as (

    select
        source_member_change.change_id, source_member_change.household_id, household.village_code, household.head_name,
        source_member_change.name, source_member_change.change_direction, source_member_change.member_change_reason,
        source_member_change.changed_on, source_member_change.recorded_on,
        date_diff('day', source_member_change.changed_on, source_member_change.recorded_on) as days_late
    from source_member_change
    join household on household.household_id = source_member_change.household_id
    where source_member_change.changed_on between $since and $on

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.change_id) filter (change_direction = 'increase') as came,
    count(item.change_id) filter (member_change_reason = '01') as births,
    count(item.change_id) filter (member_change_reason = '02') as married_in,
    count(item.change_id) filter (change_direction = 'decrease') as went,
    count(item.change_id) filter (member_change_reason = '51') as deaths,
    count(item.change_id) filter (member_change_reason = '52') as married_out,
    came - went as net,
    count(item.change_id) filter (days_late > 30) as late,
    count(item.change_id) filter (recorded_on is null) as undated,
    cast(late as double) / nullif(count(item.change_id) - undated, 0) as late_rate
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
