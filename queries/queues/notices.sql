-- Notices in the villages: from when to when, for how many households, and what was said against them.
--
-- grain:   village_code, publicity_from_on, ended_on
-- reads:   queue_label, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     round     BIGINT   year of the round
-- columns:
--     village_code       VARCHAR  the village
--     short_name         VARCHAR  its name
--     parent_name        VARCHAR  the division above it
--     publicity_from_on  DATE     first day of the notice
--     ended_on           DATE     its last day; 9999-12-31 when not told
--     households         BIGINT   named in it  [户]
--     objections         BIGINT   raised  [件]
--     unsettled          BIGINT   households whose objection has no outcome  [户]
--     handed_on          DATE     first day one of them was handed to the county; null while none was
-- order:   publicity_from_on desc, village_code, ended_on

select
    queue_label.village_code,
    place.short_name,
    above.short_name as parent_name,
    queue_label.publicity_from_on,
    coalesce(queue_label.publicity_to_on, date '9999-12-31') as ended_on,
    count(*) as households,
    cast(coalesce(sum(queue_label.objections), 0) as bigint) as objections,
    count(*) filter (not queue_label.is_objection_settled) as unsettled,
    min(cast(queue_label.to_county_at as date)) filter (cast(queue_label.to_county_at as date) <= $on) as handed_on
from queue_label
join division_path
    on division_path.leaf_code = queue_label.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
left join division_tree as place
    on place.view = $view and place.division_code = queue_label.village_code
left join division_tree as above
    on above.view = $view and above.division_code = place.parent_code
where queue_label.annotation_year = $round
    and queue_label.publicity_from_on <= $on
group by
    queue_label.village_code, place.short_name, above.short_name,
    queue_label.publicity_from_on, ended_on
order by queue_label.publicity_from_on desc, queue_label.village_code, ended_on
