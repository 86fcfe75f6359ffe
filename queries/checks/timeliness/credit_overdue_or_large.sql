-- Borrowers with a micro-credit overdue, or with a balance above what such a loan may be.
--
-- grain:     household_id, person_id, field
-- reads:     source_household, source_micro_credit
-- inputs:
--     largest_balance_yuan  INTEGER  largest balance of such a loan  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the borrower; null when not told
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_overdue or balance_yuan
--     value         VARCHAR  as it stands; the largest balance
--     expected      VARCHAR  as it should be
-- order:     village_code, household_id, person_id, field
-- source:    K14; notice 二（三）; RU
-- severity:  warning
-- dimension: timeliness
-- title:     信贷逾期
-- title_en:  Credit overdue or too large
-- remedy:    与银行核对；逾期的了解原因并防范返贫风险。
-- remedy_en: Compare with the bank; if overdue, find out why, and what risk it brings.

with

found as (

    select
        source_micro_credit.household_id as household_id,
        source_micro_credit.person_id as person_id,
        cast(null as varchar) as case_id,
        any_value(source_household.placed_code) as village_code,
        'is_overdue' as field,
        'true' as value,
        'false' as expected
    from source_micro_credit
    join source_household
        on source_household.household_id = source_micro_credit.household_id
    where source_micro_credit.is_overdue
    group by source_micro_credit.household_id, source_micro_credit.person_id
    union all
    select
        source_micro_credit.household_id as household_id,
        source_micro_credit.person_id as person_id,
        cast(null as varchar) as case_id,
        any_value(source_household.placed_code) as village_code,
        'balance_yuan' as field,
        cast(max(source_micro_credit.balance_yuan) as varchar) as value,
        '≤ ' || cast($largest_balance_yuan as varchar) as expected
    from source_micro_credit
    join source_household
        on source_household.household_id = source_micro_credit.household_id
    where source_micro_credit.balance_yuan > $largest_balance_yuan
    group by source_micro_credit.household_id, source_micro_credit.person_id

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
order by found.village_code, found.household_id, found.person_id, found.field
