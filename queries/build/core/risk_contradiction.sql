-- What a spell of monitoring is called against what its household shows: a type that does not go
-- with the household, or a risk nobody in it bears. A missing value contradicts nothing.
--
-- grain:   case_id, contradiction
-- reads:   spell, source_monitor_case, household, risk_household, risk_need
-- columns:
--     case_id                VARCHAR  the spell
--     household_id           VARCHAR  its household
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     monitor_type           VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk              VARCHAR  code of list risk_type, or UNKNOWN
--     people                 BIGINT   people at identification  [人]
--     identified_month       DATE     month it began
--     closed_month           DATE     month it ended or was superseded; null while open
--     next_identified_month  DATE     month the household's next spell began; null when none
--     contradiction          VARCHAR  what does not go together
-- order:   village_code, household_id, case_id, contradiction
-- source:  domain.md §7, H02 to H08, H10, H11; §2.6

with

shown as (

    select
        spell.case_id, spell.household_id, spell.village_code, spell.monitor_type, spell.main_risk, spell.people,
        spell.identified_month, spell.closed_month, spell.next_identified_month,
        household.household_type, household.lifted_out_year,
        source_monitor_case.disaster_kind,
        risk_household.active, risk_household.able, risk_household.weak, risk_household.untold_labour,
        risk_household.ill, risk_household.untold_health, risk_household.disabled, risk_household.students
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    join household
        on household.household_id = spell.household_id
    join risk_household
        on risk_household.household_id = spell.household_id

),

risked as (

    select shown.*, risk_need.risk
    from shown
    join risk_need
        on risk_need.case_id = shown.case_id

),

found as (

    select case_id, 'unstable_ordinary' as contradiction
    from shown
    where monitor_type = 'MT1_UNSTABLE' and household_type = 'HT_ORDINARY'
    union all
    select case_id, 'marginal_lifted'
    from shown
    where monitor_type = 'MT2_MARGINAL' and household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
    union all
    select case_id, 'marginal_with_year'
    from shown
    where monitor_type = 'MT2_MARGINAL' and lifted_out_year is not null
    union all
    select case_id, 'illness_nobody_ill'
    from risked
    where risk = '01' and active > 0 and ill = 0 and untold_health = 0
    union all
    select case_id, 'disability_nobody_disabled'
    from risked
    where risk = '03' and active > 0 and disabled = 0 and untold_health = 0
    union all
    select case_id, 'education_no_student'
    from risked
    where risk = '09' and active > 0 and students = 0
    union all
    select case_id, 'labour_short_but_there'
    from risked
    where risk = '04' and untold_labour = 0 and able * 4 > active
    union all
    select case_id, 'employment_nobody_able'
    from risked
    where risk = '07' and active > 0 and untold_labour = 0 and able + weak = 0
    union all
    select case_id, 'disaster_kind_missing'
    from risked
    where risk = '02' and disaster_kind is null

)

select
    shown.case_id,
    shown.household_id,
    shown.village_code,
    shown.monitor_type,
    shown.main_risk,
    shown.people,
    shown.identified_month,
    shown.closed_month,
    shown.next_identified_month,
    found.contradiction
from found
join shown
    on shown.case_id = found.case_id
order by shown.village_code, shown.household_id, shown.case_id, found.contradiction
