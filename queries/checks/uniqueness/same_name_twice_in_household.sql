-- Active members who share their name with another active member of the household; each has a row.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  name
--     value         VARCHAR  the name as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    A10; RU
-- severity:  warning
-- dimension: uniqueness
-- title:     同户同名
-- title_en:  Same name twice in a household
-- remedy:    核对是否同一人重复录入；是则删除重复，否则更正姓名。
-- remedy_en: See whether one person was entered twice; delete one, or correct the name.

with

counted as (

    select
        household_id, person_id, village_code, name,
        count(*) over (partition by household_id, name) as bearers
    from active_member
    where name is not null

)

select
    counted.household_id,
    counted.person_id,
    cast(null as varchar) as case_id,
    counted.village_code,
    'name' as field,
    counted.name as value,
    cast(null as varchar) as expected
from counted
where counted.bearers > 1
order by counted.village_code, counted.household_id, counted.person_id
