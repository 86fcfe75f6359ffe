-- Households proposed for the end of policies, in a round not stopped, while a case of theirs is
-- open that had begun by the day they were annotated, or by today while they are not.
--
-- grain:     household_id
-- reads:     open_case, snapshot_info, source_annotation, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  annotation_stage
--     value         VARCHAR  where the latest such round stands
--     expected      VARCHAR  stopped
-- order:     village_code, household_id, person_id
-- source:    K02; notice 三
-- severity:  error
-- dimension: consistency
-- title:     拟标注但为监测对象且未消除
-- title_en:  Proposed while under monitoring
-- remedy:    终止标注，先行监测帮扶；风险消除后再研判。
-- remedy_en: Stop the proposal, and support first; judge again when the risk is gone.

select
    source_annotation.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'annotation_stage' as field,
    max_by(source_annotation.annotation_stage, source_annotation.annotation_year) as value,
    'stopped' as expected
from source_annotation
join source_household
    on source_household.household_id = source_annotation.household_id
join open_case
    on open_case.household_id = source_annotation.household_id
join source_monitor_case
    on source_monitor_case.case_id = open_case.case_id
cross join snapshot_info
where coalesce(source_annotation.annotation_stage, 'screened') <> 'stopped'
    and source_monitor_case.identified_month <= coalesce(source_annotation.annotated_on, snapshot_info.as_of_on)
group by source_annotation.household_id
order by village_code, source_annotation.household_id
