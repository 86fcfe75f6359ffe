-- Vehicles found on members: what criterion 3 is judged by. A missing cell is unknown; a vehicle is
-- left out as scrapped, given away or for hire only when that is told.
--
-- grain:   match_id
-- reads:   exit_match, source_dept_match, snapshot_info
-- columns:
--     match_id            VARCHAR  the comparison
--     household_id        VARCHAR  the household
--     village_code        VARCHAR  its village
--     is_proven           BOOLEAN  verified true; null while suspected
--     is_passenger_car    BOOLEAN  car, SUV or MPV, not for hire; null when the kind is not told
--     is_held             BOOLEAN  neither scrapped nor given away nor stolen
--     is_frequently_used  BOOLEAN  found on site; null when not looked at
--     price_fen           BIGINT   purchase price with tax  [分]
--     age_months          BIGINT   months since it was registered, a begun one counted  [月]
-- order:   village_code, household_id, match_id
-- source:  notice, appendix 1, 3

with

found as (

    select
        exit_match.*,
        source_dept_match.vehicle_kind,
        source_dept_match.vehicle_use,
        source_dept_match.vehicle_status,
        source_dept_match.vehicle_price_yuan,
        source_dept_match.is_frequently_used,
        coalesce(source_dept_match.vehicle_registered_on, make_date(source_dept_match.vehicle_year, 1, 1)) as since_on,
        snapshot_info.as_of_on
    from exit_match
    join source_dept_match
        on source_dept_match.match_id = exit_match.match_id
    cross join snapshot_info
    where exit_match.match_item = 'vehicle'
        and exit_match.holder_role = 'member'

)

select
    found.match_id,
    found.household_id,
    found.village_code,
    found.is_proven,
    found.vehicle_kind in ('car', 'suv', 'mpv') and coalesce(found.vehicle_use, 'private') <> 'commercial'
        as is_passenger_car,
    coalesce(found.vehicle_status, 'in_use') = 'in_use' as is_held,
    found.is_frequently_used,
    cast(found.vehicle_price_yuan * 100 as bigint) as price_fen,
    cast(year(found.as_of_on) * 12 + month(found.as_of_on) - year(found.since_on) * 12 - month(found.since_on)
        + case when day(found.as_of_on) > day(found.since_on) then 1 else 0 end as bigint) as age_months
from found
order by found.village_code, found.household_id, found.match_id
