-- Active members on both the subsistence allowance and destitute support, in a household with
-- income from both.
--
-- grain:     person_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  destitute_type
--     value         VARCHAR  as it stands
--     expected      VARCHAR  none, beside an allowance
-- order:     village_code, household_id, person_id
-- source:    F11; T3
-- severity:  warning
-- dimension: consistency
-- title:     同时领取低保和特困金
-- title_en:  Allowance and destitute support at once
-- remedy:    与民政部门核对，一人只能享受一种，更正另一项。
-- remedy_en: Check with civil affairs: one of the two; correct the other.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'destitute_type' as field,
    active_member.destitute_type as value,
    '00' as expected
from active_member
join source_household
    on source_household.household_id = active_member.household_id
where active_member.subsistence_type in ('01', '02')
    and active_member.destitute_type <> '00'
    and source_household.subsistence_income_yuan > 0
    and source_household.destitute_income_yuan > 0
order by active_member.village_code, active_member.household_id, active_member.person_id
