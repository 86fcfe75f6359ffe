-- Spells of monitoring in a division that has ended since: while both the spell and the division
-- lasted, the household stood there and not in the village that carries it on today.
--
-- grain:   case_id, from_month
-- reads:   division_stay, source_household, spell
-- columns:
--     case_id       VARCHAR  the spell
--     household_id  VARCHAR  its household
--     village_code  VARCHAR  its village today
--     then_code     VARCHAR  the village it stood in
--     from_month    DATE     first month of both
--     until_month   DATE     first month in which one of them had ended
--     people        BIGINT   people at identification  [人]
-- order:   village_code, household_id, case_id, from_month

with

lasted as (

    select
        spell.case_id,
        spell.household_id,
        spell.village_code,
        division_stay.division_code as then_code,
        greatest(division_stay.from_month, spell.identified_month) as from_month,
        least(division_stay.until_month, coalesce(spell.closed_month, date '9999-12-01')) as until_month,
        spell.people
    from spell
    join source_household
        on source_household.household_id = spell.household_id
    join division_stay
        on division_stay.origin_code = source_household.village_code

)

select
    lasted.case_id,
    lasted.household_id,
    lasted.village_code,
    lasted.then_code,
    lasted.from_month,
    lasted.until_month,
    lasted.people
from lasted
where lasted.from_month < lasted.until_month
order by lasted.village_code, lasted.household_id, lasted.case_id, lasted.from_month
