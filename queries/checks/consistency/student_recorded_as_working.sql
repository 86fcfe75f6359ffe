-- Active members at school, up to senior secondary school, recorded as working or planning to.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the student
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the school as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C10; T5 4_01_006, 4_12_002
-- severity:  warning
-- dimension: consistency
-- title:     在校生登记务工
-- title_en:  Student recorded as working
-- remedy:    核实是否在校：在校的删除务工信息，已离校的更正在校生状况。
-- remedy_en: Find out: of a student delete the work, of others correct the school.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.school_status in (
        '01', '10', '11', '12', '13', '14', '15', '16', '21', '22', '23', '31', '32', '33'
    )
    and (active_member.is_working or active_member.plans_work)
order by active_member.village_code, active_member.household_id, active_member.person_id
