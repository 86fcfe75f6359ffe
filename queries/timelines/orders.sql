-- Spells whose dates stand in an order that cannot be: a later step before an earlier one.
--
-- grain:   case_id, fault
-- reads:   procedure_order, division_path, household, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     last month of identification counted, first day
-- columns:
--     case_id       VARCHAR  the spell
--     household_id  VARCHAR  its household
--     head_name     VARCHAR  its head
--     town_name     VARCHAR  its township; null when placed above one
--     village_name  VARCHAR  its village; null when the village is unknown
--     fault         VARCHAR  the two steps out of order
--     earlier_on    DATE     the step that should come first
--     later_on      DATE     the step dated before it
--     days          BIGINT   days by which the order is reversed  [天]
-- order:   days desc, case_id, fault

select
    procedure_order.case_id,
    procedure_order.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    procedure_order.fault,
    procedure_order.earlier_on,
    procedure_order.later_on,
    date_diff('day', procedure_order.later_on, procedure_order.earlier_on) as days
from procedure_order
join division_path
    on division_path.leaf_code = procedure_order.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
join household
    on household.household_id = procedure_order.household_id
left join division_tree as village
    on village.view = $view and village.division_code = procedure_order.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(procedure_order.village_code, 9)
where procedure_order.identified_month <= $month
order by days desc, procedure_order.case_id, procedure_order.fault
