"""Put what the SQL needs of the reference data into tables: dated figures and code labels."""

import duckdb

from holdline.reference import codes

TABLES = """
create table code_label (list varchar, code varchar, label_zh varchar, label_en varchar);
create table county_income (
    income_year integer, county_code varchar, yuan decimal(12, 2),
    borrowed_from_code varchar, status varchar, source varchar
);
create table monitoring_line (
    line_year integer, division_code varchar, yuan decimal(12, 2), status varchar
);
create table deadline (
    deadline_id varchar, due_on date, due_time varchar, jurisdiction_code varchar, duty varchar,
    title_zh varchar, title_en varchar, clause varchar
);
"""


def load(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables code_label, county_income, monitoring_line and deadline."""
    db.execute(TABLES)
    labels = [
        [name, code.code, code.label_zh, code.label_en]
        for name in codes.lists()
        for code in codes.labels(name).values()
    ]
    db.executemany("insert into code_label values (?, ?, ?, ?)", labels)
