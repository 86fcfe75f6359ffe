-- Cases eliminated although the form tells of somebody without basic medical insurance afterwards.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case eliminated
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_uninsured_when_eliminated
--     value         VARCHAR  as it stands
--     expected      VARCHAR  what a household out of risk shows
-- order:     village_code, household_id, case_id, field
-- source:    G07; notice 一（三）; RU
-- severity:  error
-- dimension: consistency
-- title:     已消除户仍有人未参保
-- title_en:  Eliminated, with somebody uninsured
-- remedy:    核实参保；确有应参保未参保的撤销消除标注。
-- remedy_en: See who is insured; if somebody is not who should be, undo the elimination.

with

found as (

    select
        source_monitor_case.household_id as household_id,
        cast(null as varchar) as person_id,
        source_monitor_case.case_id as case_id,
        source_household.placed_code as village_code,
        'has_uninsured_when_eliminated' as field,
        'true' as value,
        'false' as expected
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.has_uninsured_when_eliminated

)

select
    found.household_id,
    found.person_id,
    found.case_id,
    found.village_code,
    found.field,
    found.value,
    found.expected
from found
order by found.village_code, found.household_id, found.case_id, found.field
