-- Active members disabled in grade 1 or 2 whose labour capacity is ordinary or skilled.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  labour_capacity
--     value         VARCHAR  the capacity as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D05; RU
-- severity:  warning
-- dimension: consistency
-- title:     重度残疾却为普通/技能劳动力
-- title_en:  Severely disabled with full labour
-- remedy:    核实残疾等级和劳动技能。
-- remedy_en: Verify the grade and the labour capacity.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    cast(null as varchar) as expected
from active_member
where active_member.disability_grade in ('1', '2')
    and active_member.labour_capacity in ('01', '02')
order by active_member.village_code, active_member.household_id, active_member.person_id
