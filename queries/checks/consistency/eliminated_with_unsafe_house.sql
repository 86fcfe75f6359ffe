-- Cases eliminated although the form tells of a house problem afterwards; and households whose
-- latest case is eliminated and whose house is of grade C or D.
--
-- grain:     case_id, field
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case eliminated
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_house_problem_when_eliminated or house_grade
--     value         VARCHAR  as it stands
--     expected      VARCHAR  what a household out of risk shows
-- order:     village_code, household_id, case_id, field
-- source:    G04; T5 1_02_008; notice 一（三）
-- severity:  error
-- dimension: consistency
-- title:     已消除户仍有住房安全问题
-- title_en:  Eliminated, with an unsafe house
-- remedy:    核实住房；确有问题的撤销消除标注，已改造的更正鉴定等级。
-- remedy_en: Look at the house: undo the elimination, or correct the grade of a house rebuilt.

with

latest as (

    select
        source_monitor_case.*,
        row_number() over (
            partition by source_monitor_case.household_id
            order by source_monitor_case.identified_month desc nulls last, source_monitor_case.case_id desc
        ) as place
    from source_monitor_case
    where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

),

found as (

    select
        source_monitor_case.household_id as household_id,
        cast(null as varchar) as person_id,
        source_monitor_case.case_id as case_id,
        source_household.placed_code as village_code,
        'has_house_problem_when_eliminated' as field,
        'true' as value,
        'false' as expected
    from source_monitor_case
    join source_household
        on source_household.household_id = source_monitor_case.household_id
    where source_monitor_case.is_eliminated
        and not coalesce(source_monitor_case.is_rolled_back, false)
        and source_monitor_case.has_house_problem_when_eliminated
    union all
    select
        latest.household_id as household_id,
        cast(null as varchar) as person_id,
        latest.case_id as case_id,
        source_household.placed_code as village_code,
        'house_grade' as field,
        source_household.house_grade as value,
        'A|B' as expected
    from latest
    join source_household
        on source_household.household_id = latest.household_id
    where latest.place = 1
        and latest.is_eliminated
        and not coalesce(latest.is_rolled_back, false)
        and source_household.house_grade in ('C', 'D')

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
