-- Where each household stands, turned once from its declared datum into WGS-84. A point without a
-- declared datum, with two zeros, or outside the country's box is kept out of maps, and counted.
--
-- grain:   household_id
-- reads:   source_household
-- columns:
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     state         VARCHAR  drawn, missing, zero, outside or undeclared
--     longitude     DOUBLE   WGS-84; null unless drawn  [度]
--     latitude      DOUBLE   WGS-84; null unless drawn  [度]
-- order:   village_code, household_id
-- source:  the published GCJ-02 and BD-09 formulas; the inverse by two fixed-point steps (2 cm)

with

told as (

    select
        household_id,
        placed_code as village_code,
        coordinate_system,
        longitude,
        latitude,
        case
            when longitude is null or latitude is null then 'missing'
            when longitude = 0 and latitude = 0 then 'zero'
            when longitude < 73 or longitude > 136 or latitude < 3 or latitude > 54 then 'outside'
            when coordinate_system is null or coordinate_system not in ('cgcs2000', 'wgs84', 'gcj02', 'bd09')
                then 'undeclared'
            else 'drawn'
        end as state
    from source_household

),

off_baidu as (

    select
        told.*,
        sqrt((longitude - 0.0065) * (longitude - 0.0065) + (latitude - 0.006) * (latitude - 0.006))
            - 0.00002 * sin((latitude - 0.006) * pi() * 3000 / 180) as reach,
        atan2(latitude - 0.006, longitude - 0.0065)
            - 0.000003 * cos((longitude - 0.0065) * pi() * 3000 / 180) as bearing
    from told
    where state = 'drawn'

),

shifted as (

    select
        household_id,
        coordinate_system in ('gcj02', 'bd09') as is_shifted,
        case when coordinate_system = 'bd09' then reach * cos(bearing) else longitude end as x,
        case when coordinate_system = 'bd09' then reach * sin(bearing) else latitude end as y
    from off_baidu

),

first_look as (

    select
        shifted.*,
        x - 105 as e,
        y - 35 as n,
        1 - 0.00669342162296594323 * sin(radians(y)) * sin(radians(y)) as flat
    from shifted

),

first_step as (

    select
        household_id, is_shifted, x, y,
        x - degrees((300 + e + 2 * n + 0.1 * e * e + 0.1 * e * n + 0.1 * sqrt(abs(e))
            + (20 * sin(6 * pi() * e) + 20 * sin(2 * pi() * e)) * 2 / 3
            + (20 * sin(e * pi()) + 40 * sin(e / 3 * pi())) * 2 / 3
            + (150 * sin(e / 12 * pi()) + 300 * sin(e / 30 * pi())) * 2 / 3)
            / nullif(6378245.0 / nullif(sqrt(flat), 0) * cos(radians(y)), 0)) as lon,
        y - degrees((-100 + 2 * e + 3 * n + 0.2 * n * n + 0.1 * e * n + 0.2 * sqrt(abs(e))
            + (20 * sin(6 * pi() * e) + 20 * sin(2 * pi() * e)) * 2 / 3
            + (20 * sin(n * pi()) + 40 * sin(n / 3 * pi())) * 2 / 3
            + (160 * sin(n / 12 * pi()) + 320 * sin(n / 30 * pi())) * 2 / 3)
            / nullif(6378245.0 * (1 - 0.00669342162296594323) / nullif(flat * sqrt(flat), 0), 0)) as lat
    from first_look

),

second_look as (

    select
        first_step.*,
        lon - 105 as e,
        lat - 35 as n,
        1 - 0.00669342162296594323 * sin(radians(lat)) * sin(radians(lat)) as flat
    from first_step

),

turned as (

    select
        household_id, is_shifted, x, y,
        x - degrees((300 + e + 2 * n + 0.1 * e * e + 0.1 * e * n + 0.1 * sqrt(abs(e))
            + (20 * sin(6 * pi() * e) + 20 * sin(2 * pi() * e)) * 2 / 3
            + (20 * sin(e * pi()) + 40 * sin(e / 3 * pi())) * 2 / 3
            + (150 * sin(e / 12 * pi()) + 300 * sin(e / 30 * pi())) * 2 / 3)
            / nullif(6378245.0 / nullif(sqrt(flat), 0) * cos(radians(lat)), 0)) as lon,
        y - degrees((-100 + 2 * e + 3 * n + 0.2 * n * n + 0.1 * e * n + 0.2 * sqrt(abs(e))
            + (20 * sin(6 * pi() * e) + 20 * sin(2 * pi() * e)) * 2 / 3
            + (20 * sin(n * pi()) + 40 * sin(n / 3 * pi())) * 2 / 3
            + (160 * sin(n / 12 * pi()) + 320 * sin(n / 30 * pi())) * 2 / 3)
            / nullif(6378245.0 * (1 - 0.00669342162296594323) / nullif(flat * sqrt(flat), 0), 0)) as lat
    from second_look

)

select
    told.household_id,
    told.village_code,
    told.state,
    round(case when turned.is_shifted then turned.lon else turned.x end, 6) as longitude,
    round(case when turned.is_shifted then turned.lat else turned.y end, 6) as latitude
from told
left join turned
    on turned.household_id = told.household_id
order by told.village_code, told.household_id
