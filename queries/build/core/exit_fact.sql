-- What the exit rules ask of a household itself, one column a claim: true, false or unknown, or an
-- exact whole number. What they ask of vehicles, houses, enterprises, posts, children, patients and
-- events stands in the tables of those.
--
-- grain:   household_id
-- reads:   household, source_household, source_kin_link, spell, exit_income, exit_cause, exit_benefit, exit_compared
-- columns:
--     household_id             VARCHAR  the household
--     village_code             VARCHAR  its village, or its township when the village is unknown
--     people                   BIGINT   active members  [人]
--     place                    BIGINT   its place in the order of villages, from 0
--     is_in_scope              BOOLEAN  enjoys the policies of households lifted out of poverty
--     household_type           VARCHAR  code of list household_type
--     disposable_ratio_bp      BIGINT   as in exit_income  [1/10000]
--     net_ratio_bp             BIGINT   as in exit_income  [1/10000]
--     lasting_ratio_bp         BIGINT   as in exit_income  [1/10000]
--     main_cause               VARCHAR  as in exit_cause
--     has_other_cause          BOOLEAN  as in exit_cause
--     is_study_over            BOOLEAN  as in exit_cause
--     job_months               BIGINT   as in exit_cause  [月]
--     any_job_months           BIGINT   as in exit_cause  [月]
--     recovered_months         BIGINT   as in exit_cause  [月]
--     patient_self_pay_fen     BIGINT   as in exit_cause  [分]
--     has_new_illness          BOOLEAN  as in exit_cause
--     lost_its_labour          BOOLEAN  as in exit_cause
--     is_living_equal          BOOLEAN  as in exit_cause
--     is_living_better         BOOLEAN  as in exit_cause
--     is_vehicle_complete      BOOLEAN  as in exit_compared
--     is_house_complete        BOOLEAN  as in exit_compared
--     is_enterprise_complete   BOOLEAN  as in exit_compared
--     is_payroll_complete      BOOLEAN  payrolls and ties to children are known
--     is_kin_complete          BOOLEAN  ties to children were imported at all
--     has_members              BOOLEAN  somebody is on its register
--     is_on_subsistence        BOOLEAN  as in exit_benefit
--     is_destitute             BOOLEAN  as in exit_benefit
--     is_at_margin             BOOLEAN  as in exit_benefit
--     has_severe_disability    BOOLEAN  as in exit_benefit
--     has_mental_grade_3       BOOLEAN  as in exit_benefit
--     has_major_illness        BOOLEAN  as in exit_benefit
--     is_hardship_complete     BOOLEAN  the latest disaster or accident is known: it is on record, or there is none by
--                                       hand, by a sweep without risk, or by the department
--     is_hardship_confirmed    BOOLEAN  judged by hand to be in hardship; not so where nobody judged and all is known
--     is_monitored             BOOLEAN  under monitoring now
--     collector_id             VARCHAR  who collected it; null when not told
--     collected_on             DATE     when it was collected
-- order:   village_code, household_id
-- source:  notice, appendix 1; domain.md §4.1 and §4.2

with

kin as (

    select count(*) > 0 as is_imported from source_kin_link

),

placed as (

    select
        household_id,
        row_number() over (order by village_code, household_id) - 1 as place
    from household

),

monitored as (

    select distinct household_id from spell where closing = 'open'

)

select
    household.household_id,
    household.village_code,
    household.people,
    placed.place,
    coalesce(household.household_type = 'HT_POV_ENJOY', false) as is_in_scope,
    household.household_type,
    exit_income.disposable_ratio_bp,
    exit_income.net_ratio_bp,
    exit_income.lasting_ratio_bp,
    exit_cause.main_cause,
    exit_cause.has_other_cause,
    exit_cause.is_study_over,
    exit_cause.job_months,
    exit_cause.any_job_months,
    exit_cause.recovered_months,
    exit_cause.patient_self_pay_fen,
    exit_cause.has_new_illness,
    exit_cause.lost_its_labour,
    exit_cause.is_living_equal,
    exit_cause.is_living_better,
    exit_compared.is_vehicle_complete,
    exit_compared.is_house_complete,
    exit_compared.is_enterprise_complete,
    exit_compared.is_payroll_complete and kin.is_imported as is_payroll_complete,
    kin.is_imported as is_kin_complete,
    exit_benefit.has_members,
    exit_benefit.is_on_subsistence,
    exit_benefit.is_destitute,
    exit_benefit.is_at_margin,
    exit_benefit.has_severe_disability,
    exit_benefit.has_mental_grade_3,
    exit_benefit.has_major_illness,
    exit_compared.is_disaster_complete
        or source_household.hardship_event is not null
        or coalesce(source_household.is_hardship_confirmed = false, false)
        or coalesce(source_household.sweep_result = 'no_risk', false) as is_hardship_complete,
    coalesce(source_household.is_hardship_confirmed, case when is_hardship_complete then false end)
        as is_hardship_confirmed,
    monitored.household_id is not null as is_monitored,
    source_household.collector_id,
    source_household.collected_on
from household
join source_household on source_household.household_id = household.household_id
join exit_income on exit_income.household_id = household.household_id
join exit_cause on exit_cause.household_id = household.household_id
join exit_benefit on exit_benefit.household_id = household.household_id
join exit_compared on exit_compared.household_id = household.household_id
join placed on placed.household_id = household.household_id
cross join kin
left join monitored on monitored.household_id = household.household_id
order by household.village_code, household.household_id
