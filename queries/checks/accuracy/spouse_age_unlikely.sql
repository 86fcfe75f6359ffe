-- Active members recorded as the head's spouse who are far from the head in age, or below the
-- legal age of marriage of their sex; below that of women when the sex is unknown.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     spouse_years        INTEGER  years between spouses that are still likely
--     marriage_age_woman  INTEGER  legal age of marriage of women
--     marriage_age_man    INTEGER  legal age of marriage of men
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the spouse
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  age
--     value         VARCHAR  full years
--     expected      VARCHAR  what would be likely
-- order:     village_code, household_id, person_id
-- source:    B10; RU
-- severity:  warning
-- dimension: accuracy
-- title:     配偶年龄差过大
-- title_en:  Age of the spouse unlikely
-- remedy:    核对两人出生日期以及婚姻关系。
-- remedy_en: Check both births, and the marriage.

with

spouse as (

    select
        household_id, person_id, village_code, age, head_age,
        case when sex = '1' then $marriage_age_man else $marriage_age_woman end as least_age
    from active_member
    where relation_to_head = '02'

)

select
    spouse.household_id,
    spouse.person_id,
    cast(null as varchar) as case_id,
    spouse.village_code,
    'age' as field,
    cast(spouse.age as varchar) as value,
    case
        when spouse.age < spouse.least_age then '≥ ' || cast(spouse.least_age as varchar)
        else cast(spouse.head_age - $spouse_years as varchar) || '–'
            || cast(spouse.head_age + $spouse_years as varchar)
    end as expected
from spouse
where spouse.age < spouse.least_age
    or abs(spouse.age - spouse.head_age) > $spouse_years
order by spouse.village_code, spouse.household_id, spouse.person_id
