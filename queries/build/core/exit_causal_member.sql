-- The members in whom the causes of poverty lie, taken together by household: students and patients.
-- One of them unknown leaves the household unknown, unless another settles it.
--
-- grain:   household_id
-- reads:   source_member, member_presence, source_member_change, exit_match, snapshot_info
-- columns:
--     household_id     VARCHAR  the household
--     is_study_over    BOOLEAN  every one with the cause education has left school; null when none is named
--     job_months       BIGINT   most months of stable work among them  [月]
--     any_job_months   BIGINT   most months of any work among them  [月]
--     recovered_months BIGINT   least months since recovery among those with the cause illness who live; 9999
--                               when all died, 0 while one is ill, null when none is named  [月]
--     self_pay_fen     BIGINT   most that one of these pays in a year  [分]
--     has_new_illness  BOOLEAN  an active member without that cause has a major illness
--     lost_its_labour  BOOLEAN  one with the cause illness died able to work, and nobody left is
-- order:   household_id
-- source:  notice, appendix 1, 2

with

dead as (

    select person_id from source_member_change where member_change_reason = '51' and person_id is not null
    union
    select person_id from exit_match where match_item = 'death' and is_proven and person_id is not null

),

person as (

    select
        source_member.*,
        member_presence.is_active and dead.person_id is null as is_here,
        dead.person_id is not null as is_dead,
        coalesce(list_contains(source_member.related_causes, '03'), false) as is_student,
        coalesce(list_contains(source_member.related_causes, '01'), false) as is_patient,
        case
            when dead.person_id is not null then 9999
            when not member_presence.is_active then null
            when list_contains(source_member.health_status, '02')
                or list_contains(source_member.health_status, '03') then 0
            when source_member.health_status is null then null
            else year(snapshot_info.as_of_on) * 12 + month(snapshot_info.as_of_on)
                - year(source_member.recovered_on) * 12 - month(source_member.recovered_on)
                - case
                    when source_member.recovered_on <= snapshot_info.as_of_on
                        and day(snapshot_info.as_of_on) < day(source_member.recovered_on)
                        and snapshot_info.as_of_on < last_day(snapshot_info.as_of_on) then 1
                    when source_member.recovered_on > snapshot_info.as_of_on
                        and day(snapshot_info.as_of_on) > day(source_member.recovered_on)
                        and source_member.recovered_on < last_day(source_member.recovered_on) then -1
                    else 0
                end
        end as recovered,
        not member_presence.is_active or dead.person_id is not null
            or coalesce(source_member.graduated_on <= snapshot_info.as_of_on, false)
            or case when source_member.school_status is not null then source_member.school_status = '00'
                when source_member.education_level is not null then true end as has_left_school,
        case when source_member.employment_form = 'none' then 0 else source_member.employed_months end as months,
        case when source_member.employment_form in ('contract', 'insured', 'public')
                then source_member.employed_months
            when source_member.employment_form is not null then 0 end as stable_months
    from source_member
    join member_presence
        on member_presence.person_id = source_member.person_id
    left join dead
        on dead.person_id = source_member.person_id
    cross join snapshot_info

)

select
    person.household_id,
    case
        when bool_or(is_student and has_left_school = false) then false
        when bool_or(is_student and has_left_school is null) or not bool_or(is_student) then null
        else true
    end as is_study_over,
    cast(case when bool_or(is_student and stable_months is null)
        and coalesce(max(stable_months) filter (is_student), 0) < 12 then null
        else max(stable_months) filter (is_student) end as bigint) as job_months,
    cast(case when bool_or(is_student and months is null)
        and coalesce(max(months) filter (is_student), 0) < 12 then null
        else max(months) filter (is_student) end as bigint) as any_job_months,
    cast(case when bool_or(is_patient and recovered is null)
        and coalesce(min(recovered) filter (is_patient), 1) > 0 then null
        else min(recovered) filter (is_patient) end as bigint) as recovered_months,
    cast(case when bool_or(is_patient and not is_dead and medical_self_pay_yuan is null) then null
        else coalesce(max(medical_self_pay_yuan) filter (is_patient and not is_dead), 0) * 100 end as bigint)
        as self_pay_fen,
    case when bool_or(is_here and not is_patient and list_contains(health_status, '03')) then true
        when bool_or(is_here and not is_patient and health_status is null) then null else false end
        as has_new_illness,
    bool_or(is_patient and is_dead and labour_capacity in ('01', '02'))
        and not coalesce(bool_or(is_here and labour_capacity in ('01', '02')), false) as lost_its_labour
from person
group by person.household_id
order by person.household_id
