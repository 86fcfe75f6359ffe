-- The households behind a figure of the labelling pipeline.
--
-- grain:   household_id
-- reads:   queue_label, division_path, household, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     round     BIGINT   year of the round
--     days      BIGINT   days at a step beyond which a household is waiting long
--     figure    VARCHAR  stage, long, lacking, incomplete, unsettled or notice
--     key       VARCHAR  stage, long: position of the step; lacking: the paper; notice: village~from~to
-- columns:
--     household_id       VARCHAR    the household
--     head_name          VARCHAR    its head
--     village_name       VARCHAR    its village; null when unknown
--     entered_on         DATE       day it came to its step
--     days               BIGINT     days it has stood there  [天]
--     publicity_from_on  DATE       first day of the notice
--     publicity_to_on    DATE       its last day
--     objections         BIGINT     objections raised; null when not told
--     papers             BIGINT     of the eleven papers, those done  [份]
--     lacking            VARCHAR[]  those not done; null when none lacks
-- order:   village_code, household_id

with

step as (

    select
        queue_label.*,
        case when is_stopped then 0 when annotated_on <= $on then 9 when decided_on <= $on then 8 when to_province_on <= $on then 7
            when to_city_on <= $on then 6 when county_reviewed_on <= $on then 5 when cast(to_county_at as date) <= $on then 4
            when publicity_from_on <= $on then 3 when town_reviewed_on <= $on then 2 when appraised_on <= $on then 1
            else -1 end as reached,
        [appraised_on, town_reviewed_on, publicity_from_on, cast(to_county_at as date), county_reviewed_on,
            to_city_on, to_province_on, decided_on, annotated_on][greatest(reached, 0)] as entered_on
    from queue_label
    join division_path
        on division_path.leaf_code = queue_label.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where annotation_year = $round

)

select
    step.household_id,
    household.head_name,
    village.short_name as village_name,
    step.entered_on,
    date_diff('day', step.entered_on, cast($on as date)) as days,
    step.publicity_from_on,
    step.publicity_to_on,
    step.objections,
    step.papers,
    step.lacking
from step
join household
    on household.household_id = step.household_id
left join division_tree as village
    on village.view = $view and village.division_code = step.village_code and village.level = 5
where case $figure
    when 'stage' then step.reached = try_cast($key as integer)
    when 'long' then step.reached = try_cast($key as integer) and step.reached between 1 and 7 and date_diff('day', step.entered_on, cast($on as date)) > $days
    when 'lacking' then list_contains(step.lacking, $key)
    when 'incomplete' then step.lacking is not null
    when 'unsettled' then not step.is_objection_settled
    when 'notice' then step.village_code || '~' || cast(step.publicity_from_on as varchar) || '~' || coalesce(cast(step.publicity_to_on as varchar), '') = $key
end
order by step.village_code, step.household_id
