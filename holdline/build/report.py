"""What an import did: for each source the rows read, accepted and set aside, and its columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from holdline.build.loading import Loaded
from holdline.build.sources import Sources
from holdline.errors import ImportDoesNotFoot


@dataclass(frozen=True)
class SourceReport:
    """One table of one file.

    Attributes:
        source: the file's name, with the sheet of a workbook.
        table: the import table.
        read: rows read; blank lines are not rows.
        accepted: rows that stand in the snapshot.
        quarantined: rows set aside.
        unknown: headers that are no column of the table; their cells are left out.
        absent: columns of the table the file does not have; they are missing for all its rows.
        notes: lines that are no rows: sums, remarks, the header once more.
    """

    source: str
    table: str
    read: int
    accepted: int
    quarantined: int
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    notes: int = 0


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    Attributes:
        sources: by table in the contract's order, then by part.
        ignored: files and sheets of the folder that are no table.
    """

    sources: tuple[SourceReport, ...]
    ignored: tuple[str, ...]

    @property
    def quarantined(self) -> int:
        """Rows set aside, of all sources."""
        return sum(one.quarantined for one in self.sources)


def reported(
    db: duckdb.DuckDBPyConnection,
    sources: Sources,
    loaded: Iterable[Loaded],
    blank: Mapping[str, int],
) -> ImportReport:
    """Count what became of every row read, and keep it in the tables import_report, import_column.

    Args:
        db: the build, its rows settled.
        sources: what the folder held.
        loaded: the sources loaded.
        blank: blank lines left out, by source.

    Raises:
        ImportDoesNotFoot: a source's rows are not all either accepted or set aside.
    """
    set_aside = dict(
        db.execute("select source_file, count(*) from quarantine group by all").fetchall()
    )
    report = ImportReport(
        tuple(_source(db, one, name, blank, set_aside) for one in loaded for name in one.rows),
        sources.unknown,
    )
    for one in report.sources:
        if one.read != one.accepted + one.quarantined:
            raise ImportDoesNotFoot(
                file=one.source, read=one.read, accepted=one.accepted, quarantined=one.quarantined
            )
    _keep(db, report)
    return report


def _source(
    db: duckdb.DuckDBPyConnection,
    one: Loaded,
    name: str,
    blank: Mapping[str, int],
    set_aside: Mapping[str, int],
) -> SourceReport:
    table = one.raw.table
    accepted = db.execute(
        f"select count(*) from source_{table} where source_file = ?", [name]
    ).fetchall()[0][0]
    return SourceReport(
        source=name,
        table=table,
        read=one.rows[name] - blank.get(name, 0),
        accepted=accepted,
        quarantined=set_aside.get(name, 0),
        unknown=one.unknown,
        absent=one.absent,
        notes=len(one.raw.notes),
    )


def _keep(db: duckdb.DuckDBPyConnection, report: ImportReport) -> None:
    db.execute(
        """
        create table import_report (
            table_name varchar, source_file varchar,
            rows_read bigint, rows_accepted bigint, rows_quarantined bigint
        );
        create table import_column (
            table_name varchar, source_file varchar, column_name varchar, status varchar
        )
        """
    )
    for one in report.sources:
        db.execute(
            "insert into import_report values (?, ?, ?, ?, ?)",
            [one.table, one.source, one.read, one.accepted, one.quarantined],
        )
        columns = [(name, "unknown") for name in one.unknown]
        columns += [(name, "absent") for name in one.absent]
        if columns:
            db.executemany(
                "insert into import_column values (?, ?, ?, ?)",
                [[one.table, one.source, name, status] for name, status in columns],
            )
