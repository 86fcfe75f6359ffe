-- What each month changed in the households that bear a risk, as the first of the five or as any: the
-- running sum is those under monitoring with it. A household with two risks counts under both.
--
-- grain:   view, division_code, month, monitor_type, risk, is_main
-- reads:   risk_need, division_path
-- columns:
--     view             VARCHAR  management or legal
--     division_code    VARCHAR  the division, any level
--     level            INTEGER  its level, 1 province to 5 village
--     month            DATE     first day of the month
--     monitor_type     VARCHAR  code of list monitor_type, or UNKNOWN
--     risk             VARCHAR  code of list risk_type, or UNKNOWN
--     is_main          BOOLEAN  it is the household's main risk
--     open_households  BIGINT   change of households under monitoring with it  [户]
--     open_people      BIGINT   the same in people  [人]
-- order:   view, level, division_code, month, monitor_type, risk, is_main

with

step as (

    select village_code, identified_month as month, monitor_type, risk, is_main, 1 as households, people
    from risk_need
    union all
    select village_code, closed_month, monitor_type, risk, is_main, -1, -people
    from risk_need
    where closed_month is not null

),

leaf as (

    select
        village_code, month, monitor_type, risk, is_main,
        sum(households) as open_households,
        sum(people) as open_people
    from step
    group by village_code, month, monitor_type, risk, is_main

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.month,
    leaf.monitor_type,
    leaf.risk,
    leaf.is_main,
    cast(sum(leaf.open_households) as bigint) as open_households,
    cast(sum(leaf.open_people) as bigint) as open_people
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by
    division_path.view, division_path.ancestor_code, division_path.level,
    leaf.month, leaf.monitor_type, leaf.risk, leaf.is_main
order by
    division_path.view, division_path.level, division_path.ancestor_code,
    leaf.month, leaf.monitor_type, leaf.risk, leaf.is_main
