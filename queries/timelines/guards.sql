-- The two guards of elimination, and what came of it afterwards, by how and how soon it came:
-- early eliminations, households without any labour, and those identified again.
--
-- grain:   closing, tenure
-- reads:   procedure_elimination, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     last month counted, first day
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     closing      VARCHAR  by_support, natural or untold
--     tenure       VARCHAR  under_12, under_24 or longer: months from identification to elimination
--     eliminated   BIGINT   eliminations  [户]
--     people       BIGINT   their people at identification  [人]
--     again        BIGINT   of these, identified again by the end of the month  [户]
--     again_people BIGINT   the same in people  [人]
--     again_rate   DOUBLE   again / eliminated  [1]
--     again_rate_people DOUBLE  the same by people  [1]
--     under_year   BIGINT   of these, before a year was whole, not naturally  [户]
--     unreasoned   BIGINT   of these, without a reason  [户]
--     no_labour    BIGINT   of all, without any labour and on the safety net, not naturally  [户]
--     labour_untold  BIGINT  of all, where labour is not told  [户]
-- order:   closing, tenure

with

ended as (

    select
        procedure_elimination.closing,
        case when months < 12 then 'under_12' when months < 24 then 'under_24' else 'longer' end as tenure,
        people, is_under_year, reason, is_no_labour,
        coalesce(next_identified_month <= $month, false) as is_again
    from procedure_elimination
    join division_path
        on division_path.leaf_code = procedure_elimination.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where closed_month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

)

select
    closing,
    tenure,
    count(*) as eliminated,
    cast(coalesce(sum(people), 0) as bigint) as people,
    count(*) filter (is_again) as again,
    cast(coalesce(sum(people) filter (is_again), 0) as bigint) as again_people,
    cast(again as double) / nullif(count(*), 0) as again_rate,
    cast(again_people as double) / nullif(sum(people), 0) as again_rate_people,
    count(*) filter (is_under_year) as under_year,
    count(*) filter (is_under_year and reason is null) as unreasoned,
    count(*) filter (is_no_labour) as no_labour,
    count(*) filter (is_no_labour is null) as labour_untold
from ended
group by closing, tenure
order by closing, tenure
