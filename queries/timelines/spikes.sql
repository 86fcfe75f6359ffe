-- Many eliminations in one village on one day: each may be right, together they ask for a look.
--
-- grain:   village_code, eliminated_on
-- reads:   procedure_elimination, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     last month counted, first day
--     least     BIGINT   households from which on a day stands out
-- columns:
--     village_code   VARCHAR  the village, or the township when it is unknown
--     short_name     VARCHAR  its name
--     parent_name    VARCHAR  the division above it
--     eliminated_on  DATE     the day
--     eliminated     BIGINT   households eliminated there that day  [户]
--     share          DOUBLE   of all the village's eliminations so far  [1]
-- order:   eliminated desc, eliminated_on desc, village_code

with

day as (

    select village_code, eliminated_on, count(*) as eliminated
    from procedure_elimination
    join division_path
        on division_path.leaf_code = procedure_elimination.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where closed_month <= $month
    group by village_code, eliminated_on

),

share as (

    select
        village_code, eliminated_on, eliminated,
        cast(eliminated as double) / sum(eliminated) over (partition by village_code) as share
    from day

)

select
    share.village_code,
    place.short_name,
    above.short_name as parent_name,
    share.eliminated_on,
    share.eliminated,
    share.share
from share
join division_tree as place
    on place.view = $view
    and place.division_code = share.village_code
left join division_tree as above
    on above.view = $view
    and above.division_code = place.parent_code
where share.eliminated_on is not null
    and share.eliminated >= $least
order by share.eliminated desc, share.eliminated_on desc, share.village_code
