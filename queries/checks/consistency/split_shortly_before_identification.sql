-- Cases identified within so many months after their household split from another at the same
-- address that has the better income per head. An identification known by its month alone may be
-- any day of it.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- inputs:
--     split_months  INTEGER  months between split and identification, exclusive
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  split_from_household_id
--     value         VARCHAR  the household it split from
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    B14; RU
-- severity:  warning
-- dimension: consistency
-- title:     分户拆户疑似
-- title_en:  Split from a better-off household before identification
-- remedy:    入户核实分户是否真实、是否共同生活；为享受政策拆户的，合并后重新评估。
-- remedy_en: Visit: do they live apart? If split for the policy, merge and assess again.

with

identified as (

    select
        case_id, household_id,
        coalesce(identified_on, identified_month) as earliest_on,
        coalesce(identified_on, last_day(identified_month)) as latest_on
    from source_monitor_case

)

select
    child.household_id,
    cast(null as varchar) as person_id,
    identified.case_id,
    child.placed_code as village_code,
    'split_from_household_id' as field,
    child.split_from_household_id as value,
    cast(null as varchar) as expected
from identified
join source_household as child
    on child.household_id = identified.household_id
join source_household as parent
    on parent.household_id = child.split_from_household_id
where child.split_on <= identified.latest_on
    and child.split_on + to_months($split_months) > identified.earliest_on
    and child.address = parent.address
    and parent.net_income_per_head_yuan > child.net_income_per_head_yuan
order by child.placed_code, child.household_id, identified.case_id
