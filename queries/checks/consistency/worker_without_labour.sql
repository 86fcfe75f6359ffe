-- Active members recorded as working or planning to whose labour capacity is lost or none. Weak
-- labour may work.
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
-- source:    E04; T5 2_01_015, 2_12_004; T3
-- severity:  warning
-- dimension: consistency
-- title:     无劳动力/丧失劳动力外出务工
-- title_en:  Worker without labour
-- remedy:    核实是否务工和劳动技能，更正录错的一项。
-- remedy_en: Verify work and labour, and correct the wrong one.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    cast(null as varchar) as expected
from active_member
where (active_member.is_working or active_member.plans_work)
    and active_member.labour_capacity in ('04', '05')
order by active_member.village_code, active_member.household_id, active_member.person_id
