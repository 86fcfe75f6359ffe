-- Households whose position is the village office's, or one point shared by several of the village;
-- and households whose income lies far from their village's, by median and MAD of the logarithm.
--
-- grain:   pattern, household_id
-- reads:   source_division, source_household
-- columns:
--     pattern       VARCHAR  office_point, shared_point or far_from_peers
--     village_code  VARCHAR  its village
--     household_id  VARCHAR  the household
--     evidence      VARCHAR  metres from the office, the shared point to 0.01 degree, or the income
--     base          BIGINT   households of the village that can be compared  [户]
--     usual         DOUBLE   share with the same in the county's other villages; null without any  [1]
-- order:   pattern, village_code, household_id

with

office as (

    select division_code, max(office_longitude) as longitude, max(office_latitude) as latitude,
        max(coordinate_system) as coordinate_system
    from source_division
    where office_longitude is not null and office_latitude is not null
    group by division_code

),

point as (

    select placed_code, round(longitude, 6) as longitude, round(latitude, 6) as latitude, count(*) as households
    from source_household
    where longitude is not null
    group by placed_code, round(longitude, 6), round(latitude, 6)
    having count(*) >= 3

),

placed as (

    select
        source_household.household_id,
        source_household.placed_code as village_code,
        source_household.longitude,
        source_household.latitude,
        point.households as sharing,
        case when office.coordinate_system = source_household.coordinate_system then
            111320 * sqrt(
                (source_household.latitude - office.latitude) * (source_household.latitude - office.latitude)
                + (source_household.longitude - office.longitude) * (source_household.longitude - office.longitude)
                * cos(radians(office.latitude)) * cos(radians(office.latitude))
            )
        end as metres
    from source_household
    left join office
        on office.division_code = source_household.placed_code
    left join point
        on point.placed_code = source_household.placed_code
        and point.longitude = round(source_household.longitude, 6)
        and point.latitude = round(source_household.latitude, 6)
    where length(source_household.placed_code) = 12
        and source_household.longitude is not null
        and not (source_household.longitude = 0 and source_household.latitude = 0)

),

earned as (

    select
        household_id,
        placed_code as village_code,
        net_income_per_head_yuan,
        ln(cast(net_income_per_head_yuan as double)) as size
    from source_household
    where net_income_per_head_yuan > 0 and length(placed_code) = 12

),

middle as (

    select village_code, median(size) as middle, count(*) as households
    from earned
    group by village_code

),

spread as (

    select middle.village_code, middle.middle, median(abs(earned.size - middle.middle)) as mad
    from earned
    join middle
        on middle.village_code = earned.village_code
    where middle.households >= 8
    group by middle.village_code, middle.middle

),

tested as (

    select 'office_point' as pattern, village_code, household_id,
        cast(cast(round(metres) as bigint) as varchar) as evidence, metres <= 15 as is_marked
    from placed
    where metres is not null
    union all
    select 'shared_point', village_code, household_id,
        cast(round(longitude, 2) as varchar) || ' ' || cast(round(latitude, 2) as varchar), sharing is not null
    from placed
    union all
    select 'far_from_peers', earned.village_code, earned.household_id,
        cast(earned.net_income_per_head_yuan as varchar),
        abs(earned.size - spread.middle) > 3.5 * 1.4826 * greatest(spread.mad, 0.1)
    from earned
    join spread
        on spread.village_code = earned.village_code

),

village as (

    select pattern, village_code, count(*) as base, count(*) filter (where is_marked) as households
    from tested
    group by pattern, village_code

),

county as (

    select pattern, left(village_code, 6) as county_code, sum(base) as base, sum(households) as households
    from village
    group by pattern, left(village_code, 6)

)

select
    tested.pattern,
    tested.village_code,
    tested.household_id,
    tested.evidence,
    village.base,
    cast(county.households - village.households as double) / nullif(county.base - village.base, 0) as usual
from tested
join village
    on village.pattern = tested.pattern
    and village.village_code = tested.village_code
join county
    on county.pattern = tested.pattern
    and county.county_code = left(tested.village_code, 6)
where tested.is_marked
order by tested.pattern, tested.village_code, tested.household_id
