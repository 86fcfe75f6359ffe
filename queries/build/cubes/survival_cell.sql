-- What tells curves of the time to elimination apart: one number for each view, division, type, risk,
-- way of closing and whether the spells have a length, so that spells are grouped by numbers alone.
--
-- grain:   cell
-- reads:   survival_spell
-- columns:
--     cell           INTEGER  the number, as in survival_spell
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  the division, any level
--     monitor_type   VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk      VARCHAR  code of list risk_type, or UNKNOWN
--     closing        VARCHAR  open, by_support, natural, untold or superseded
--     is_timed       BOOLEAN  both months are told, and in order; a spell that is not has no length
-- order:   cell

select distinct cell, view, division_code, monitor_type, main_risk, closing, is_timed
from survival_spell
order by cell
