-- Elimination rates of the divisions directly below, as they are and at an equal mix of households:
-- each kind of household (type and main risk) weighs what it weighs in the whole division
-- (direct standardisation). Kinds a division has none of are left out of its weights, and told.
--
-- grain:   division_code
-- reads:   monitoring_change, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; its children are compared
--     month     DATE     first day of the month
-- columns:
--     division_code  VARCHAR  child division
--     short_name     VARCHAR  its name
--     identified     BIGINT   households identified by the month's end  [户]
--     eliminated     BIGINT   of which eliminated  [户]
--     crude_rate     DOUBLE   eliminated / identified; null when none is identified  [1]
--     equal_rate     DOUBLE   the same at the mix of the whole; null when none is identified  [1]
--     covered        DOUBLE   share of the whole's mix the division has households of  [1]
-- order:   division_code
-- source:  direct standardisation: Rothman, Greenland and Lash, Modern Epidemiology, 3rd ed., ch. 3

with

stratum as (

    select
        division_code,
        monitor_type,
        main_risk,
        sum(open_households + eliminated_households) as identified,
        sum(eliminated_households) as eliminated
    from monitoring_change
    where view = $view
        and month <= $month
    group by division_code, monitor_type, main_risk
    having sum(open_households + eliminated_households) > 0

),

whole as (

    select
        monitor_type,
        main_risk,
        identified / sum(identified) over () as weight
    from stratum
    where division_code = $division

),

compared as (

    select
        stratum.division_code,
        sum(stratum.identified) as identified,
        sum(stratum.eliminated) as eliminated,
        sum(whole.weight * stratum.eliminated / stratum.identified) / sum(whole.weight) as equal_rate,
        sum(whole.weight) as covered
    from stratum
    join whole
        on whole.monitor_type = stratum.monitor_type
        and whole.main_risk = stratum.main_risk
    group by stratum.division_code

)

select
    division_tree.division_code,
    division_tree.short_name,
    cast(coalesce(compared.identified, 0) as bigint) as identified,
    cast(coalesce(compared.eliminated, 0) as bigint) as eliminated,
    compared.eliminated / nullif(compared.identified, 0) as crude_rate,
    compared.equal_rate,
    coalesce(compared.covered, 0) as covered
from division_tree
left join compared
    on compared.division_code = division_tree.division_code
where division_tree.view = $view
    and division_tree.parent_code = $division
order by division_tree.division_code
