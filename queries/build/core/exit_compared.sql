-- Which department data are known for every active member of a household. Somebody is known to have
-- nothing only by a row `none`, or because the whole of a division that holds the village was compared.
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

asked as (

    select distinct household_id, person_id, match_item
    from source_dept_match
    where match_result in ('hit', 'none')
        and household_id is not null
        and link_id is null
        and coalesce(holder_role, 'member') = 'member'

),

people as (

    select household_id, count(*) as people
    from member_presence
    where is_active
    group by household_id

),

one_by_one as (

    select asked.household_id, asked.match_item
    from asked
    join member_presence
        on member_presence.person_id = asked.person_id
        and member_presence.household_id = asked.household_id
        and member_presence.is_active
    join people
        on people.household_id = asked.household_id
    group by asked.household_id, asked.match_item
    having count(*) = max(people.people)

),

covered as (

    select distinct division_path.leaf_code as village_code, source_dept_match.match_item
    from source_dept_match
    join division_path
        on division_path.ancestor_code = source_dept_match.scope_code
    where source_dept_match.match_result = 'covered'

),

told as (

    select household_id, match_item from asked where person_id is null
    union
    select household_id, match_item from one_by_one
    union
    select household.household_id, covered.match_item
    from household
    join covered
        on covered.village_code = household.village_code

)

select
    household.household_id,
    household.village_code,
    coalesce(bool_or(told.match_item = 'vehicle'), false) as is_vehicle_complete,
    coalesce(bool_or(told.match_item = 'house'), false) as is_house_complete,
    coalesce(bool_or(told.match_item = 'enterprise'), false) as is_enterprise_complete,
    coalesce(bool_or(told.match_item = 'payroll'), false) as is_payroll_complete,
    coalesce(bool_or(told.match_item = 'subsistence_roll'), false) as is_subsistence_complete,
    coalesce(bool_or(told.match_item = 'destitute_roll'), false) as is_destitute_complete,
    coalesce(bool_or(told.match_item = 'disability_roll'), false) as is_disability_complete,
    coalesce(bool_or(told.match_item = 'disaster'), false) as is_disaster_complete
from household
left join told
    on told.household_id = household.household_id
group by household.household_id, household.village_code
order by household.village_code, household.household_id
