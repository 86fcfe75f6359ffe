"""Tell which rejected rows an error workbook mends: each of its rows says where it came from."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from holdline import paths
from holdline.build import raw, reading
from holdline.build.loading import prepare
from holdline.build.plan import Part
from holdline.build.quoting import identifier
from holdline.build.sources import Source
from holdline.build.words import words

ORIGINS = """
select cleaned({file}::varchar) as origin, list(distinct try_cast({row}::varchar as integer))
from {relation} where origin is not null group by all having origin is not null order by origin
"""


def mended(parts: Sequence[Part]) -> dict[str, dict[str, tuple[int, ...]]]:
    """For each of *parts*, error workbooks' sheets, the lines mended by the part they came from.

    A row that says nothing of where it came from is a new one.

    Raises:
        ImportFileUnreadable: a sheet cannot be read.
    """
    if not parts:
        return {}
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as db, reading.kept():
        prepare(db)
        return {one.name: _origins(db, one, Path(scratch)) for one in parts}


def _origins(
    db: duckdb.DuckDBPyConnection, part: Part, scratch: Path
) -> dict[str, tuple[int, ...]]:
    path = paths.batches() / part.file
    opened = raw.opened(db, Source(path, part.table, part.sheet, part.label, part.answers), scratch)
    names = dict(zip(opened.headers, opened.names, strict=True))
    file, row = (
        identifier(next(names[header] for header in headers if header in names))
        for headers in (words().origin_file, words().origin_row)
    )
    rows = db.execute(ORIGINS.format(file=file, row=row, relation=opened.relation)).fetchall()
    return {name: tuple(sorted(line for line in lines if line)) for name, lines in rows}
