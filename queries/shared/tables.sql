-- The import files of the snapshot: rows read, accepted and set aside, by table and file.
--
-- grain:   table_name, source_file
-- reads:   import_report
-- columns:
--     table_name        VARCHAR  import table
--     source_file       VARCHAR  file it came from
--     rows_read         BIGINT   rows in the file
--     rows_accepted     BIGINT   rows that count
--     rows_quarantined  BIGINT   rows kept aside for correction
-- order:   table_name, source_file

select
    import_report.table_name,
    import_report.source_file,
    cast(import_report.rows_read as bigint) as rows_read,
    cast(import_report.rows_accepted as bigint) as rows_accepted,
    cast(import_report.rows_quarantined as bigint) as rows_quarantined
from import_report
order by import_report.table_name, import_report.source_file
