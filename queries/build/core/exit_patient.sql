-- Members who have, or may have, a major illness, with what they paid themselves: what exemption 2 is
-- judged by. Costs still to be settled are unknown; so are those of a hit not yet verified.
--
-- grain:   person_id
-- reads:   source_member, member_presence, household, exit_match, source_dept_match, source_household, snapshot_info
-- columns:
--     person_id       VARCHAR  the member
--     household_id    VARCHAR  the household
--     village_code    VARCHAR  its village
--     is_major        BOOLEAN  has a major illness; null when the state of health is not told
--     self_pay_fen    BIGINT   paid by the person in twelve months, after all schemes  [分]
--     self_pay_bp     BIGINT   the same in ten-thousandths of the household's net income, rounded down; 2000000000
--                              when that income is not above nought  [1/10000]
--     age_months      BIGINT   months since the last of the twelve; 0 when not told  [月]
-- order:   village_code, household_id, person_id
-- source:  notice, appendix 1, E2

with

billed as (

    select
        exit_match.person_id,
        max(source_dept_match.amount_yuan) filter (exit_match.is_proven) as proven_yuan,
        bool_or(exit_match.is_proven is null) as is_suspected
    from exit_match
    join source_dept_match
        on source_dept_match.match_id = exit_match.match_id
    where exit_match.match_item = 'medical_cost'
        and exit_match.holder_role = 'member'
    group by exit_match.person_id

),

patient as (

    select
        source_member.person_id,
        household.household_id,
        household.village_code,
        list_contains(source_member.health_status, '03') as is_major,
        case when coalesce(source_member.has_pending_claim, false) then null
            else cast(coalesce(
                greatest(source_member.medical_self_pay_yuan, billed.proven_yuan),
                source_member.medical_self_pay_yuan, billed.proven_yuan
            ) * 100 as bigint) end as self_pay_fen,
        cast(source_household.net_income_yuan * 100 as bigint) as net_fen,
        source_member.medical_to_month
    from source_member
    join member_presence
        on member_presence.person_id = source_member.person_id
    join household
        on household.household_id = source_member.household_id
    join source_household
        on source_household.household_id = source_member.household_id
    left join billed
        on billed.person_id = source_member.person_id
    where member_presence.is_active
        and (source_member.health_status is null or list_contains(source_member.health_status, '03'))

)

select
    patient.person_id,
    patient.household_id,
    patient.village_code,
    patient.is_major,
    patient.self_pay_fen,
    case
        when patient.self_pay_fen is null or patient.net_fen is null then null
        when patient.self_pay_fen <= 0 then 0
        when patient.net_fen <= 0 then 2000000000
        else least(cast(floor(cast(patient.self_pay_fen * 10000 as double) / nullif(patient.net_fen, 0)) as bigint),
            2000000000)
    end as self_pay_bp,
    cast(coalesce(year(snapshot_info.last_month) * 12 + month(snapshot_info.last_month)
        - year(patient.medical_to_month) * 12 - month(patient.medical_to_month), 0) as bigint) as age_months
from patient
cross join snapshot_info
order by patient.village_code, patient.household_id, patient.person_id
