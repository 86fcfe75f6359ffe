-- Columns that held something in many rows and hold nothing in any now, and tables that are gone.
--
-- grain:   cluster
-- reads:   compared_column
-- inputs:
--     gate_column_filled_percent  DOUBLE   share of the rows before that held something, in per cent
--     gate_rows_least             INTEGER  least such rows
-- columns:
--     cluster  VARCHAR  table and column, with a full stop between; the table alone when it is gone
--     named    VARCHAR  its name; null when it has none of its own
--     rows     BIGINT   rows before that held something
--     base     BIGINT   rows before
-- order:   rows desc, cluster

with

lost as (

    select
        concat_ws('.', compared_column.table_name, compared_column.column_name) as cluster,
        cast(compared_column.old_told as bigint) as rows,
        compared_column.old_rows as base
    from compared_column
    where compared_column.drift in ('gone', 'table_gone')

)

select
    lost.cluster,
    cast(null as varchar) as named,
    lost.rows,
    lost.base
from lost
where lost.rows >= $gate_rows_least
    and lost.rows * 100.0 >= lost.base * $gate_column_filled_percent
order by lost.rows desc, lost.cluster
