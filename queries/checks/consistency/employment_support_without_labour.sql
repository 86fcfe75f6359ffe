-- Active members with no labour, or who have lost it, for whom a measure of employment is entered.
--
-- grain:     person_id
-- reads:     active_member, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  labour_capacity
--     value         VARCHAR  04 or 05
--     expected      VARCHAR  who such support is for
-- order:     village_code, household_id, person_id
-- source:    H20; T5 5_15_007
-- severity:  warning
-- dimension: consistency
-- title:     给无/丧失劳动力登记就业帮扶
-- title_en:  Employment support without labour
-- remedy:    核实劳动技能；不能务工的更正措施。
-- remedy_en: Check who can work; correct the measure if it is not that person.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    '01|02|03' as expected
from active_member
where active_member.labour_capacity in ('04', '05')
    and active_member.person_id in (
        select source_support_measure.person_id
        from source_support_measure
        where source_support_measure.measure_class = '40'
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
