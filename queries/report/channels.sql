-- The ways by which the households under monitoring at the end of a month were found.
--
-- grain:   source_channel
-- reads:   spell, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     source_channel   VARCHAR  code of list source_channel, or UNKNOWN
--     open_households  BIGINT   under monitoring  [户]
--     open_people      BIGINT   the same in people  [人]
--     share            DOUBLE   of all households under monitoring  [1]
-- order:   open_households desc, source_channel

select
    coalesce(spell.source_channel, 'UNKNOWN') as source_channel,
    count(*) as open_households,
    cast(sum(spell.people) as bigint) as open_people,
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
order by open_households desc, 1
