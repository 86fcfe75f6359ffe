-- Which department data are known for every active member of a household. Somebody is known to have
-- nothing only by a row `none`, or because the whole of a division that holds the village was compared.
-- Items are bits, so that one number holds all that is known of a person.
--
-- grain:   household_id
-- reads:   household, source_dept_match, member_presence, division_path
-- columns:
--     household_id             VARCHAR  the household
--     village_code             VARCHAR  its village
--     is_vehicle_complete      BOOLEAN  vehicles are known for everybody
--     is_house_complete        BOOLEAN  houses are known for everybody
--     is_enterprise_complete   BOOLEAN  enterprises are known for everybody
--     is_payroll_complete      BOOLEAN  public payrolls are known for everybody
--     is_subsistence_complete  BOOLEAN  the subsistence roll is known for everybody
--     is_destitute_complete    BOOLEAN  the destitute roll is known for everybody
--     is_disability_complete   BOOLEAN  the disability roll is known for everybody
--     is_disaster_complete     BOOLEAN  disasters are known
-- order:   village_code, household_id
-- source:  contract README, "Missing is not 否"

with

told as (

    select
        household_id,
        person_id,
        scope_code,
        match_result = 'covered' as is_of_division,
        case match_item
            when 'vehicle' then 1
            when 'house' then 2
            when 'enterprise' then 4
            when 'payroll' then 8
            when 'subsistence_roll' then 16
            when 'destitute_roll' then 32
            when 'disability_roll' then 64
            when 'disaster' then 128
        end as items
    from source_dept_match
    where match_result = 'covered'
        or match_result in ('hit', 'none')
        and household_id is not null
        and link_id is null
        and coalesce(holder_role, 'member') = 'member'

),

by_person as (

    select household_id, person_id, bit_or(items) as items
    from told
    where not is_of_division
        and person_id is not null
    group by household_id, person_id

),

of_everybody as (

    select member_presence.household_id, bit_and(coalesce(by_person.items, 0)) as items
    from member_presence
    left join by_person
        on by_person.person_id = member_presence.person_id
        and by_person.household_id = member_presence.household_id
    where member_presence.is_active
    group by member_presence.household_id

),

of_household as (

    select household_id, bit_or(items) as items
    from told
    where not is_of_division
        and person_id is null
    group by household_id

),

of_division as (

    select division_path.leaf_code as village_code, bit_or(told.items) as items
    from told
    join division_path
        on division_path.ancestor_code = told.scope_code
    where told.is_of_division
    group by division_path.leaf_code

),

known as (

    select
        household.household_id,
        household.village_code,
        coalesce(of_everybody.items, 0) | coalesce(of_household.items, 0) | coalesce(of_division.items, 0)
            as items
    from household
    left join of_everybody
        on of_everybody.household_id = household.household_id
    left join of_household
        on of_household.household_id = household.household_id
    left join of_division
        on of_division.village_code = household.village_code

)

select
    household_id,
    village_code,
    items & 1 <> 0 as is_vehicle_complete,
    items & 2 <> 0 as is_house_complete,
    items & 4 <> 0 as is_enterprise_complete,
    items & 8 <> 0 as is_payroll_complete,
    items & 16 <> 0 as is_subsistence_complete,
    items & 32 <> 0 as is_destitute_complete,
    items & 64 <> 0 as is_disability_complete,
    items & 128 <> 0 as is_disaster_complete
from known
order by village_code, household_id
