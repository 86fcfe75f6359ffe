-- Where the rows of a division that has ended stood before today: in itself until it ended, then in
-- the one that carried them on until that ended too, four times at most. From the last month on they
-- stand where the household is placed today.
--
-- grain:   origin_code, from_month
-- reads:   snapshot_info, source_division, division_tree
-- columns:
--     origin_code    VARCHAR  the division a row is recorded under
--     division_code  VARCHAR  where it stood
--     from_month     DATE     first month, 1900-01-01 for the first stay
--     until_month    DATE     first month it no longer stood there
-- order:   origin_code, from_month

with

ended as (

    select
        source_division.division_code,
        max(source_division.successor_code) as successor_code,
        cast(date_trunc('month', max(source_division.valid_to_on)) as date) as until_month
    from source_division
    cross join snapshot_info
    left join division_tree
        on division_tree.view = 'management'
        and division_tree.division_code = source_division.division_code
    where source_division.valid_to_on <= snapshot_info.as_of_on
        and source_division.successor_code is not null
        and division_tree.division_code is null
    group by source_division.division_code

),

first_stay as (

    select
        ended.division_code as origin_code,
        ended.division_code,
        date '1900-01-01' as from_month,
        ended.until_month,
        ended.successor_code
    from ended

),

second_stay as (

    select first_stay.origin_code, ended.division_code, first_stay.until_month as from_month, ended.until_month, ended.successor_code
    from first_stay
    join ended
        on ended.division_code = first_stay.successor_code
        and ended.until_month > first_stay.until_month

),

third_stay as (

    select second_stay.origin_code, ended.division_code, second_stay.until_month as from_month, ended.until_month, ended.successor_code
    from second_stay
    join ended
        on ended.division_code = second_stay.successor_code
        and ended.until_month > second_stay.until_month

),

fourth_stay as (

    select third_stay.origin_code, ended.division_code, third_stay.until_month as from_month, ended.until_month, ended.successor_code
    from third_stay
    join ended
        on ended.division_code = third_stay.successor_code
        and ended.until_month > third_stay.until_month

),

every_stay as (

    select * from first_stay
    union all
    select * from second_stay
    union all
    select * from third_stay
    union all
    select * from fourth_stay

)

select
    every_stay.origin_code,
    every_stay.division_code,
    every_stay.from_month,
    every_stay.until_month
from every_stay
order by every_stay.origin_code, every_stay.from_month
