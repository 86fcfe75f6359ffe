-- Everybody on the register today, with their village, age and the head of their household beside
-- the facts that checks look at. An empty status counts as active. What an empty cell of the source
-- leaves to the identity number (birth, category and grade of a disability) is read from it.
--
-- grain:   person_id
-- reads:   snapshot_info, source_household, source_member, source_work_monitor
-- columns:
--     person_id                      VARCHAR        the person
--     household_id                   VARCHAR        their household
--     village_code                   VARCHAR        its village, or its township when the village is unknown
--     name                           VARCHAR        as the source states it
--     sex                            VARCHAR        code of list sex
--     id_type                        VARCHAR        code of list id_type
--     id_number                      VARCHAR        as the source states it, letters in upper case
--     is_citizen_number              BOOLEAN        id_number is of the form of the identity card
--     is_check_digit_right           BOOLEAN        of the first 18 characters; null unless there are 18, 20 or 22
--     birth_on                       DATE           as the source states it, else from the number
--     age                            INTEGER        full years on the snapshot's day; null when the birth is unknown
--     ethnicity                      VARCHAR        code of list ethnicity
--     political_status               VARCHAR        code of list political_status
--     relation_to_head               VARCHAR        code of list relation_to_head
--     head_sex                       VARCHAR        of the only active head; null when there is none or several
--     head_age                       INTEGER        of the only active head; null when there is none or several
--     education_level                VARCHAR        code of list education_level
--     school_status                  VARCHAR        code of list school_status
--     dropout_reason                 VARCHAR        code of list dropout_reason
--     health_status                  VARCHAR[]      codes of list health_status
--     diagnosed_on                   DATE           as the source states it
--     recovered_on                   DATE           as the source states it
--     medical_self_pay_yuan          DECIMAL(12,2)  of twelve months  [元]
--     disability_category            VARCHAR        as the source states it, else digit 19 of the number
--     disability_grade               VARCHAR        as the source states it, else digit 20 of the number
--     disability_certified_on        DATE           as the source states it
--     care_level                     VARCHAR        code of list care_level
--     labour_capacity                VARCHAR        code of list labour_capacity
--     work_place                     VARCHAR        as the source states it
--     work_months                    INTEGER        of the year  [月]
--     public_post                    VARCHAR        code of list public_post
--     public_post_months             INTEGER        of the year  [月]
--     is_working                     BOOLEAN        the latest year's work records or work_months say so; null without any
--     plans_work                     BOOLEAN        the latest year's work records say so; null without any
--     has_resident_medical           BOOLEAN        as the source states it
--     has_employee_medical           BOOLEAN        as the source states it
--     has_serious_illness_insurance  BOOLEAN        as the source states it
--     insurance_exemption            VARCHAR        code of list insurance_exemption
--     has_resident_pension           BOOLEAN        as the source states it
--     has_employee_pension           BOOLEAN        as the source states it
--     is_drawing_pension             BOOLEAN        as the source states it
--     subsistence_type               VARCHAR        code of list subsistence_type
--     subsistence_from_on            DATE           as the source states it
--     destitute_type                 VARCHAR        code of list destitute_type
--     destitute_from_on              DATE           as the source states it
-- order:   none
-- source:  domain.md §7; contract README, tables household and member

with

numbered as not materialized (

    select
        source_member.*,
        upper(source_member.id_number) as number,
        coalesce(source_member.id_type, '01') in ('01', '02', '03') as is_citizen_number
    from source_member
    where coalesce(source_member.member_status, 'active') = 'active'

),

looked_at as not materialized (

    select
        numbered.*,
        length(numbered.number) in (18, 20, 22) as is_whole,
        regexp_matches(numbered.number, '^[0-9]{17}[0-9X]') as is_formed,
        7 * ascii(substr(numbered.number, 1, 1)) + 9 * ascii(substr(numbered.number, 2, 1))
            + 10 * ascii(substr(numbered.number, 3, 1)) + 5 * ascii(substr(numbered.number, 4, 1))
            + 8 * ascii(substr(numbered.number, 5, 1)) + 4 * ascii(substr(numbered.number, 6, 1))
            + 2 * ascii(substr(numbered.number, 7, 1)) + 1 * ascii(substr(numbered.number, 8, 1))
            + 6 * ascii(substr(numbered.number, 9, 1)) + 3 * ascii(substr(numbered.number, 10, 1))
            + 7 * ascii(substr(numbered.number, 11, 1)) + 9 * ascii(substr(numbered.number, 12, 1))
            + 10 * ascii(substr(numbered.number, 13, 1)) + 5 * ascii(substr(numbered.number, 14, 1))
            + 8 * ascii(substr(numbered.number, 15, 1)) + 4 * ascii(substr(numbered.number, 16, 1))
            + 2 * ascii(substr(numbered.number, 17, 1)) - 48 * 100 as weighed,
        try_cast(
            substr(numbered.number, 7, 4) || '-' || substr(numbered.number, 11, 2)
            || '-' || substr(numbered.number, 13, 2) as date
        ) as told_birth_on
    from numbered

),

read as not materialized (

    select
        looked_at.*,
        case when looked_at.is_citizen_number and looked_at.is_whole then
            looked_at.is_formed
            and substr(looked_at.number, 18, 1) = substr('10X98765432', looked_at.weighed % 11 + 1, 1)
        end as is_check_digit_right,
        coalesce(looked_at.birth_on, case
            when looked_at.is_citizen_number and looked_at.is_whole and looked_at.is_formed
            then looked_at.told_birth_on
        end) as born_on,
        case when looked_at.is_citizen_number and length(looked_at.number) in (20, 22)
            then looked_at.number end as certificate
    from looked_at

),

aged as not materialized (

    select
        read.*,
        source_household.placed_code,
        cast(extract(year from snapshot_info.as_of_on) - extract(year from read.born_on) - case
            when extract(month from snapshot_info.as_of_on) * 100 + extract(day from snapshot_info.as_of_on)
                < extract(month from read.born_on) * 100 + extract(day from read.born_on)
            then 1 else 0
        end as integer) as age
    from read
    join source_household
        on source_household.household_id = read.household_id
    cross join snapshot_info

),

head as (

    select household_id, min(sex) as sex, min(age) as age
    from aged
    where relation_to_head = '01'
    group by household_id
    having count(*) = 1

),

latest_work as (

    select
        source_work_monitor.*,
        max(source_work_monitor.data_year) over (partition by source_work_monitor.person_id) as latest_year
    from source_work_monitor

),

work as (

    select person_id, max(is_working) as is_working, max(plans_work) as plans_work
    from latest_work
    where data_year is null or data_year = latest_year
    group by person_id

)

select
    aged.person_id,
    aged.household_id,
    aged.placed_code as village_code,
    aged.name,
    aged.sex,
    aged.id_type,
    aged.number as id_number,
    aged.is_citizen_number,
    aged.is_check_digit_right,
    aged.born_on as birth_on,
    aged.age,
    aged.ethnicity,
    aged.political_status,
    aged.relation_to_head,
    head.sex as head_sex,
    head.age as head_age,
    aged.education_level,
    aged.school_status,
    aged.dropout_reason,
    aged.health_status,
    aged.diagnosed_on,
    aged.recovered_on,
    aged.medical_self_pay_yuan,
    coalesce(aged.disability_category, nullif(substr(aged.certificate, 19, 1), '')) as disability_category,
    coalesce(aged.disability_grade, nullif(substr(aged.certificate, 20, 1), '')) as disability_grade,
    aged.disability_certified_on,
    aged.care_level,
    aged.labour_capacity,
    aged.work_place,
    aged.work_months,
    aged.public_post,
    aged.public_post_months,
    coalesce(work.is_working or aged.work_months > 0, work.is_working, aged.work_months > 0) as is_working,
    work.plans_work,
    aged.has_resident_medical,
    aged.has_employee_medical,
    aged.has_serious_illness_insurance,
    aged.insurance_exemption,
    aged.has_resident_pension,
    aged.has_employee_pension,
    aged.is_drawing_pension,
    aged.subsistence_type,
    aged.subsistence_from_on,
    aged.destitute_type,
    aged.destitute_from_on
from aged
left join head
    on head.household_id = aged.household_id
left join work
    on work.person_id = aged.person_id
