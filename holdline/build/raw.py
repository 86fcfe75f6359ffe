"""Open any import file as a relation of cells as written, whatever its format.

Text and workbooks are first turned into Parquet of text in the build's scratch folder, so that
everything after reads one format, column by column and as often as it likes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import duckdb

from holdline.build import notes, reading, textfile
from holdline.build.quoting import identifier, literal, literals
from holdline.build.sources import TEXTS, Source
from holdline.errors import ImportFileUnreadable

PARQUET = ".parquet"
FROM_ONE = "file_row_number + 1"


@dataclass(frozen=True)
class Raw:
    """Sources of one table and one shape, ready to be read as often as needed.

    Attributes:
        sources: where it came from, in part order.
        headers: as the files write them.
        names: the columns' names in `relation`.
        types: the columns' DuckDB types.
        kinds: what most cells of each column of a workbook are; () of other files.
        relation: SQL of a relation of source_file, source_line (the row's line there) and `names`.
        misshapen: rows that have more or fewer cells than the header: line and text.
        notes: lines that are no records, and are not in `relation`: sums, remarks, headers again.
        formulas, errors: line and position of cells that a formula computed or that show an error.
        is_clean: texts have no spaces around them, and empty ones are null.
    """

    sources: tuple[Source, ...]
    headers: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    relation: str
    misshapen: tuple[tuple[int, str], ...] = ()
    kinds: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
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
            reading.parquet_columns(source.path)
            return _less(_parquet(db, source), source)
        converted = scratch / f"{source.table}-{len(list(scratch.iterdir()))}.parquet"
        if suffix in TEXTS:
            return _less(notes.left_out(db, _text(db, source, converted)), source)
        return _less(notes.left_out(db, _workbook(db, source, converted)), source)
    except ImportFileUnreadable as refused:
        raise type(refused)(**refused.facts | {"file": source.name}) from refused
    except duckdb.Error as problem:
        first = str(problem).splitlines()[0]
        raise ImportFileUnreadable(file=source.name, problem=first) from problem


def _less(raw: Raw, source: Source) -> Raw:
    """*raw* without the rows that were mended elsewhere."""
    if not source.superseded:
        return raw
    lines = ", ".join(map(str, source.superseded))
    relation = f"(from {raw.relation} where source_line not in ({lines}))"
    gone = {*source.superseded}
    misshapen = tuple(one for one in raw.misshapen if one[0] not in gone)
    return replace(raw, relation=relation, misshapen=misshapen)


def joined(raws: Iterable[Raw]) -> Iterator[Raw]:
    """*raws*, neighbouring Parquet files of one shape taken together: small ones read slowly."""
    for _, group in groupby(raws, key=_shape):
        alike = list(group)
        sources = tuple(source for raw in alike for source in raw.sources)
        if len(alike) == 1:
            yield alike[0]
        else:
            named = _named(sources)
            relation = _relation([one.path for one in sources], alike[0].names, named, FROM_ONE)
            yield replace(alike[0], sources=sources, relation=relation)


def _shape(raw: Raw) -> tuple[object, ...]:
    source = raw.sources[0]
    is_parquet = source.path.suffix.lower() == PARQUET
    is_whole = is_parquet and not source.superseded
    return (raw.names, raw.types, tuple(source.answers.items())) if is_whole else (source,)


def _parquet(db: duckdb.DuckDBPyConnection, source: Source) -> Raw:
    names, types = _described(db, source.path)
    relation = _relation([source.path], names, literal(source.name), FROM_ONE)
    return Raw((source,), names, names, types, relation)


def _named(sources: Sequence[Source]) -> str:
    """SQL of the source's name by the path of its file."""
    files = literals(str(source.path) for source in sources)
    return f"map([{files}], [{literals(source.name for source in sources)}])[filename]"


def _text(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    text = textfile.converted(db, source.path, converted, source.table, source.answers)
    names, types = _described(db, converted)
    # Rows left out for their shape shift those behind them.
    gaps = [line - before for before, (line, _) in enumerate(text.misshapen)]
    line = "file_row_number + 1"
    if gaps:
        line = f"{line} + len(list_filter({gaps}, lambda gap: gap <= {line}))"
    below = f"({line}) > {text.above}"
    relation = _relation([converted], names, literal(source.name), line, below)
    misshapen = tuple(one for one in text.misshapen if one[0] > text.above)
    return Raw((source,), text.headers, names, types, relation, misshapen, is_clean=True)


def _workbook(db: duckdb.DuckDBPyConnection, source: Source, converted: Path) -> Raw:
    read = reading.converted(source.path, source.sheet, source.table, converted, source.answers)
    names, types = _described(db, converted)
    line = f"file_row_number + {read.above + 1}"
    relation = _relation([converted], names, literal(source.name), line)
    return Raw(
        (source,), read.headers, names, types, relation,
        kinds=read.kinds, formulas=read.formulas, errors=read.errors,
    )  # fmt: skip


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
