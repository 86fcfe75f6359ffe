"""Load one source into its table: match its headers, type its cells, note what cannot be read."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from holdline.build import coded, headers, values
from holdline.build.derived_keys import DERIVED_KEYS
from holdline.build.quoting import identifier, literal, literals
from holdline.build.raw import Raw
from holdline.build.wide_headers import is_wide
from holdline.build.words import words
from holdline.reference import columns

PLACED = {"household": "placed_code"}
MACROS = Path(__file__).with_name("macros.sql")
LEDGERS = """
create temp table fault (
    table_name varchar, source_file varchar, source_line bigint,
    column_name varchar, value varchar, finding varchar, proposed varchar
);
create temp table refusal (
    table_name varchar, source_file varchar, source_line bigint,
    column_name varchar, value varchar, reason varchar
);
create temp table refused_key (table_name varchar, key varchar);
create table quarantine (
    table_name varchar, source_file varchar, source_line bigint,
    column_name varchar, value varchar, reason varchar, row_json varchar
);
create table rejected_cell (
    table_name varchar, source_file varchar, source_line bigint,
    column_name varchar, value varchar, reason varchar
);
create table import_note (
    table_name varchar, source_file varchar, source_line bigint, row_json varchar
);
create table import_header (
    table_name varchar, source_file varchar, position integer, header varchar, column_name varchar
);
create table import_shape (
    table_name varchar, source_file varchar, column_name varchar, header varchar, type varchar
);
create table import_finding (
    table_name varchar, row_key varchar, household_id varchar,
    column_name varchar, value varchar, finding varchar, proposed varchar
);
"""


@dataclass(frozen=True)
class Loaded:
    """Sources that stand in their table.

    Attributes:
        raw: the sources as written.
        rows: the rows of each by its name, those of the wrong shape among them.
        unknown: headers that are no column of the table.
        absent: columns the sources do not have.
    """

    raw: Raw
    rows: dict[str, int]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


def prepare(db: duckdb.DuckDBPyConnection) -> None:
    """Make the empty source tables, the ledgers of faults and refusals, and the macros."""
    db.execute(MACROS.read_text("utf-8"))
    db.execute(LEDGERS)
    for table in columns.tables():
        fields = [f"{one.identifier} {values.stored(one.type)}" for one in columns.table(table)]
        fields += [f"{PLACED[table]} varchar"] if table in PLACED else []
        fields += ["source_file varchar", "source_line bigint"]
        db.execute(f"create table source_{table} ({', '.join(fields)})")


def load(db: duckdb.DuckDBPyConnection, raw: Raw) -> Loaded:
    """Add the rows of *raw* to the table `source_<table>`, and its faults to the ledger.

    Raises:
        ImportColumnsRepeated: two of its headers mean the same.
        ImportColumnsMissing: it lacks a column without which its rows say nothing.
    """
    answers = raw.sources[0].answers
    matched = headers.matched(
        raw.headers, raw.table, raw.name, derived=DERIVED_KEYS, answers=answers
    )
    read = _tidied(raw, matched.positions)
    cells = [_cell(db, read, name, at) for name, at in matched.positions.items()]
    _insert(db, read, cells)
    _note_faults(db, read, cells)
    _note_odd_cells(db, raw, matched.positions)
    _set_aside_misshapen(db, raw)
    _keep_headers(db, raw, matched.positions)
    _keep_notes(db, raw)
    unknown = tuple(header for header in matched.unknown if _is_left_out(header, raw))
    return Loaded(raw, _counted(db, raw), unknown, matched.absent)


def _counted(db: duckdb.DuckDBPyConnection, raw: Raw) -> dict[str, int]:
    """The rows of each source; those of the wrong shape are of the only one."""
    rows = {source.name: len(raw.misshapen) for source in raw.sources}
    query = f"select source_file, count(*) from {raw.relation} group by all"
    for name, count in db.execute(query).fetchall():
        rows[name] += count
    return rows


def _tidied(raw: Raw, positions: dict[str, int]) -> Raw:
    """*raw* with the texts cleaned whose reading would otherwise clean them many times over."""
    if raw.is_clean:
        return raw
    often = [
        identifier(raw.names[at])
        for name, at in positions.items()
        if values.is_read_often(_column(raw, name), raw.types[at])
    ]
    if not often:
        return raw
    cleaned = ", ".join(f"cleaned({name}) as {name}" for name in often)
    return replace(raw, relation=f"(select * replace ({cleaned}) from {raw.relation})")


def _cell(db: duckdb.DuckDBPyConnection, raw: Raw, name: str, at: int) -> values.Cell:
    column, found = _column(raw, name), raw.types[at]
    is_clean = raw.is_clean or values.is_read_often(column, found)
    cell = values.cell(column, raw.names[at], found, is_clean=is_clean)
    return coded.resolved(db, cell, raw.relation, found)


def _column(raw: Raw, name: str) -> columns.Column:
    return next(one for one in columns.table(raw.table) if one.identifier == name)


def _insert(db: duckdb.DuckDBPyConnection, raw: Raw, cells: list[values.Cell]) -> None:
    targets = {cell.column.identifier: cell.value for cell in cells}
    if raw.table in PLACED:
        targets[PLACED[raw.table]] = targets["village_code"]
    targets |= {"source_file": "source_file", "source_line": "source_line"}
    db.execute(
        f"insert into source_{raw.table} ({', '.join(targets)}) "
        f"select {', '.join(targets.values())} from {raw.relation}"
    )


def _note_faults(db: duckdb.DuckDBPyConnection, raw: Raw, cells: list[values.Cell]) -> None:
    for cell in _faulty(db, raw, [cell for cell in cells if not cell.is_safe]):
        db.execute(
            f"insert into fault select ?, source_file, source_line, ?, {cell.shown}, ?, null "
            f"from {raw.relation} where {cell.is_faulty}",
            [raw.table, cell.column.identifier, cell.fault],
        )


def _faulty(db: duckdb.DuckDBPyConnection, raw: Raw, cells: list[values.Cell]) -> list[values.Cell]:
    """Those of *cells* of which fewer became values than are written, or that are half read."""
    if not cells:
        return []
    said = ", ".join(f"count({cell.shown})" for cell in cells)
    kept = ", ".join(f"count({cell.column.identifier})" for cell in cells)
    written = db.execute(f"select {said} from {raw.relation}").fetchall()[0]
    own = literals(source.name for source in raw.sources)
    became = db.execute(
        f"select {kept} from source_{raw.table} where source_file in ({own})"
    ).fetchall()[0]
    pairs = zip(cells, written, became, strict=True)
    return [cell for cell, before, after in pairs if before > after or cell.half_read]


def _set_aside_misshapen(db: duckdb.DuckDBPyConnection, raw: Raw) -> None:
    for line, text in raw.misshapen:
        db.execute(
            "insert into quarantine values (?, ?, ?, null, null, 'row_misshapen', "
            "json_object('line', ?::varchar)::varchar)",
            [raw.table, raw.name, line, text],
        )


def _note_odd_cells(db: duckdb.DuckDBPyConnection, raw: Raw, positions: dict[str, int]) -> None:
    """Note cells that a formula computed, or in which Excel shows an error."""
    names = {at: name for name, at in positions.items()}
    cells = {"formula_error": raw.errors, "formula_value": set(raw.formulas) - set(raw.errors)}
    for finding, places in cells.items():
        for at in sorted({at for _, at in places} & set(names)):
            lines = ", ".join(str(line) for line, column in places if column == at)
            shown = f"cleaned({identifier(raw.names[at])})"
            db.execute(
                f"insert into fault select ?, source_file, source_line, ?, {shown}, ?, null "
                f"from {raw.relation} where source_line in ({lines})",
                [raw.table, names[at], finding],
            )


def _keep_headers(db: duckdb.DuckDBPyConnection, raw: Raw, positions: dict[str, int]) -> None:
    meant = {at: name for name, at in positions.items()}
    types = raw.kinds or raw.types
    rows = [
        [raw.table, source.name, at, header, meant.get(at), types[at]]
        for source in raw.sources
        for at, header in enumerate(raw.headers)
    ]
    names = ["table_name", "source_file", "position", "header", "column_name", "type"]
    db.register("header", pa.table([*zip(*rows, strict=True)], names))
    db.execute("insert into import_header select * exclude (type) from header")
    db.execute(
        "insert into import_shape select table_name, source_file, column_name, header, type "
        "from header where column_name is not null"
    )
    db.unregister("header")


def _keep_notes(db: duckdb.DuckDBPyConnection, raw: Raw) -> None:
    for line, text in raw.notes:
        db.execute(
            "insert into import_note values (?, ?, ?, json_object('line', ?::varchar)::varchar)",
            [raw.table, raw.name, line, text],
        )


def _is_left_out(header: str, raw: Raw) -> bool:
    """Whether the cells below an unknown header are lost; origins of rows are not."""
    is_origin = header in words().origins
    return bool(header.strip()) and not is_origin and not is_wide(header, raw.table)


def row_json(raw: Raw) -> str:
    """SQL of a row of the raw relation, called row, as JSON under the file's own headers."""
    parts = ", ".join(
        f"{literal(header)}, row.{identifier(name)}"
        for header, name in zip(raw.headers, raw.names, strict=True)
    )
    return f"json_object({parts})::varchar"
