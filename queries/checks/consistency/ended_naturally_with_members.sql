-- Cases that ended naturally, of a household that still has active members.
--
-- grain:     case_id
-- reads:     active_member, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  elimination_type
--     value         VARCHAR  ELIM_NATURAL
--     expected      VARCHAR  ELIM_BY_SUPPORT
-- order:     village_code, household_id, case_id
-- source:    J08; RU
-- severity:  warning
-- dimension: consistency
-- title:     自然消除但仍有在册成员
-- title_en:  Ended naturally, members remain
-- remedy:    核实成员；仍有人在册的更正消除方式或撤销标注，已减少的处理成员。
-- remedy_en: See who is left: correct the kind of elimination, or remove the members.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'elimination_type' as field,
    source_monitor_case.elimination_type as value,
    'ELIM_BY_SUPPORT' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type = 'ELIM_NATURAL'
    and source_monitor_case.household_id in (select active_member.household_id from active_member)
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
