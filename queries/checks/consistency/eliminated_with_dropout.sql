-- Cases eliminated although the form tells of a child of compulsory-school age out of school
-- afterwards.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case eliminated
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_dropout_when_eliminated
--     value         VARCHAR  as it stands
--     expected      VARCHAR  what a household out of risk shows
-- order:     village_code, household_id, case_id, field
-- source:    G06; T5 1_11_005; notice 一（三）
-- severity:  error
-- dimension: consistency
-- title:     已消除户仍有失学辍学
-- title_en:  Eliminated, with a child out of school
-- remedy:    核实适龄儿童就学；确有失学辍学的撤销消除标注。
-- remedy_en: See whether the children are at school; if not, undo the elimination.

with

found as (

    select
        source_monitor_case.household_id as household_id,
        cast(null as varchar) as person_id,
        source_monitor_case.case_id as case_id,
        source_household.placed_code as village_code,
        'has_dropout_when_eliminated' as field,
        'true' as value,
        'false' as expected
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.has_dropout_when_eliminated

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
