-- Every household proposed in a round with what its export depends on, as known on a day: what comes
-- later is missing. holdline.timeline.locks reads from it which of them are locked, and why.
--
-- grain:   household_id
-- reads:   queue_label, division_path, household, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     round     BIGINT   year of the round
-- columns:
--     household_id          VARCHAR    the household
--     head_name             VARCHAR    its head
--     village_code          VARCHAR    its village, or its township when the village is unknown
--     village_name          VARCHAR    its village; null when unknown
--     appraised_on          DATE       step 1, democratic appraisal
--     town_reviewed_on      DATE       step 2, township review
--     publicity_from_on     DATE       step 3, first day of the notice
--     publicity_to_on       DATE       its last day as told, which may be later than the day of the count
--     objections            BIGINT     raised; null when not told
--     is_objection_settled  BOOLEAN    no objection, or its outcome is written down
--     is_stopped            BOOLEAN    withdrawn, or refused by a review
--     to_county_on          DATE       handed to the county
--     lacking               VARCHAR[]  papers not done, codes of list file_item; null when none lacks
-- order:   village_code, household_id

select
    queue_label.household_id,
    household.head_name,
    queue_label.village_code,
    village.short_name as village_name,
    case when queue_label.appraised_on <= $on then queue_label.appraised_on end as appraised_on,
    case when queue_label.town_reviewed_on <= $on then queue_label.town_reviewed_on end as town_reviewed_on,
    case when queue_label.publicity_from_on <= $on then queue_label.publicity_from_on end as publicity_from_on,
    case when queue_label.publicity_from_on <= $on then queue_label.publicity_to_on end as publicity_to_on,
    queue_label.objections,
    queue_label.is_objection_settled,
    queue_label.is_stopped,
    case when cast(queue_label.to_county_at as date) <= $on then cast(queue_label.to_county_at as date) end as to_county_on,
    queue_label.lacking
from queue_label
join division_path
    on division_path.leaf_code = queue_label.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
join household
    on household.household_id = queue_label.household_id
left join division_tree as village
    on village.view = $view and village.division_code = queue_label.village_code and village.level = 5
where queue_label.annotation_year = $round
order by queue_label.village_code, queue_label.household_id
