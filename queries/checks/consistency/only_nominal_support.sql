-- Open cases whose developmental support is stated as carried out, with measures of industry and
-- of finance that are all 其他, and of employment that are all 其他 or skills training, and no
-- public-welfare post.
--
-- grain:     case_id
-- reads:     open_case, source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  developmental_status
--     value         VARCHAR  done
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H15; T5 5_12_011
-- severity:  warning
-- dimension: consistency
-- title:     开发式帮扶状态为是但仅填其他/技能培训
-- title_en:  Carried out, but only in name
-- remedy:    核实实际落实的措施，按细类更正。
-- remedy_en: Find what was really done, and enter it by its kind.

with

given as (

    select
        case_id,
        count(distinct measure_class) as classes,
        bool_and(coalesce(case
            when measure_class = '40' then list_has_all(['99', '4001'], measure_kinds)
            when measure_class in ('39', '41') then list_has_all(['99'], measure_kinds)
            else false
        end and len(measure_kinds) > 0, false)) as is_nominal
    from source_support_measure
    where measure_class in ('39', '40', '41', '42')
    group by case_id

)

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'developmental_status' as field,
    source_monitor_case.developmental_status as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join open_case
    on open_case.case_id = source_monitor_case.case_id
join given
    on given.case_id = source_monitor_case.case_id
where source_monitor_case.developmental_status = 'done'
    and given.classes = 3
    and given.is_nominal
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
