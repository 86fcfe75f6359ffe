-- Whether the causes of a household's poverty are gone, as far as the notice explains it: of illness
-- and of education. Every other cause is judged by hand.
--
-- grain:   household_id
-- reads:   household, source_household, exit_causal_member
-- columns:
--     household_id           VARCHAR  the household
--     village_code           VARCHAR  its village
--     main_cause             VARCHAR  code of list poverty_cause
--     has_other_cause        BOOLEAN  a cause other than illness or education is on record
--     is_study_over          BOOLEAN  whoever studied has left school; true without that cause
--     job_months             BIGINT   most months of stable work in the last twelve; 9999 without that cause  [月]
--     any_job_months         BIGINT   the same, work of any kind  [月]
--     recovered_months       BIGINT   least months since recovery, 0 while ill; 9999 when all died, or without
--                                     that cause  [月]
--     patient_self_pay_fen   BIGINT   most that one who recovered pays in a year; 0 without that cause  [分]
--     has_new_illness        BOOLEAN  somebody else has a major illness now
--     lost_its_labour        BOOLEAN  whoever died was its only labour
--     is_living_equal        BOOLEAN  lives no worse than ordinary households of the village
--     is_living_better       BOOLEAN  lives better than they do
-- order:   village_code, household_id
-- source:  notice, appendix 1, 2

with

cause as (

    select
        source_household.household_id,
        source_household.main_cause,
        list_append(coalesce(source_household.other_causes, []), source_household.main_cause) as causes,
        source_household.living_comparison
    from source_household

),

known as (

    select
        cause.*,
        list_contains(cause.causes, '03') as is_study,
        list_contains(cause.causes, '01') as is_illness,
        array_length(list_filter(cause.causes, lambda one: one not in ('01', '03'))) > 0 as has_other_cause
    from cause

)

select
    household.household_id,
    household.village_code,
    known.main_cause,
    known.has_other_cause,
    if(known.is_study, exit_causal_member.is_study_over, true) as is_study_over,
    if(known.is_study, exit_causal_member.job_months, 9999) as job_months,
    if(known.is_study, exit_causal_member.any_job_months, 9999) as any_job_months,
    if(known.is_illness, exit_causal_member.recovered_months, 9999) as recovered_months,
    if(known.is_illness, exit_causal_member.self_pay_fen, 0) as patient_self_pay_fen,
    exit_causal_member.has_new_illness,
    coalesce(exit_causal_member.lost_its_labour, false) as lost_its_labour,
    known.living_comparison in ('equal', 'above') as is_living_equal,
    known.living_comparison = 'above' as is_living_better
from household
join known
    on known.household_id = household.household_id
left join exit_causal_member
    on exit_causal_member.household_id = household.household_id
order by household.village_code, household.household_id
