-- Members with a passenger car still held, bought for the price of a high-grade one or more, in a
-- household with an open case of an unstable or a marginal household. What was verified to be
-- untrue is left out; what was not yet verified is suspected only.
--
-- grain:     household_id, person_id
-- reads:     exit_match, exit_vehicle, open_case, source_dept_match, source_household
-- inputs:
--     premium_car_yuan  INTEGER  price of a high-grade passenger car  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the member; null when not told
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  vehicle_price_yuan
--     value         VARCHAR  the purchase price
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K08; domain.md §4.1 C3
-- severity:  warning
-- dimension: consistency
-- title:     名下车辆与登记矛盾
-- title_en:  High-grade car, under monitoring
-- remedy:    核实车辆归属和使用；属实的研判是否应继续监测，借名的写明。
-- remedy_en: See whose it is and who uses it; judge the case again, or write down that the name
--            was lent.

select
    exit_match.household_id,
    exit_match.person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'vehicle_price_yuan' as field,
    cast(max(source_dept_match.vehicle_price_yuan) as varchar) as value,
    cast(null as varchar) as expected
from exit_match
join source_dept_match
    on source_dept_match.match_id = exit_match.match_id
join source_household
    on source_household.household_id = exit_match.household_id
join exit_vehicle
    on exit_vehicle.match_id = exit_match.match_id
where exit_match.match_item = 'vehicle'
    and exit_match.holder_role = 'member'
    and exit_vehicle.is_passenger_car
    and exit_vehicle.is_held
    and exit_vehicle.price_fen >= $premium_car_yuan * 100
    and exit_match.household_id in (
        select open_case.household_id
        from open_case
        where open_case.monitor_type in ('MT1_UNSTABLE', 'MT2_MARGINAL')
    )
group by exit_match.household_id, exit_match.person_id
order by village_code, exit_match.household_id, exit_match.person_id
