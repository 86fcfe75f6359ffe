-- Every household of a village beside one of its patterns: which are in it, and the figure or the
-- moment by which they are told.
--
-- grain:   household_id
-- reads:   finding, household, pattern_entry, pattern_income, pattern_place, source_household
-- inputs:
--     village       VARCHAR    code of the village
--     pattern       VARCHAR    the pattern
-- columns:
--     household_id  VARCHAR    the household
--     head_name     VARCHAR    its head
--     is_in         BOOLEAN    it is in the pattern
--     evidence      VARCHAR    what it shares, all of it; null when it is not in it
--     income_yuan   DOUBLE     net income per head  [元]
--     growth        DOUBLE     this year's over last year's; null without last year's  [1]
--     entered_at    TIMESTAMP  when the record was saved
--     located_at    TIMESTAMP  when the position was taken
--     updated_at    TIMESTAMP  when the record was last changed
-- order:   is_in desc, household_id

with

marked as (

    select household_id, evidence from pattern_income
    where village_code = $village and pattern = $pattern
    union all
    select household_id, evidence from pattern_entry
    where village_code = $village and pattern = $pattern
    union all
    select household_id, evidence from pattern_place
    where village_code = $village and pattern = $pattern
    union all
    select household_id, string_agg(distinct value, ', ' order by value) from finding
    where village_code = $village
        and (check_id = 'H27' and $pattern = 'one_day_batch' or check_id = 'K05' and $pattern = 'annotated_whole')
    group by household_id

)

select
    household.household_id,
    household.head_name,
    marked.household_id is not null as is_in,
    marked.evidence,
    cast(household.net_income_per_head_yuan as double) as income_yuan,
    cast(household.net_income_per_head_yuan as double)
        / nullif(cast(source_household.previous_net_income_per_head_yuan as double), 0) as growth,
    source_household.entered_at,
    source_household.coordinates_collected_at as located_at,
    source_household.updated_at
from household
join source_household
    on source_household.household_id = household.household_id
left join marked
    on marked.household_id = household.household_id
where household.village_code = $village
order by marked.household_id is not null desc, household.household_id
