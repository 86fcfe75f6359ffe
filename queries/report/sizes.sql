-- The households under monitoring at the end of a month, by how many people they are.
--
-- grain:   size
-- reads:   spell, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     size             BIGINT  people at identification; 5 for five and more, 0 for none told  [人]
--     open_households  BIGINT  under monitoring  [户]
--     open_people      BIGINT  the same in people  [人]
--     share            DOUBLE  of all households under monitoring  [1]
-- order:   size

select
    least(coalesce(spell.people, 0), 5) as size,
    count(*) as open_households,
    cast(coalesce(sum(spell.people), 0) as bigint) as open_people,
    cast(count(*) as double) / nullif(cast(sum(count(*)) over () as bigint), 0) as share
from spell
join division_path
    on division_path.leaf_code = spell.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
where spell.identified_month <= $month
    and (spell.closed_month is null or spell.closed_month > $month)
    and (spell.next_identified_month is null or spell.next_identified_month > $month)
group by 1
order by 1
