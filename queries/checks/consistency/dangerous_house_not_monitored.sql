-- Households in a dangerous house that are not under monitoring. The cases tell who is; the type
-- the household states is believed only when it has no case at all.
--
-- grain:     household_id
-- reads:     open_case, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_dangerous_house
--     value         VARCHAR  as it stands
--     expected      VARCHAR  what a household out of danger shows
-- order:     village_code, household_id, person_id
-- source:    G02; T5 1_02_001
-- severity:  warning
-- dimension: consistency
-- title:     危房户未纳入监测
-- title_en:  Dangerous house, not monitored
-- remedy:    核实住房；属实的按程序纳入监测或先行解决，已改造的更正标志。
-- remedy_en: Look at the house: take the household in, or help at once; correct the flag of a
--            house rebuilt.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'is_dangerous_house' as field,
    cast(source_household.is_dangerous_house as varchar) as value,
    'false' as expected
from source_household
where source_household.is_dangerous_house
    and not exists (
        select 1
        from open_case
        where open_case.household_id = source_household.household_id
    )
    and (
        source_household.monitor_type is null
        or exists (
            select 1
            from source_monitor_case
            where source_monitor_case.household_id = source_household.household_id
        )
    )
order by source_household.placed_code, source_household.household_id
