-- Households, or villages while the household is unknown, with a self-report that was not included
-- and no day on which that was explained.
--
-- grain:     household_id, village_code
-- reads:     source_household, source_self_report
-- columns:
--     household_id  VARCHAR  the household; null until it is known
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  explained_on
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    H31; notice 一（四）
-- severity:  error
-- dimension: completeness
-- title:     申报不纳入无解释
-- title_en:  Not included, and not explained
-- remedy:    向申报农户解释清楚不纳入的原因，补录解释日期。
-- remedy_en: Explain to the applicant why, and enter the day.

select
    source_self_report.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    coalesce(source_household.placed_code, source_self_report.village_code) as village_code,
    'explained_on' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from source_self_report
left join source_household
    on source_household.household_id = source_self_report.household_id
where source_self_report.handling_result = 'not_included'
    and source_self_report.explained_on is null
    and coalesce(source_household.placed_code, source_self_report.village_code) is not null
group by source_self_report.household_id, coalesce(source_household.placed_code, source_self_report.village_code)
order by village_code, source_self_report.household_id
