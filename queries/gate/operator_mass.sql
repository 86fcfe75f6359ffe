-- Operators whose households changed, came or went in great number at once.
--
-- grain:   cluster
-- reads:   compared_row, compared_place
-- inputs:
--     gate_operator_percent     DOUBLE   share of all households before, in per cent
--     gate_operator_households  INTEGER  least households
-- columns:
--     cluster  VARCHAR  account or staff number
--     named    VARCHAR  its name; null when it has none of its own
--     rows     BIGINT   households that differ  [户]
--     base     BIGINT   all households before  [户]
-- order:   rows desc, cluster

with

whole as (

    select cast(coalesce(sum(compared_place.old_rows), 0) as bigint) as base
    from compared_place
    where compared_place.table_name = 'household'

),

counted as (

    select compared_row.operator as cluster, count(compared_row.row_key) as rows
    from compared_row
    where compared_row.table_name = 'household'
        and compared_row.operator is not null
    group by compared_row.operator

)

select
    counted.cluster,
    cast(null as varchar) as named,
    counted.rows,
    whole.base
from counted
cross join whole
where counted.rows >= $gate_operator_households
    and counted.rows * 100.0 > whole.base * $gate_operator_percent
order by counted.rows desc, counted.cluster
