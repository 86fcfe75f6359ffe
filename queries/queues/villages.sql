-- Villages with households that enjoy policies, and how far the round has come there by a day: when
-- their list is due at the nearest hand-over, so that the latest start can be worked back.
--
-- grain:   village_code
-- reads:   household, queue_label, division_path, division_tree, deadline
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     round     BIGINT   year of the round
-- columns:
--     village_code  VARCHAR  the village, or the township when the village is unknown
--     short_name    VARCHAR  its name
--     parent_name   VARCHAR  the division above it
--     enjoying      BIGINT   households that enjoy policies or did until the round  [户]
--     proposed      BIGINT   of the round, proposed  [户]
--     begun_on      DATE     first appraisal; null when none by the day
--     handed        BIGINT   handed to the county by the day  [户]
--     due_on        DATE     day of the nearest hand-over; null when no ladder holds for the round
--     due_time      VARCHAR  its time of day; null for its end
-- order:   parent_name, village_code

with

place as (

    select leaf_code
    from division_path
    where view = $view and ancestor_code = $division

),

due as (

    select leaf_code, min(due_on) as due_on, arg_min(due_time, due_on) as due_time
    from deadline
    join division_path
        on division_path.ancestor_code = deadline.jurisdiction_code and division_path.view = 'management'
    where duty in ('annotation_street', 'annotation_county', 'annotation_city') and extract(year from due_on) = $round
    group by leaf_code

),

enjoying as (

    select household.village_code, count(*) as enjoying
    from household
    where household.village_code in (select leaf_code from place)
        and (household_type = 'HT_POV_ENJOY'
            or household_id in (select household_id from queue_label where annotation_year = $round))
    group by household.village_code

),

label as (

    select
        village_code,
        count(*) as proposed,
        min(appraised_on) filter (appraised_on <= $on) as begun_on,
        count(*) filter (cast(to_county_at as date) <= $on) as handed
    from queue_label
    where annotation_year = $round
    group by village_code

)

select
    enjoying.village_code,
    tree.short_name,
    above.short_name as parent_name,
    enjoying.enjoying,
    coalesce(label.proposed, 0) as proposed,
    label.begun_on,
    coalesce(label.handed, 0) as handed,
    due.due_on,
    due.due_time
from enjoying
join place on place.leaf_code = enjoying.village_code
left join label on label.village_code = enjoying.village_code
left join due on due.leaf_code = enjoying.village_code
left join division_tree as tree on tree.view = $view and tree.division_code = enjoying.village_code
left join division_tree as above on above.view = $view and above.division_code = tree.parent_code
order by parent_name, enjoying.village_code
