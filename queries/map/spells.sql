-- Every spell of a division's households that began by a month, for layers that follow households.
--
-- grain:   case_id
-- reads:   spell, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the last month known
-- columns:
--     case_id           VARCHAR  the spell
--     household_id      VARCHAR  its household
--     people            BIGINT   people at identification  [人]
--     identified_month  DATE     month it began
--     closed_month      DATE     month it ended or was superseded; null while open
--     is_continued      BOOLEAN  began while the household was still under monitoring
--     is_eliminated     BOOLEAN  it ended, and not because a later spell took its place
-- order:   household_id, identified_month, case_id

select
    spell.case_id,
    spell.household_id,
    spell.people,
    spell.identified_month,
    case when spell.closed_month <= $month then spell.closed_month end as closed_month,
    spell.is_continued,
    coalesce(spell.closed_month <= $month, false) and spell.closing <> 'superseded' as is_eliminated
from spell
join division_path
    on division_path.leaf_code = spell.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
where spell.identified_month <= $month
order by spell.household_id, spell.identified_month, spell.case_id
