-- Eliminated cases without the name or the telephone of a monitoring contact. Each empty cell is a
-- row.
--
-- grain:     case_id, field
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the empty column
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id, field
-- source:    H32; T5 1_11_011
-- severity:  warning
-- dimension: completeness
-- title:     信息采集人/监测联系人缺失
-- title_en:  Monitoring contact missing
-- remedy:    补录监测联系人姓名和电话，便于消除后回访。
-- remedy_en: Enter name and telephone, so that the household can be visited again.

with

told as (

    select
        source_monitor_case.household_id,
        source_monitor_case.case_id,
        source_household.placed_code as village_code,
        unnest([
            'contact_name',
            'contact_phone'
        ]) as field,
        unnest([
            source_monitor_case.contact_name is null,
            source_monitor_case.contact_phone is null
        ]) as is_empty
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)

)

select
    told.household_id,
    cast(null as varchar) as person_id,
    told.case_id,
    told.village_code,
    told.field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from told
where told.is_empty
order by told.village_code, told.household_id, told.case_id, told.field
