-- Houses found on members: what criterion 4 is judged by. Money of a named relocation programme is the
-- notice's exception; a demolition house, or money of a programme not told, is judged by hand.
--
-- grain:   match_id
-- reads:   exit_match, source_dept_match, source_household, source_division
-- columns:
--     match_id      VARCHAR  the comparison
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village
--     is_proven     BOOLEAN  verified true; null while suspected
--     house_kind    VARCHAR  code of list house_kind
--     is_in_town    BOOLEAN  stands in a town; null when neither told nor read from its division
--     is_bought     BOOLEAN  bought, and not with a programme's money; null when judged by hand
--     is_held       BOOLEAN  not sold since
--     area_cm       BIGINT   floor area in hundredths of a square metre  [0.01 平方米]
--     bought_year   BIGINT   year it was bought; 9999 when not told  [年]
-- order:   village_code, household_id, match_id
-- source:  notice, appendix 1, 4

with

town as (

    select division_code, max(urban_rural_code) in ('111', '112', '121') as is_in_town
    from source_division
    where urban_rural_code is not null
    group by division_code

),

found as (

    select
        exit_match.match_id,
        exit_match.household_id,
        exit_match.village_code,
        exit_match.is_proven,
        source_dept_match.house_kind,
        coalesce(source_dept_match.is_in_town, town.is_in_town) as is_in_town,
        source_dept_match.house_acquisition,
        coalesce(source_dept_match.resettlement_programme, case
            when source_household.resettlement_mode = 'monetary' then source_household.resettlement_programme
        end) as programme,
        source_dept_match.house_status,
        source_dept_match.matched_house_area_m2,
        source_dept_match.house_bought_on
    from exit_match
    join source_dept_match
        on source_dept_match.match_id = exit_match.match_id
    join source_household
        on source_household.household_id = exit_match.household_id
    left join town
        on town.division_code = source_dept_match.house_place_code
    where exit_match.match_item = 'house'
        and exit_match.holder_role = 'member'

)

select
    found.match_id,
    found.household_id,
    found.village_code,
    found.is_proven,
    found.house_kind,
    found.is_in_town,
    case
        when coalesce(found.house_acquisition, 'purchase') in ('purchase', 'programme_money')
            and found.programme in ('poverty_relocation', 'yellow_river', 'migrant_relief') then false
        when found.house_acquisition = 'purchase' then true
        when found.house_acquisition = 'programme_money' and found.programme is not null then true
        when found.house_acquisition in ('inheritance', 'gift') then false
    end as is_bought,
    coalesce(found.house_status, 'held') <> 'sold' as is_held,
    cast(found.matched_house_area_m2 * 100 as bigint) as area_cm,
    cast(coalesce(extract('year' from found.house_bought_on), 9999) as bigint) as bought_year
from found
order by found.village_code, found.household_id, found.match_id
