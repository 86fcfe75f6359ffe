"""However a table is written, it is read as the same table."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from holdline.build.loading import load, prepare
from holdline.build.raw import opened
from holdline.build.sources import Source
from holdline.build.values import family, stored
from holdline.reference import codes, columns
from holdline.reference.columns import Column

TABLES = tuple(columns.tables())
Written = dict[str, Any]


def value(column: Column) -> Any:
    """A value of the column's type, different for each column."""
    at = column.position
    labels = list(codes.labels(column.codes)) if column.codes else []
    return {
        "VARCHAR": f"文本{at}" if not column.identifier.endswith("_id") else f"37040{at:013}",
        "INTEGER": 2000 + at,
        "DECIMAL": Decimal(f"{at * 1234}.5"),
        "DOUBLE": 0.25,
        "BOOLEAN": at % 2 == 0,
        "DATE": date(2021, 10, 1) + timedelta(at),
        "MONTH": date(2021, 1 + at % 12, 1),
        "TIMESTAMP": datetime(2021, 10, 13, 8, 9, at % 60),  # noqa: DTZ001  # Beijing, as kept
        "CODE": labels[at % len(labels)] if labels else None,
        "CODES": labels[:2],
    }[family(column.type)]


def label(column: Column, code: str) -> str:
    """What people write for a code."""
    return codes.labels(column.codes)[code].label_zh


def plain(column: Column, held: Any) -> str:
    """A value as most files write it: codes, ISO days, bare numbers."""
    if isinstance(held, list):
        return ",".join(held)
    if family(column.type) == "MONTH":
        return f"{held:%Y-%m}"
    return str(held).lower() if isinstance(held, bool) else str(held)


def spoken(column: Column, held: Any) -> str:
    """A value as people write it: labels, Chinese days, separated thousands, 是 and 否."""
    kind = family(column.type)
    texts = {
        "CODE": lambda: label(column, held),
        "CODES": lambda: "、".join(label(column, code) for code in held),
        "BOOLEAN": lambda: "是" if held else "否",
        "DATE": lambda: f"{held.year}年{held.month}月{held.day}日",
        "MONTH": lambda: f"{held.year}年{held.month}月",
        "TIMESTAMP": lambda: f"{held:%Y/%m/%d %H:%M:%S}",
        "DECIMAL": lambda: f" {held:,} ",
        "INTEGER": lambda: f"{held:,}",
        "DOUBLE": lambda: "25%" if column.identifier == "share_rate" else "0.25",
    }
    return texts.get(kind, lambda: str(held))()


def to_csv(folder: Path, table: str, *, encoding: str, says: Callable[[Column, Any], str]) -> Path:
    """The table under Chinese headers."""
    file = folder / f"{columns.tables()[table].sheet_zh}.csv"
    with file.open("w", encoding=encoding, newline="") as opened_:
        writer = csv.writer(opened_)
        writer.writerow(one.header_zh for one in columns.table(table))
        writer.writerow(says(one, value(one)) for one in columns.table(table))
    return file


def to_parquet(folder: Path, table: str, *, is_text: bool) -> Path:
    """The table under its identifiers, typed or as text."""
    parts = []
    for one in columns.table(table):
        kept = "varchar" if is_text else stored(one.type)
        parts.append(f"?::{kept} as {one.identifier}")
    values = [plain(one, value(one)) if is_text else value(one) for one in columns.table(table)]
    file = folder / f"{table}.parquet"
    with duckdb.connect() as db:
        db.execute(f"copy (select {', '.join(parts)}) to '{file}'", values)
    return file


def to_workbook(folder: Path, table: str) -> Path:
    """The table as a person types it: dates and amounts as cells of their kind."""
    file = folder / f"{table}.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet(columns.tables()[table].sheet_zh)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        second = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for at, one in enumerate(columns.table(table)):
            held = value(one)
            sheet.write_string(0, at, f" *{one.header_zh}")
            if isinstance(held, datetime):
                sheet.write_datetime(1, at, held, second)
            elif isinstance(held, date):
                sheet.write_datetime(1, at, datetime.combine(held, datetime.min.time()), day)
            elif isinstance(held, int | float | Decimal) and not isinstance(held, bool):
                sheet.write_number(1, at, float(held))
            else:
                sheet.write_string(1, at, spoken(one, held))
    return file


FORMATS: dict[str, Callable[[Path, str], Path]] = {
    "csv": lambda folder, table: to_csv(folder, table, encoding="utf-8", says=plain),
    "csv with a mark": lambda folder, table: to_csv(
        folder, table, encoding="utf-8-sig", says=spoken
    ),
    "csv in gbk": lambda folder, table: to_csv(folder, table, encoding="gbk", says=spoken),
    "parquet": lambda folder, table: to_parquet(folder, table, is_text=False),
    "parquet of text": lambda folder, table: to_parquet(folder, table, is_text=True),
    "workbook": to_workbook,
}


def loaded(db: duckdb.DuckDBPyConnection, file: Path, table: str, scratch: Path) -> list[Any]:
    """The rows the file gives, and what is found in them."""
    sheet = columns.tables()[table].sheet_zh if file.suffix == ".xlsx" else ""
    db.execute(f"delete from source_{table}; delete from fault")
    load(db, opened(db, Source(file, table, sheet), scratch))
    rows = db.execute(f"select * exclude (source_file, source_line) from source_{table}").fetchall()
    return [*rows, *db.execute("select column_name, value, finding from fault").fetchall()]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_tables(tmp_path: Path, form: str) -> None:
    """All columns of all tables: typed or text, Chinese or English, labels or codes."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with duckdb.connect() as db:
        prepare(db)
        for table in TABLES:
            rows = loaded(db, FORMATS[form](tmp_path, table), table, scratch)

            held = [list(row)[: len(columns.table(table))] for row in rows]
            assert [[value(one) for one in columns.table(table)]] == held


def test_parquet_of_neighbouring_types_is_read(tmp_path: Path) -> None:
    """Numbers as floats, codes as numbers, days as moments with a zone: as other tools write."""
    file = tmp_path / "member.parquet"
    moment = datetime(2021, 10, 12, 20, tzinfo=UTC)
    with duckdb.connect() as db:
        db.execute(
            f"copy (select 'p' as person_id, 12345678901234::bigint as household_id, "
            "'n' as name, 1 as sex, 'i' as id_number, 2.0::double as relation_to_head, "
            "['03', '99'] as health_status, 1.0::double as labour_capacity, "
            "3.0::double as work_months, 'nan'::double as employed_months, "
            "12.5::double as medical_total_yuan, ?::timestamptz as birth_on, "
            "?::timestamptz as updated_at, 1 as is_soldier, '0' as speaks_mandarin) "
            f"to '{file}'",
            [moment, moment],
        )
        prepare(db)
        load(db, opened(db, Source(file, "member"), tmp_path))
        row = db.execute(
            "select household_id, sex, relation_to_head, health_status, labour_capacity, "
            "work_months, employed_months, medical_total_yuan, birth_on, updated_at, "
            "is_soldier, speaks_mandarin from source_member"
        ).fetchall()[0]
        faults = db.execute("select column_name, value, finding from fault").fetchall()

    assert (
        "12345678901234", "1", "02", ["03"], "01", 3, None, Decimal("12.50"),
        date(2021, 10, 13), datetime(2021, 10, 13, 4), True, False,  # noqa: DTZ001
    ) == row  # fmt: skip
    assert faults == [("health_status", "03,99", "label_unknown")]
