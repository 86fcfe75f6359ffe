-- Households whose number is shorter or longer than household numbers are, or stood in the file on
-- two rows that differ; the later of these is in quarantine.
--
-- grain:     household_id
-- reads:     import_finding, source_household
-- inputs:
--     shortest_household_number  INTEGER  characters
--     longest_household_number   INTEGER  characters
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  household_id
--     value         VARCHAR  the number
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    B15; RU
-- severity:  error
-- dimension: uniqueness
-- title:     户编号重复/格式异常
-- title_en:  Household number malformed or repeated
-- remedy:    对照全国系统户编号更正；重复的保留一条，其余核实后合并或另编。
-- remedy_en: Correct it from the national system; of repeated ones keep one, merge or renumber
--            the others.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'household_id' as field,
    source_household.household_id as value,
    cast(null as varchar) as expected
from source_household
where length(source_household.household_id) not between $shortest_household_number and $longest_household_number
    or exists (
        select 1
        from import_finding
        where import_finding.table_name = 'household'
            and import_finding.finding = 'key_repeated'
            and import_finding.row_key = source_household.household_id
    )
order by source_household.placed_code, source_household.household_id
