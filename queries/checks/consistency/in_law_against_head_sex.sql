-- Active members recorded as parents of the head's wife though the head is a woman, or of the
-- head's husband though the head is a man.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  relation_to_head
--     value         VARCHAR  the relation as it stands
--     expected      VARCHAR  the relation that goes with the head's sex
-- order:     village_code, household_id, person_id
-- source:    B12; RU
-- severity:  warning
-- dimension: consistency
-- title:     岳父母/公婆与户主性别不符
-- title_en:  In-law relation against the head's sex
-- remedy:    核对与户主关系和户主性别。
-- remedy_en: Check the relation, and the head's sex.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'relation_to_head' as field,
    active_member.relation_to_head as value,
    case active_member.relation_to_head
        when '13' then '15' when '14' then '16' when '15' then '13' when '16' then '14'
    end as expected
from active_member
where active_member.relation_to_head in ('13', '14') and active_member.head_sex = '2'
    or active_member.relation_to_head in ('15', '16') and active_member.head_sex = '1'
order by active_member.village_code, active_member.household_id, active_member.person_id
