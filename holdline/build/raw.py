"""Open any import file as a relation of cells as written, whatever its format.

Text and workbooks are first turned into Parquet of text in the build's scratch folder, so that
everything after reads one format, column by column and as often as it likes.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from holdline.build import textfile, workbook
from holdline.build.quoting import identifier, literal
from holdline.build.sources import Source
from holdline.errors import ImportFileUnreadable


@dataclass(frozen=True)
class Raw:
    """A source, ready to be read as often as needed.

    Attributes:
        source: where it came from.
        headers: as the file writes them.
        names: the columns' names in `relation`.
        types: the columns' DuckDB types.
        relation: SQL of a relation of `names` after source_line, the row's line in the file.
        misshapen: rows that have more or fewer cells than the header: line and text.
        is_clean: texts have no spaces around them, and empty ones are null.
    """

    source: Source
    headers: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    relation: str
    misshapen: tuple[tuple[int, str], ...] = ()
    is_clean: bool = False


def opened(db: duckdb.DuckDBPyConnection, source: Source, scratch: Path) -> Raw:
    """Open *source*; what it must be turned into is written into the folder *scratch*.

    Raises:
        ImportFileUnreadable: it is damaged, or text in neither UTF-8 nor GBK.
    """
    suffix = source.path.suffix.lower()
    try:
        if suffix == ".parquet":
            return _parquet(db, source)
        converted = scratch / f"{source.table}-{len(list(scratch.iterdir()))}.parquet"
        if suffix == ".csv":
            return _text(db, source, converted)
        return _workbook(db, source, converted)
    except duckdb.Error as problem:
        first = str(problem).splitlines()[0]
        raise ImportFileUnreadable(file=source.name, problem=first) from problem


def _parquet(db: duckdb.DuckDBPyConnection, source: Source) -> Raw:
    names, types = _described(db, source.path)
    return Raw(source, names, names, types, _relation(source.path, names, "file_row_number + 1"))


def _text(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    text = textfile.converted(db, source.path, converted)
    names, types = _described(db, converted)
    # The header is the first row. Rows left out for their shape shift those behind them.
    gaps = [line - before for before, (line, _) in enumerate(text.misshapen)]
    line = "file_row_number + 1"
    if gaps:
        line = f"{line} + len(list_filter({gaps}, lambda gap: gap <= {line}))"
    relation = _relation(converted, names, line, "file_row_number > 0")
    return Raw(source, text.headers, names, types, relation, text.misshapen, is_clean=True)


def _workbook(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    headers, first_line = workbook.converted(source.path, source.sheet, converted)
    names, types = _described(db, converted)
    line = f"file_row_number + {first_line}"
    return Raw(source, headers, names, types, _relation(converted, names, line))


def _described(
    db: duckdb.DuckDBPyConnection, file: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = db.execute(f"describe select * from read_parquet({literal(str(file))})").fetchall()
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def _relation(file: Path, names: tuple[str, ...], line: str, condition: str = "true") -> str:
    selected = ", ".join([f"({line})::bigint as source_line", *map(identifier, names)])
    read = f"read_parquet({literal(str(file))}, file_row_number = true)"
    return f"(select {selected} from {read} where {condition})"
