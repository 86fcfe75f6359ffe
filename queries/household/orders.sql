-- Dates of one household in an order that cannot be: a later step dated before an earlier one.
--
-- grain:   case_id, fault
-- reads:   procedure_order
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     case_id     VARCHAR  the spell
--     fault       VARCHAR  the two steps out of order
--     earlier_on  DATE     the step that should come first
--     later_on    DATE     the step dated before it
--     days        BIGINT   days by which the order is reversed  [天]
-- order:   days desc, case_id, fault

select
    case_id,
    fault,
    earlier_on,
    later_on,
    date_diff('day', later_on, earlier_on) as days
from procedure_order
where household_id = $household_id
order by days desc, case_id, fault
