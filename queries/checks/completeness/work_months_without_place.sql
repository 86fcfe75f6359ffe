-- Active members with months of work but no place of it.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_place
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E03; T3
-- severity:  warning
-- dimension: completeness
-- title:     有务工时间无务工地
-- title_en:  Months of work without place
-- remedy:    补录务工地点（到县级）。
-- remedy_en: Enter the place of work, down to the county.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_place' as field,
    active_member.work_place as value,
    cast(null as varchar) as expected
from active_member
where active_member.work_months > 0
    and active_member.work_place is null
order by active_member.village_code, active_member.household_id, active_member.person_id
