-- Households whose incomes look made up together with others of their village: one figure for many,
-- whole hundreds, the same parts to the yuan, or the same growth. The largest such group of a
-- village counts; how usual it is elsewhere in the county stands beside it.
--
-- grain:   pattern, household_id
-- reads:   source_household
-- columns:
--     pattern       VARCHAR  incomes_alike, incomes_round, households_copied or growth_alike
--     village_code  VARCHAR  its village
--     household_id  VARCHAR  the household
--     evidence      VARCHAR  what they share
--     base          BIGINT   households of the village that can be compared  [户]
--     usual         DOUBLE   share with the same in the county's other villages; null without any  [1]
-- order:   pattern, village_code, household_id

with

income as (

    select
        household_id,
        placed_code as village_code,
        left(placed_code, 6) as county_code,
        cast(round(net_income_per_head_yuan) as bigint) as yuan,
        case when previous_net_income_per_head_yuan > 0
            then round(cast(net_income_per_head_yuan as double)
                / nullif(cast(previous_net_income_per_head_yuan as double), 0), 3)
        end as growth,
        case when coalesce(wage_income_yuan, 0) + coalesce(business_income_yuan, 0) > 0
            then concat_ws('+', wage_income_yuan, business_income_yuan, property_income_yuan,
                transfer_income_yuan, business_cost_yuan)
        end as parts
    from source_household
    where net_income_per_head_yuan > 0
        and length(placed_code) = 12

),

marked as (

    select 'incomes_alike' as pattern, village_code, county_code, household_id, cast(yuan as varchar) as evidence
    from income
    union all
    select 'incomes_round', village_code, county_code, household_id,
        case when yuan % 100 = 0 then '00' else '' end
    from income
    union all
    select 'households_copied', village_code, county_code, household_id, parts
    from income
    where parts is not null
    union all
    select 'growth_alike', village_code, county_code, household_id, cast(growth as varchar)
    from income
    where growth is not null

),

grouped as (

    select pattern, village_code, county_code, evidence, count(*) as households
    from marked
    group by pattern, village_code, county_code, evidence

),

village as (

    select pattern, village_code, cast(sum(households) as bigint) as base
    from grouped
    group by pattern, village_code

),

county as (

    select pattern, county_code, sum(households) as base
    from grouped
    group by pattern, county_code

),

ranked as (

    select
        grouped.*,
        row_number() over (partition by pattern, village_code order by households desc, evidence) as place
    from grouped
    where evidence <> ''
        and households >= 3

),

elsewhere as (

    select
        ranked.pattern,
        ranked.village_code,
        ranked.evidence,
        sum(grouped.households) - min(ranked.households) as households
    from ranked
    join grouped
        on grouped.pattern = ranked.pattern
        and grouped.county_code = ranked.county_code
        and grouped.evidence = ranked.evidence
    where ranked.place = 1
    group by ranked.pattern, ranked.village_code, ranked.evidence

)

select
    marked.pattern,
    marked.village_code,
    marked.household_id,
    marked.evidence,
    village.base,
    cast(elsewhere.households as double) / nullif(county.base - village.base, 0) as usual
from elsewhere
join marked
    on marked.pattern = elsewhere.pattern
    and marked.village_code = elsewhere.village_code
    and marked.evidence = elsewhere.evidence
join village
    on village.pattern = elsewhere.pattern
    and village.village_code = elsewhere.village_code
join county
    on county.pattern = elsewhere.pattern
    and county.county_code = left(elsewhere.village_code, 6)
order by marked.pattern, marked.village_code, marked.household_id
