-- Active members recorded as the head's spouse whose sex is the head's.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the spouse
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  sex
--     value         VARCHAR  the sex as it stands
--     expected      VARCHAR  the other sex
-- order:     village_code, household_id, person_id
-- source:    B05; T3; T5 2_12_008
-- severity:  error
-- dimension: consistency
-- title:     配偶与户主同性别
-- title_en:  Spouse of the head's sex
-- remedy:    核对户主、配偶的性别以及与户主关系。
-- remedy_en: Check the sex of both, and the relation.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'sex' as field,
    active_member.sex as value,
    case active_member.sex when '1' then '2' else '1' end as expected
from active_member
where active_member.relation_to_head = '02'
    and active_member.sex in ('1', '2')
    and active_member.sex = active_member.head_sex
order by active_member.village_code, active_member.household_id, active_member.person_id
