-- What became of the monitored households of some divisions, as it is and at the mix of households
-- (type and main risk) of one of them, by direct standardisation. Kinds that a division has none of are
-- left out of its weights, and told.
--
-- grain:   division_code
-- reads:   monitoring_change
-- inputs:
--     view      VARCHAR    management or legal
--     division  VARCHAR    the division whose mix is the standard
--     codes     VARCHAR[]  the divisions compared
--     month     DATE       first day of the month
-- columns:
--     division_code       VARCHAR  the division
--     identified          BIGINT   households identified by the month's end  [户]
--     eliminated          BIGINT   of which eliminated  [户]
--     crude_rate          DOUBLE   eliminated / identified; null when none is identified  [1]
--     equal_rate          DOUBLE   the same at the standard's mix; null when none is identified  [1]
--     covered             DOUBLE   share of the standard's mix the division has households of  [1]
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
        and (division_code in (select unnest($codes)) or division_code = $division)
    group by division_code, monitor_type, main_risk
    having sum(open_households + eliminated_households) > 0

),

standard as (

    select monitor_type, main_risk, identified / sum(identified) over () as weight
    from stratum
    where division_code = $division

)

select
    stratum.division_code,
    cast(sum(stratum.identified) as bigint) as identified,
    cast(sum(stratum.eliminated) as bigint) as eliminated,
    cast(sum(stratum.eliminated) as double) / nullif(sum(stratum.identified), 0) as crude_rate,
    cast(sum(standard.weight * stratum.eliminated / stratum.identified) / sum(standard.weight) as double) as equal_rate,
    cast(coalesce(sum(standard.weight), 0) as double) as covered
from stratum
left join standard
    on standard.monitor_type = stratum.monitor_type
    and standard.main_risk = stratum.main_risk
where stratum.division_code in (select unnest($codes))
group by stratum.division_code
order by stratum.division_code
