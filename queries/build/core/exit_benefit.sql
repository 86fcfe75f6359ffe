-- What members of a household receive and suffer, each claim known to hold, known not to, or unknown:
-- what exemptions 1 and 3 are judged by.
--
-- grain:   household_id
-- reads:   household, source_member, exit_roll, exit_compared, snapshot_info
-- columns:
--     household_id           VARCHAR  the household
--     village_code           VARCHAR  its village
--     has_members            BOOLEAN  somebody is on its register
--     is_on_subsistence      BOOLEAN  somebody receives the subsistence allowance, of village or town
--     is_destitute           BOOLEAN  somebody is supported as destitute
--     is_at_margin           BOOLEAN  somebody is of a family at the margin of subsistence
--     has_severe_disability  BOOLEAN  somebody has a certificate of grade 1 or 2, not ten years old
--     has_mental_grade_3     BOOLEAN  somebody has grade 3 of an intellectual or mental disability
--     has_major_illness      BOOLEAN  somebody has a major illness
-- order:   village_code, household_id
-- source:  notice, appendix 1, E1 and E3

with

person as (

    select
        source_member.household_id,
        case when source_member.subsistence_to_on <= snapshot_info.as_of_on then false
            else source_member.subsistence_type in ('01', '02') end as is_on_subsistence,
        source_member.destitute_type <> '00' as is_destitute,
        source_member.subsistence_type = '03' as is_at_margin,
        case when source_member.disability_grade is null then
                case when not list_contains(source_member.health_status, '04') then false end
            when source_member.disability_grade not in ('1', '2') then false
            when cast(source_member.disability_certified_on + interval 10 year as date)
                <= snapshot_info.as_of_on then null
            else true end as is_severe,
        case when source_member.disability_grade is null then
                case when not list_contains(source_member.health_status, '04') then false end
            else source_member.disability_grade = '3' and source_member.disability_category in ('5', '6') end
            as is_mental_3,
        list_contains(source_member.health_status, '03') as is_major
    from source_member
    cross join snapshot_info
    where coalesce(source_member.member_status, 'active') = 'active'

),

told as (

    select
        household_id,
        bool_or(is_on_subsistence) or case when bool_or(is_on_subsistence is null) then null else false end
            as is_on_subsistence,
        bool_or(is_destitute) or case when bool_or(is_destitute is null) then null else false end as is_destitute,
        bool_or(is_at_margin) or case when bool_or(is_at_margin is null) then null else false end as is_at_margin,
        bool_or(is_severe) or case when bool_or(is_severe is null) then null else false end as is_severe,
        bool_or(is_mental_3) or case when bool_or(is_mental_3 is null) then null else false end as is_mental_3,
        bool_or(is_major) or case when bool_or(is_major is null) then null else false end as is_major
    from person
    group by household_id

)

select
    household.household_id,
    household.village_code,
    household.people > 0 as has_members,
    case
        when told.is_on_subsistence or listed.is_subsistence then true
        when listed.may_be_subsistence then null
        when exit_compared.is_subsistence_complete or not told.is_on_subsistence then false
    end as is_on_subsistence,
    case
        when told.is_destitute or listed.is_destitute then true
        when listed.may_be_destitute then null
        when exit_compared.is_destitute_complete or not told.is_destitute then false
    end as is_destitute,
    told.is_at_margin,
    case
        when told.is_severe or listed.is_severe then true
        when listed.may_be_severe then null
        when exit_compared.is_disability_complete or not told.is_severe then false
    end as has_severe_disability,
    told.is_mental_3 as has_mental_grade_3,
    told.is_major as has_major_illness
from household
join exit_compared
    on exit_compared.household_id = household.household_id
left join told
    on told.household_id = household.household_id
left join exit_roll as listed
    on listed.household_id = household.household_id
order by household.village_code, household.household_id
