-- Tables that lost more than a share of their rows.
--
-- grain:   cluster
-- reads:   compared_place
-- inputs:
--     gate_rows_gone_percent  DOUBLE   share of the rows before, in per cent
--     gate_rows_least         INTEGER  least rows gone
-- columns:
--     cluster  VARCHAR  table: household, member or monitor_case
--     named    VARCHAR  its name; null when it has none of its own
--     rows     BIGINT   rows gone
--     base     BIGINT   rows before
-- order:   rows desc, cluster

with

counted as (

    select
        compared_place.table_name as cluster,
        cast(sum(compared_place.removed) as bigint) as rows,
        cast(sum(compared_place.old_rows) as bigint) as base
    from compared_place
    group by compared_place.table_name

)

select
    counted.cluster,
    cast(null as varchar) as named,
    counted.rows,
    counted.base
from counted
where counted.rows >= $gate_rows_least
    and counted.rows * 100.0 > counted.base * $gate_rows_gone_percent
order by counted.rows desc, counted.cluster
