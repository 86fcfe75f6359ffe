-- Active members whose sex is not the one their relation to the head implies, as a son is male.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  sex
--     value         VARCHAR  the sex as it stands
--     expected      VARCHAR  the sex the relation implies
-- order:     village_code, household_id, person_id
-- source:    B06; T3; T5 2_12_008
-- severity:  error
-- dimension: consistency
-- title:     与户主关系和性别不符
-- title_en:  Sex differs from the relation
-- remedy:    核对性别和与户主关系，更正录错的一项。
-- remedy_en: Check sex and relation, and correct the wrong one.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'sex' as field,
    active_member.sex as value,
    case active_member.sex when '1' then '2' else '1' end as expected
from active_member
where active_member.relation_to_head in (
        '03', '06', '07', '09', '11', '13', '15', '17', '19', '23', '25', '27'
    )
    and active_member.sex = '2'
    or active_member.relation_to_head in (
        '04', '05', '08', '10', '12', '14', '16', '18', '20', '22', '24', '26', '28'
    )
    and active_member.sex = '1'
order by active_member.village_code, active_member.household_id, active_member.person_id
