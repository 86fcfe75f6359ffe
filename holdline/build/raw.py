"""Open any import file as a relation of cells as written, whatever its format.

Text and workbooks are first turned into Parquet of text in the build's scratch folder, so that
everything after reads one format, column by column and as often as it likes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import duckdb

from holdline.build import textfile, workbook
from holdline.build.quoting import identifier, literal, literals
from holdline.build.sources import Source
from holdline.errors import ImportFileUnreadable

PARQUET = ".parquet"
BESIDE, FROM_ONE = "parse_filename(filename)", "file_row_number + 1"


@dataclass(frozen=True)
class Raw:
    """Sources of one table and one shape, ready to be read as often as needed.

    Attributes:
        sources: where it came from, in part order.
        headers: as the files write them.
        names: the columns' names in `relation`.
        types: the columns' DuckDB types.
        relation: SQL of a relation of source_file, source_line (the row's line there) and `names`.
        misshapen: rows that have more or fewer cells than the header: line and text.
        is_clean: texts have no spaces around them, and empty ones are null.
    """

    sources: tuple[Source, ...]
    headers: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    relation: str
    misshapen: tuple[tuple[int, str], ...] = ()
    is_clean: bool = False

    @property
    def table(self) -> str:
        """The table its rows belong to."""
        return self.sources[0].table

    @property
    def name(self) -> str:
        """How errors call it: its first source."""
        return self.sources[0].name


def opened(db: duckdb.DuckDBPyConnection, source: Source, scratch: Path) -> Raw:
    """Open *source*; what it must be turned into is written into the folder *scratch*.

    Raises:
        ImportFileUnreadable: it is damaged, or text in neither UTF-8 nor GBK.
    """
    suffix = source.path.suffix.lower()
    try:
        if suffix == PARQUET:
            return _parquet(db, source)
        converted = scratch / f"{source.table}-{len(list(scratch.iterdir()))}.parquet"
        if suffix == ".csv":
            return _text(db, source, converted)
        return _workbook(db, source, converted)
    except duckdb.Error as problem:
        first = str(problem).splitlines()[0]
        raise ImportFileUnreadable(file=source.name, problem=first) from problem


def joined(raws: Iterable[Raw]) -> Iterator[Raw]:
    """*raws*, neighbouring Parquet files of one shape taken together: small ones read slowly."""
    for _, group in groupby(raws, key=_shape):
        alike = list(group)
        sources = tuple(source for raw in alike for source in raw.sources)
        if len(alike) == 1:
            yield alike[0]
        else:
            relation = _relation([one.path for one in sources], alike[0].names, BESIDE, FROM_ONE)
            yield replace(alike[0], sources=sources, relation=relation)


def _shape(raw: Raw) -> tuple[object, ...]:
    source = raw.sources[0]
    is_parquet = source.path.suffix.lower() == PARQUET
    return (raw.names, raw.types) if is_parquet else (source,)


def _parquet(db: duckdb.DuckDBPyConnection, source: Source) -> Raw:
    names, types = _described(db, source.path)
    relation = _relation([source.path], names, BESIDE, FROM_ONE)
    return Raw((source,), names, names, types, relation)


def _text(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    text = textfile.converted(db, source.path, converted)
    names, types = _described(db, converted)
    # The header is the first row. Rows left out for their shape shift those behind them.
    gaps = [line - before for before, (line, _) in enumerate(text.misshapen)]
    line = "file_row_number + 1"
    if gaps:
        line = f"{line} + len(list_filter({gaps}, lambda gap: gap <= {line}))"
    relation = _relation([converted], names, literal(source.name), line, "file_row_number > 0")
    return Raw((source,), text.headers, names, types, relation, text.misshapen, is_clean=True)


def _workbook(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    headers, first_line = workbook.converted(source.path, source.sheet, converted)
    names, types = _described(db, converted)
    line = f"file_row_number + {first_line}"
    relation = _relation([converted], names, literal(source.name), line)
    return Raw((source,), headers, names, types, relation)


def _described(
    db: duckdb.DuckDBPyConnection, file: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = db.execute(f"describe select * from read_parquet({literal(str(file))})").fetchall()
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def _relation(
    files: Sequence[Path],
    names: Sequence[str],
    source: str,
    line: str,
    condition: str = "true",
) -> str:
    places = [f"{source} as source_file", f"({line})::bigint as source_line"]
    selected = ", ".join([*places, *map(identifier, names)])
    read = f"read_parquet([{literals(map(str, files))}], file_row_number = true, filename = true)"
    return f"(select {selected} from {read} where {condition})"
