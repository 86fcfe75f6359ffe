"""Read every import file into the build: typed, placed, told apart, and accounted for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from holdline.build import dating, keys, oddities, placing, raw, reading, wide, wide_headers
from holdline.build.loading import Loaded, load, prepare
from holdline.build.refusing import set_aside
from holdline.build.report import ImportReport, reported
from holdline.build.sources import Sources
from holdline.errors import ImportTableMissing
from holdline.reference import columns

FILLED = "select 1 from source_{} limit 1"
PLACE = "place"


def imported(
    db: duckdb.DuckDBPyConnection,
    sources: Sources,
    scratch: Path,
    *,
    as_of: date | None,
    begun: Callable[[str], None],
) -> tuple[ImportReport, date]:
    """Make the tables `source_<table>` and what tells of the import.

    These are quarantine and rejected_cell (rows set aside, and their cells at fault),
    import_finding and unrecognised (what is accepted but odd), import_report, import_column,
    import_header and import_note (files, their headers, and lines that are no records).

    Args:
        db: the build; empty.
        sources: what the folder holds.
        scratch: an empty folder for what files must be turned into.
        as_of: the day the import shows; None to take it from about.toml or the data.
        begun: told each source's name before it is read, and "place" before rows are settled.

    Returns:
        What became of every row, and the day the import shows.

    Raises:
        ImportTableMissing: a table without which nothing can be counted is not among the files.
        ImportFileUnreadable, ImportColumnsRepeated, ImportColumnsMissing: a file is refused.
        AsOfUnknown: the day is not told, and no row bears one.
    """
    _require_tables(sources)
    prepare(db)
    loaded = []
    with reading.kept():
        for table in columns.tables():
            raws = []
            for source in sources.of(table):
                begun(source.name)
                raws.append(raw.opened(db, source, scratch))
            loaded += [load(db, one) for one in raw.joined(raws)]
    begun(PLACE)
    day = as_of or sources.about.as_of or dating.latest(db)
    blank = _settled(db, loaded, day)
    _note(db)
    return reported(db, sources, loaded, blank), day


def _require_tables(sources: Sources) -> None:
    held = {source.table for source in sources.found}
    needed = [one for one in columns.tables().values() if one.need == "R" and one.name not in held]
    if needed:
        raise ImportTableMissing(
            folder=sources.folder,
            tables=", ".join(f"{one.name} ({one.sheet_zh})" for one in needed),
            examples=", ".join(f"{one.name}.csv" for one in needed),
        )


def _settled(db: duckdb.DuckDBPyConnection, loaded: list[Loaded], as_of: date) -> dict[str, int]:
    """Set aside what cannot be placed or told apart; blank lines left out, by source."""
    blank: dict[str, int] = {}
    for table in placing.order():
        own = placing.loaded_of(loaded, table)
        if own:
            blank |= _settled_table(db, table, own, as_of)
        if table == "division":
            placing.complete_divisions(db, as_of)
    return blank


def _settled_table(
    db: duckdb.DuckDBPyConnection, table: str, own: list[Loaded], as_of: date
) -> dict[str, int]:
    blank = keys.leave_out_blank(db, table)
    keys.make_up(db, table, own)
    keys.refuse_empty(db, table)
    set_aside(db, table, own)
    if table == "division":
        placing.refuse_overlapping(db, as_of)
    if table == "household":
        placing.place_households(db)
    placing.refuse_unowned(db, table)
    set_aside(db, table, own)
    keys.settle_repeated(db, table, own, as_of)
    if table == wide_headers.TABLE:
        for one in own:
            wide.unpivot(db, one.raw)
    return blank


def _note(db: duckdb.DuckDBPyConnection) -> None:
    """Note what is accepted but wants a look, and turn the ledger into import_finding."""
    tables = [name for name in columns.tables() if db.execute(FILLED.format(name)).fetchall()]
    oddities.tidy_points(db)
    for table in tables:
        placing.note_unfound(db, table)
        oddities.note_empty(db, table)
        oddities.note_numbers(db, table)
    oddities.note_households(db)
    for table in tables:
        _publish(db, table)
    db.execute(
        "create table unrecognised as select table_name, row_key as key, household_id, "
        "column_name, value as raw from import_finding where finding = 'label_unknown'"
    )


def _publish(db: duckdb.DuckDBPyConnection, table: str) -> None:
    key = columns.tables()[table].key
    names = {one.identifier for one in columns.table(table)}
    written = ", ".join(f"row.{name}" for name in key)
    household = "row.household_id" if "household_id" in names else "null"
    db.execute(
        f"""
        insert into import_finding
        select table_name, concat_ws('/', {written}), {household}, column_name, value, finding,
            proposed
        from fault join source_{table} as row using (source_file, source_line)
        where table_name = '{table}'
        order by row.rowid, column_name, finding
        """
    )
