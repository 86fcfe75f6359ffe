-- The labelling pipeline of a round on a day: how many households stand at each step, and how long.
--
-- grain:   stage
-- reads:   queue_label, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     round     BIGINT   year of the round
--     days      BIGINT   days at a step beyond which a household is waiting long
-- columns:
--     position    BIGINT   of the step in the procedure; 0 stopped
--     stage       VARCHAR  key of messages behind.stages
--     households  BIGINT   at this step  [户]
--     long        BIGINT   of these, longer than the days  [户]
--     longest     BIGINT   days the oldest has stood there; null when not dated  [天]
--     median_days DOUBLE   days they have stood there  [天]
-- order:   position
-- source:  notice 三: appraisal, township review, village notice, then county, city, province

with

step as (

    select
        queue_label.household_id,
        is_stopped,
        case when annotated_on <= $on then 9 when decided_on <= $on then 8 when to_province_on <= $on then 7
            when to_city_on <= $on then 6 when county_reviewed_on <= $on then 5 when cast(to_county_at as date) <= $on then 4
            when publicity_from_on <= $on then 3 when town_reviewed_on <= $on then 2 when appraised_on <= $on then 1
            else -1 end as reached,
        [appraised_on, town_reviewed_on, publicity_from_on, cast(to_county_at as date), county_reviewed_on,
            to_city_on, to_province_on, decided_on, annotated_on] as days
    from queue_label
    join division_path
        on division_path.leaf_code = queue_label.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where annotation_year = $round

),

standing as (

    select
        case when is_stopped then 0 else reached end as reached,
        date_diff('day', case when reached > 0 then days[reached] end, cast($on as date)) as stood
    from step

)

select
    cast(reached as bigint) as position,
    case when reached = -1 then 'screened' when reached = 0 then 'stopped' else ['appraised', 'town', 'publicity', 'to_county', 'county', 'to_city', 'to_province', 'province', 'annotated'][reached] end as stage,
    count(*) as households,
    count(*) filter (reached between 1 and 7 and stood > $days) as long,
    max(stood) as longest,
    median(stood) as median_days
from standing
group by reached
order by position
