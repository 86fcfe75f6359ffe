-- What has been done for one household, in the order it began; undated measures come last.
--
-- grain:   measure_id
-- reads:   source_support_measure
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     measure_id     VARCHAR        the measure
--     measure_class  VARCHAR        code of list measure_class
--     measure_kinds  VARCHAR[]      codes of list measure_kind
--     risk_type      VARCHAR        code of list risk_type it answers; null: matched by class
--     started_on     DATE           first day
--     ended_on       DATE           last day; null while it goes on
--     amount_yuan    DECIMAL(12,2)  amount  [元]
--     organisation   VARCHAR        who gives it
-- order:   started_on, measure_id

select
    source_support_measure.measure_id,
    source_support_measure.measure_class,
    source_support_measure.measure_kinds,
    source_support_measure.risk_type,
    source_support_measure.started_on,
    source_support_measure.ended_on,
    source_support_measure.amount_yuan,
    source_support_measure.organisation
from source_support_measure
where source_support_measure.household_id = $household_id
order by source_support_measure.started_on nulls last, source_support_measure.measure_id
