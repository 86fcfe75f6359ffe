-- Which of the given words are the whole name of somebody: of three characters or more, of anybody on
-- the register of a division; shorter ones, which words of the language may be, of one household.
--
-- grain:   word
-- reads:   household, name_index, division_path
-- inputs:
--     view       VARCHAR    management or legal
--     division   VARCHAR    division code
--     household  VARCHAR    the household whose card is open; empty when none is
--     words      VARCHAR[]  what may be a name
-- columns:
--     word       VARCHAR    one that is
-- order:   word

with

asked as (

    select unnest($words) as word

),

named as (

    select asked.word, name_index.household_id
    from asked
    join name_index
        on name_index.name_digest = sha256(asked.word)

)

select distinct named.word
from named
join household
    on household.household_id = named.household_id
join division_path
    on division_path.leaf_code = household.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
where length(named.word) >= 3
    or named.household_id = $household
order by named.word
