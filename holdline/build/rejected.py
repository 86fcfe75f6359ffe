"""The rejected rows of an import, as they were written and with every cell at fault."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from holdline.build.quoting import literal
from holdline.reference import columns
from holdline.warehouse.connection import HARDENED

MOST = 50_000
ROWS, HEADERS = "rejected.parquet", "rejected_headers.parquet"
# The reasons of a row, the one it was refused for first.
TOLD = """
select quarantine.table_name, quarantine.source_file, quarantine.source_line,
    any_value(quarantine.reason) as reason, any_value(quarantine.row_json) as row_json,
    to_json(list(struct_pack(
        column_name := cell.column_name, value := cell.value, reason := cell.reason
    ) order by cell.reason <> quarantine.reason, cell.column_name, cell.reason))::varchar as faults
from quarantine
left join rejected_cell as cell
    on cell.table_name = quarantine.table_name and cell.source_file = quarantine.source_file
    and cell.source_line = quarantine.source_line
group by quarantine.table_name, quarantine.source_file, quarantine.source_line
order by all
"""
NAMED = """
select table_name, source_file, list(header order by position) as headers,
    list(coalesce(column_name, '') order by position) as columns
from import_header
where (table_name, source_file) in (select table_name, source_file from quarantine)
group by all order by all
"""
COUNTED = """
select table_name, source_file, reason, count(*) as rows from read_parquet({file})
group by all order by all
"""


@dataclass(frozen=True)
class Fault:
    """A cell at fault: its column ("" for the whole row), its text, and why, as a code."""

    column: str
    value: str | None
    reason: str


@dataclass(frozen=True)
class Row:
    """A rejected row: where it stands, its cells as written, and what is wrong with it."""

    source: str
    line: int
    cells: tuple[str | None, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Group:
    """Rejected rows of one table whose files have the same headers.

    Attributes:
        means: the column each header means; "" for none.
        rows: by file, then by line.
    """

    table: str
    headers: tuple[str, ...]
    means: tuple[str, ...]
    rows: tuple[Row, ...]


def kept(database: Path, folder: Path) -> None:
    """Keep the rejected rows of the import in *database* as files in *folder*."""
    with duckdb.connect(database, read_only=True, config=dict(HARDENED)) as held:
        rows = held.execute(TOLD).to_arrow_table()
        headers = held.execute(NAMED).to_arrow_table()
    with duckdb.connect() as db:
        for name, told in ((ROWS, rows), (HEADERS, headers)):
            db.register("told", told)
            db.execute(f"copy told to {literal(str(folder / name))} (format parquet)")
            db.unregister("told")


def counted(folder: Path) -> list[dict[str, Any]]:
    """How many rows are rejected in *folder*: table_name, source_file, reason, rows."""
    file = literal(str(folder / ROWS))
    with duckdb.connect() as db:
        asked = db.execute(COUNTED.format(file=file))
        names = [one[0] for one in asked.description or ()]
        told = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    order = list(columns.tables())
    return sorted(told, key=lambda one: order.index(one["table_name"]))


def groups(folder: Path, most: int = MOST) -> tuple[Group, ...]:
    """The rejected rows kept in *folder*, the first *most* of each table and file."""
    with duckdb.connect() as db:
        headers = {
            (table, source): (tuple(names), tuple(means))
            for table, source, names, means in _all(db, folder / HEADERS)
        }
        rows = _all(db, folder / ROWS, most)
    layouts: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Row]] = {}
    for row in rows:
        names, means = headers[row[0], row[1]]
        layouts.setdefault((row[0], names, means), []).append(_row(names, row))
    order = list(columns.tables())
    return tuple(
        Group(table, names, means, tuple(those))
        for (table, names, means), those in sorted(
            layouts.items(), key=lambda one: (order.index(one[0][0]), *one[0][1:])
        )
    )


def _all(db: duckdb.DuckDBPyConnection, file: Path, most: int = 0) -> Sequence[Any]:
    first = (
        f"qualify row_number() over (partition by table_name, source_file order by source_line) "
        f"<= {most}"
        if most
        else ""
    )
    return db.execute(f"from read_parquet({literal(str(file))}) {first} order by all").fetchall()


def _row(headers: Sequence[str], told: Sequence[Any]) -> Row:
    _, source, line, reason, row_json, faults = told
    pairs = json.loads(row_json, object_pairs_hook=lambda pairs: pairs)
    cells = _split(pairs[0][1]) if reason == "row_misshapen" else [text for _, text in pairs]
    width = max(len(headers), len(cells))
    padded = [*cells, *[None] * (width - len(cells))]
    return Row(source, line, tuple(map(_text, padded)), tuple(_faults(json.loads(faults), reason)))


def _faults(told: Sequence[Mapping[str, Any]], reason: str) -> Iterator[Fault]:
    given = [one for one in told if one["reason"]]
    if not given:
        yield Fault("", None, reason)
    for one in given:
        yield Fault(one["column_name"] or "", one["value"], one["reason"])


def _split(line: str) -> list[str]:
    return next(csv.reader([line]), [])


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
