-- Households and people on the register today, by division and household type.
--
-- grain:   view, division_code, household_type
-- reads:   household, division_path
-- columns:
--     view            VARCHAR  management or legal
--     division_code   VARCHAR  the division, any level
--     level           INTEGER  its level, 0 nation, 1 province to 5 village
--     household_type  VARCHAR  code of list household_type, or UNKNOWN
--     households      BIGINT   households  [户]
--     people          BIGINT   active members  [人]
--     no_labour       BIGINT   households wholly without labour as the source states it  [户]
-- order:   view, level, division_code, household_type

with

leaf as (

    select
        household.village_code,
        coalesce(household.household_type, 'UNKNOWN') as household_type,
        count(household.household_id) as households,
        sum(household.people) as people,
        sum(case when household.is_whole_no_labour then 1 else 0 end) as no_labour
    from household
    group by household.village_code, coalesce(household.household_type, 'UNKNOWN')

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.household_type,
    cast(sum(leaf.households) as bigint) as households,
    cast(sum(leaf.people) as bigint) as people,
    cast(sum(leaf.no_labour) as bigint) as no_labour
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by division_path.view, division_path.ancestor_code, division_path.level, leaf.household_type
order by division_path.view, division_path.level, division_path.ancestor_code, leaf.household_type
