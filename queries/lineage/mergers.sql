-- Villages of the chosen division that another carries on since a month: it stood before, or it
-- carries on several.
--
-- grain:   month
-- reads:   division_then, division_then_path, source_division
-- inputs:
--     division  VARCHAR  division code
-- columns:
--     month     DATE    first day of the month from which they no longer stood
--     villages  BIGINT  how many ended
-- order:   month

with

ended as (

    select division_then.division_code, division_then.successor_code, division_then.valid_to_on
    from division_then
    join division_then_path
        on division_then_path.leaf_code = division_then.division_code
    where division_then_path.ancestor_code = $division
        and division_then.level = 5
        and division_then.successor_code is not null

),

carried as (

    select successor_code, count(division_code) as joined
    from division_then
    group by successor_code

),

began as (

    select ended.division_code, min(coalesce(source_division.valid_from_on, date '1900-01-01')) as valid_from_on
    from ended
    join source_division
        on source_division.division_code = ended.successor_code
    group by ended.division_code

)

select
    cast(date_trunc('month', ended.valid_to_on) as date) as month,
    count(ended.division_code) as villages
from ended
join carried
    on carried.successor_code = ended.successor_code
left join began
    on began.division_code = ended.division_code
where carried.joined > 1
    or coalesce(began.valid_from_on, date '1900-01-01') < ended.valid_to_on
group by month
order by month
