-- Cases of which wages, business, property or transfers at identification, or the net income per
-- head, are missing; the first missing is named. Cases not yet or not taken in are left out.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the first that is missing
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    F05; T5 1_11_002
-- severity:  error
-- dimension: completeness
-- title:     收入为空
-- title_en:  Income at identification missing
-- remedy:    补录识别时各项收入，没有的填0。
-- remedy_en: Enter the income at identification; where there was none, 0.

with

looked_at as (

    select
        case_id, household_id,
        case
            when wage_income_when_identified_yuan is null
                then 'wage_income_when_identified_yuan'
            when business_income_when_identified_yuan is null
                then 'business_income_when_identified_yuan'
            when property_income_when_identified_yuan is null
                then 'property_income_when_identified_yuan'
            when transfer_income_when_identified_yuan is null
                then 'transfer_income_when_identified_yuan'
            when net_income_per_head_when_identified_yuan is null
                then 'net_income_per_head_when_identified_yuan'
        end as missing
    from source_monitor_case
    where coalesce(monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

)

select
    looked_at.household_id,
    cast(null as varchar) as person_id,
    looked_at.case_id,
    source_household.placed_code as village_code,
    looked_at.missing as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from looked_at
join source_household
    on source_household.household_id = looked_at.household_id
where looked_at.missing is not null
order by source_household.placed_code, looked_at.household_id, looked_at.case_id
