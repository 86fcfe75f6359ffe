-- What the import found doubtful about one household: suspected until verified.
--
-- grain:   table_name, row_key, column_name, finding
-- reads:   import_finding
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     table_name   VARCHAR  import table
--     row_key      VARCHAR  key of the row
--     column_name  VARCHAR  column at fault
--     value        VARCHAR  what stood there
--     finding      VARCHAR  a key of messages findings
-- order:   table_name, row_key, column_name, finding

select
    import_finding.table_name,
    import_finding.row_key,
    import_finding.column_name,
    import_finding.value,
    import_finding.finding
from import_finding
where import_finding.household_id = $household_id
order by import_finding.table_name, import_finding.row_key, import_finding.column_name, import_finding.finding
