-- What the import found doubtful, counted by table, column and kind: suspected until verified.
--
-- grain:   table_name, column_name, finding
-- reads:   import_finding
-- columns:
--     table_name   VARCHAR  import table
--     column_name  VARCHAR  column at fault
--     finding      VARCHAR  a key of messages common.findings
--     rows         BIGINT   how often
-- order:   rows desc, table_name, column_name, finding

select
    import_finding.table_name,
    import_finding.column_name,
    import_finding.finding,
    count(*) as rows
from import_finding
group by import_finding.table_name, import_finding.column_name, import_finding.finding
order by rows desc, import_finding.table_name, import_finding.column_name, import_finding.finding
