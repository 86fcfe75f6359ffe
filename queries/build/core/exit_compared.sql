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

said as (

    select household_id, person_id, match_item
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

    select said.household_id, said.match_item
    from said
    join member_presence
        on member_presence.person_id = said.person_id
        and member_presence.household_id = said.household_id
        and member_presence.is_active
    join people
        on people.household_id = said.household_id
    group by said.household_id, said.match_item
    having count(distinct said.person_id) = max(people.people)

),

known as (

    select
        household_id,
        village_code,
        bool_or(match_item = 'vehicle') as vehicle,
        bool_or(match_item = 'house') as house,
        bool_or(match_item = 'enterprise') as enterprise,
        bool_or(match_item = 'payroll') as payroll,
        bool_or(match_item = 'subsistence_roll') as subsistence,
        bool_or(match_item = 'destitute_roll') as destitute,
        bool_or(match_item = 'disability_roll') as disability,
        bool_or(match_item = 'disaster') as disaster
    from (
        select household_id, null as village_code, match_item from said where person_id is null
        union all
        select household_id, null as village_code, match_item from one_by_one
        union all
        select null as household_id, division_path.leaf_code as village_code, covered.match_item
        from source_dept_match as covered
        join division_path
            on division_path.ancestor_code = covered.scope_code
        where covered.match_result = 'covered'
    ) as told
    group by household_id, village_code

)

select
    household.household_id,
    household.village_code,
    (own.vehicle or village.vehicle) is true as is_vehicle_complete,
    (own.house or village.house) is true as is_house_complete,
    (own.enterprise or village.enterprise) is true as is_enterprise_complete,
    (own.payroll or village.payroll) is true as is_payroll_complete,
    (own.subsistence or village.subsistence) is true as is_subsistence_complete,
    (own.destitute or village.destitute) is true as is_destitute_complete,
    (own.disability or village.disability) is true as is_disability_complete,
    (own.disaster or village.disaster) is true as is_disaster_complete
from household
left join known as own
    on own.household_id = household.household_id
left join known as village
    on village.village_code = household.village_code
order by household.village_code, household.household_id
