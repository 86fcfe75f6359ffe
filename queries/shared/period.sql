-- The months a snapshot covers, and its day.
--
-- grain:   as_of_on
-- reads:   snapshot_info
-- columns:
--     as_of_on     DATE     day the data describe
--     first_month  DATE     first month with events
--     last_month   DATE     month of that day
--     is_sample    BOOLEAN  invented data
-- order:   as_of_on

select
    snapshot_info.as_of_on,
    snapshot_info.first_month,
    snapshot_info.last_month,
    snapshot_info.is_sample
from snapshot_info
order by snapshot_info.as_of_on
