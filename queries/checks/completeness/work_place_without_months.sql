-- Active members with a place of work but no months of work.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_months
--     value         VARCHAR  the months as they stand
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E02; T3
-- severity:  warning
-- dimension: completeness
-- title:     有务工地无务工时间
-- title_en:  Place of work without months
-- remedy:    补录务工时间；未务工的删除务工地点。
-- remedy_en: Enter the months; of who does not work delete the place.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_months' as field,
    cast(active_member.work_months as varchar) as value,
    cast(null as varchar) as expected
from active_member
where active_member.work_place is not null
    and coalesce(active_member.work_months, 0) = 0
order by active_member.village_code, active_member.household_id, active_member.person_id
