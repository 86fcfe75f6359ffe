-- How many spells of a division stand in the figures on an assumption: their first or last month was
-- missing and is taken from the nearest dated step, else from the snapshot.
--
-- grain:   one row
-- reads:   spell, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     starts  BIGINT  spells whose first month was missing
--     ends    BIGINT  eliminated spells whose month was missing
-- order:   none

select
    count(*) filter (spell.is_start_assumed) as starts,
    count(*) filter (spell.is_end_assumed) as ends
from spell
join division_path
    on division_path.view = $view
    and division_path.leaf_code = spell.village_code
    and division_path.ancestor_code = $division
