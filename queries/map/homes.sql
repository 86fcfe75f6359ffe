-- Every household of a division with its place, for layers that ask which of them they reach.
--
-- grain:   household_id
-- reads:   point, division_path, spell
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     longitude     DOUBLE   WGS-84; null when it cannot be drawn  [度]
--     latitude      DOUBLE   WGS-84; null when it cannot be drawn  [度]
--     is_open       BOOLEAN  under monitoring at month end
-- order:   village_code, household_id

with

watched as (

    select distinct household_id
    from spell
    where identified_month <= $month
        and coalesce(closed_month, date '9999-12-01') > $month

)

select
    point.household_id,
    point.village_code,
    point.longitude,
    point.latitude,
    watched.household_id is not null as is_open
from point
join division_path
    on division_path.view = $view
    and division_path.leaf_code = point.village_code
    and division_path.ancestor_code = $division
left join watched
    on watched.household_id = point.household_id
order by point.village_code, point.household_id
