-- Households whose drinking water is stated to be unsafe and that are not under monitoring. The
-- cases tell who is; the type the household states is believed only when it has no case at all.
--
-- grain:     household_id
-- reads:     open_case, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_water_safe
--     value         VARCHAR  as it stands
--     expected      VARCHAR  what a household out of danger shows
-- order:     village_code, household_id, person_id
-- source:    G03; T5 1_02_002
-- severity:  warning
-- dimension: consistency
-- title:     未解决安全饮水未纳入监测
-- title_en:  Unsafe water, not monitored
-- remedy:    核实饮水；属实的按程序纳入监测或先行解决。
-- remedy_en: Look at the water: take the household in, or help at once.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'is_water_safe' as field,
    cast(source_household.is_water_safe as varchar) as value,
    'true' as expected
from source_household
where not source_household.is_water_safe
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
