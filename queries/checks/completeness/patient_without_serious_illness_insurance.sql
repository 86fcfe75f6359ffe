-- Active members with a long-term or major illness and no serious-illness insurance, in a
-- household with illness among its causes of poverty or the risks of its open case.
--
-- grain:     person_id
-- reads:     active_member, open_case, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the patient
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_serious_illness_insurance
--     value         VARCHAR  false
--     expected      VARCHAR  true
-- order:     village_code, household_id, person_id
-- source:    D08; T3
-- severity:  warning
-- dimension: completeness
-- title:     因病户患病成员未参加大病保险
-- title_en:  Patient of a household in need by illness not insured
-- remedy:    核实大病保险参保情况，参加基本医保的应同步享有大病保险。
-- remedy_en: Verify; who has basic insurance has serious-illness insurance too.

with

by_illness as (

    select household_id
    from source_household
    where main_cause = '01'
        or list_contains(other_causes, '01')
    union
    select household_id
    from open_case
    where '01' in (risk_1, risk_2, risk_3, risk_4, risk_5)

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'has_serious_illness_insurance' as field,
    'false' as value,
    'true' as expected
from active_member
join by_illness
    on by_illness.household_id = active_member.household_id
where (
        list_contains(active_member.health_status, '02')
        or list_contains(active_member.health_status, '03')
    )
    and not active_member.has_serious_illness_insurance
order by active_member.village_code, active_member.household_id, active_member.person_id
