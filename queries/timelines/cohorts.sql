-- Of the households whose monitoring began in a month, how many were eliminated after so many months:
-- the cohort heat-map, on both bases. Superseded spells count as not eliminated.
--
-- grain:   identified_month, months
-- reads:   survival_spell
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     first cohort shown
--     month         DATE     last month known
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     identified_month       DATE    the cohort
--     months                 BIGINT  months since; none beyond the last month known  [月]
--     cohort_households      BIGINT  the cohort  [户]
--     cohort_people          BIGINT  the cohort  [人]
--     eliminated_households  BIGINT  eliminated by then  [户]
--     eliminated_people      BIGINT  eliminated by then  [人]
--     rate                   DOUBLE  eliminated / cohort, by households  [1]
--     rate_people            DOUBLE  eliminated / cohort, by people  [1]
-- order:   identified_month, months

with

asked as (

    select year(cast($since as date)) * 12 + month(cast($since as date)) - 1 as first,
        year(cast($month as date)) * 12 + month(cast($month as date)) - 1 as last

),

cohort as (

    select
        began,
        case when closing in ('by_support', 'natural', 'untold') and closed <= asked.last
            then closed - began end as ended_at,
        asked.last - began as oldest,
        sum(households) as households,
        sum(people) as people
    from survival_spell
    cross join asked
    where view = $view
        and division_code = $division
        and is_timed
        and began between asked.first and asked.last
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
    group by began, ended_at, oldest

),

age as (

    select distinct cohort.began, steps.months
    from cohort
    join range(0, 121) as steps(months)
        on steps.months <= cohort.oldest

)

select
    make_date(age.began // 12, age.began % 12 + 1, 1) as identified_month,
    age.months,
    cast(sum(cohort.households) as bigint) as cohort_households,
    cast(sum(cohort.people) as bigint) as cohort_people,
    cast(coalesce(sum(cohort.households) filter (cohort.ended_at <= age.months), 0) as bigint) as eliminated_households,
    cast(coalesce(sum(cohort.people) filter (cohort.ended_at <= age.months), 0) as bigint) as eliminated_people,
    cast(eliminated_households as double) / nullif(sum(cohort.households), 0) as rate,
    cast(eliminated_people as double) / nullif(sum(cohort.people), 0) as rate_people
from age
join cohort
    on cohort.began = age.began
group by age.began, age.months
order by age.began, age.months
