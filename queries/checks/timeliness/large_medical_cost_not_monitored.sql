-- Active members whose own medical cost of twelve months reaches what their household is to be
-- warned of, by whether it was lifted out of poverty, and that was never a case, not even a clue.
--
-- grain:     person_id
-- reads:     active_member, source_household, source_monitor_case
-- inputs:
--     alert_self_pay_policy_yuan    INTEGER  own cost to be warned of, lifted-out household  [元]
--     alert_self_pay_ordinary_yuan  INTEGER  own cost to be warned of, ordinary household  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  medical_self_pay_yuan
--     value         VARCHAR  the cost
--     expected      VARCHAR  below what is warned of
-- order:     village_code, household_id, person_id
-- source:    H29; RU
-- severity:  warning
-- dimension: timeliness
-- title:     应纳未纳: 大额医疗支出
-- title_en:  Large medical cost, not monitored
-- remedy:    入户核实刚性支出与收入；符合条件的按程序纳入。
-- remedy_en: Visit, and look at spending and income; include the household if it qualifies.

with

alert as (

    select
        active_member.*,
        case
            when source_household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
                then $alert_self_pay_policy_yuan
            when source_household.household_type = 'HT_ORDINARY' then $alert_self_pay_ordinary_yuan
        end as alert_yuan
    from active_member
    join source_household
        on source_household.household_id = active_member.household_id

)

select
    alert.household_id,
    alert.person_id,
    cast(null as varchar) as case_id,
    alert.village_code,
    'medical_self_pay_yuan' as field,
    cast(alert.medical_self_pay_yuan as varchar) as value,
    '< ' || cast(alert.alert_yuan as varchar) as expected
from alert
where alert.medical_self_pay_yuan >= alert.alert_yuan
    and not exists (
        select 1
        from source_monitor_case
        where source_monitor_case.household_id = alert.household_id
    )
order by alert.village_code, alert.household_id, alert.person_id
