-- Households recorded at a pace or at a time nobody visits at: many saved, or many positions taken,
-- by one collector within twenty minutes; most of a village changed on one day.
--
-- grain:   pattern, household_id
-- reads:   source_household
-- columns:
--     pattern       VARCHAR  entered_fast, visited_fast or changed_together
--     village_code  VARCHAR  its village
--     household_id  VARCHAR  the household
--     evidence      VARCHAR  the first moment, or the day
--     base          BIGINT   households of the village that can be compared  [户]
--     usual         DOUBLE   share with the same in the county's other villages; null without any  [1]
-- order:   pattern, village_code, household_id

with

busy as (

    select collector_id
    from source_household
    where collector_id is not null
    group by collector_id
    having count(*) >= 6

),

moment as (

    select 'entered_fast' as pattern, household_id, placed_code as village_code, collector_id, entered_at as noted_at
    from source_household
    where entered_at is not null and collector_id in (select collector_id from busy)
    union all
    select 'visited_fast', household_id, placed_code, collector_id, coordinates_collected_at
    from source_household
    where coordinates_collected_at is not null and collector_id in (select collector_id from busy)

),

paced as (

    select
        moment.*,
        count(*) over (
            partition by pattern, collector_id
            order by epoch(noted_at) range between 600 preceding and 600 following
        ) >= 6 as is_marked
    from moment
    where length(village_code) = 12

),

day_sized as (

    select placed_code as village_code, cast(updated_at as date) as day, count(*) as households
    from source_household
    where length(placed_code) = 12 and updated_at is not null
    group by placed_code, cast(updated_at as date)

),

day_ranked as (

    select
        day_sized.*,
        row_number() over (partition by village_code order by households desc, day) as place
    from day_sized
    where households >= 4

),

marked as (

    select
        pattern, village_code, household_id,
        cast(min(noted_at) over (partition by pattern, village_code) as varchar) as evidence
    from paced
    where is_marked
    union all
    select 'changed_together', day_ranked.village_code, source_household.household_id,
        cast(day_ranked.day as varchar)
    from day_ranked
    join source_household
        on source_household.placed_code = day_ranked.village_code
        and cast(source_household.updated_at as date) = day_ranked.day
    where day_ranked.place = 1

),

village as (

    select placed_code as village_code, count(entered_at) as entered, count(coordinates_collected_at) as visited,
        count(updated_at) as edited
    from source_household
    where length(placed_code) = 12
    group by placed_code

),

county_day as (

    select left(village_code, 6) as county_code, day, sum(households) as households
    from day_sized
    group by left(village_code, 6), day

),

county as (

    select left(village_code, 6) as county_code, sum(entered) as entered, sum(visited) as visited,
        sum(edited) as edited
    from village
    group by left(village_code, 6)

),

counted as (

    select
        pattern, village_code, count(*) as households,
        sum(count(*)) over (partition by pattern, left(village_code, 6)) as county_households
    from marked
    group by pattern, village_code

)

select
    marked.pattern,
    marked.village_code,
    marked.household_id,
    marked.evidence,
    case marked.pattern when 'entered_fast' then village.entered when 'visited_fast' then village.visited
        else village.edited end as base,
    cast(coalesce(county_day.households, counted.county_households) - counted.households as double)
        / nullif(case marked.pattern when 'entered_fast' then county.entered - village.entered
            when 'visited_fast' then county.visited - village.visited
            else county.edited - village.edited end, 0) as usual
from marked
join counted
    on counted.pattern = marked.pattern and counted.village_code = marked.village_code
join village
    on village.village_code = marked.village_code
join county
    on county.county_code = left(marked.village_code, 6)
left join county_day
    on marked.pattern = 'changed_together'
    and county_day.county_code = county.county_code
    and county_day.day = try_cast(marked.evidence as date)
order by marked.pattern, marked.village_code, marked.household_id
