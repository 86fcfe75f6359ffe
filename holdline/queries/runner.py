"""Run a SQL file: bind its inputs, fetch every row, give a Result."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import polars as pl

from holdline.errors import AnswerTooLong, SnapshotOlder, UnexpectedColumns, UnexpectedInputs
from holdline.queries.sqlfile import Field, SqlFile

# Rows fetched one by one are faster up to here (1.1 ms against 1.5 ms for one row), Arrow beyond
# (5 ms against 45 ms for 20,000); the extra copy DuckDB warns of is counted in that.
FEW = 256
# Of a nation some lists would not fit: an answer ends here, with words and not with the server.
BATCH, MOST = 100_000, 2_000_000
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result makes an extra copy")

# How DuckDB says that a table or a column is not there.
MISSING = re.compile("does not exist|not found in FROM|does not have a column", re.IGNORECASE)

TYPES: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "BOOLEAN": pl.Boolean(),
    "TINYINT": pl.Int8(),
    "SMALLINT": pl.Int16(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "HUGEINT": pl.Int128(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
}


@dataclass(frozen=True, eq=False)
class Result:
    """What a query gave.

    Attributes:
        rows: one polars row a row, in the statement's order; the dtypes are the declared ones.
        name: of the query.
        inputs: the values bound.
        columns: as the header declares them.
        sums: the sums of counts as they are published; None where rows are shown as they are.
    """

    rows: pl.DataFrame
    name: str
    inputs: Mapping[str, object]
    columns: tuple[Field, ...]
    sums: Mapping[str, int] | None = None

    def total(self, column: str) -> int:
        """The sum of a column of counts, as the reader may see it; missing cells add nothing.

        Rows that are published are rounded one by one, and must not be added up.
        """
        if self.sums is not None and column in self.sums:
            return self.sums[column]
        return int(self.rows[column].sum())


def run(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, inputs: Mapping[str, object] | None = None
) -> Result:
    """Run *file* on *cursor* with *inputs* bound, and fetch every row.

    A value of None binds as an untyped null: a statement that allows it casts, as in
    `cast($risk as varchar)`.

    Raises:
        UnexpectedInputs: an input is missing, or one is given that the header does not declare.
        UnexpectedColumns: the statement gives other columns than the header declares.
        SnapshotOlder: the snapshot was made before a table or a column that it reads.
        AnswerTooLong: there are more rows than a page can hold, or than there is memory for.
    """
    given = dict(inputs or {})
    declared = {one.name for one in file.inputs}
    if given.keys() != declared:
        raise UnexpectedInputs(
            query=file.name, expected=sorted(declared), given=sorted(given), path=file.path
        )
    try:
        reading = cursor.execute(file.statement, given)
    except duckdb.OutOfMemoryException as problem:
        raise AnswerTooLong(query=file.name, most=MOST) from problem
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        if not MISSING.search(str(problem)):
            raise
        raise SnapshotOlder(query=file.name, problem=str(problem).splitlines()[0]) from problem
    schema = schema_of(file.columns)
    names = [column[0] for column in reading.description]
    if names != schema.names():
        raise UnexpectedColumns(
            query=file.name, expected=schema.names(), given=names, path=file.path
        )
    few = reading.fetchmany(FEW)
    rows = pl.DataFrame(few, schema=schema, orient="row")
    if len(few) == FEW:
        rows = pl.concat([rows, *_rest(reading, schema, file)])
    return Result(rows=rows, name=file.name, inputs=given, columns=file.columns)


@lru_cache(maxsize=2048)
def schema_of(columns: tuple[Field, ...]) -> pl.Schema:
    """The polars dtypes of declared *columns*."""
    return pl.Schema({column.name: dtype(column.type) for column in columns})


def dtype(declared: str) -> pl.DataType:
    """The polars dtype of a DuckDB type as headers write it."""
    if declared.endswith("[]"):
        return pl.List(dtype(declared.removesuffix("[]")))
    decimal = re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", declared)
    return pl.Decimal(int(decimal[1]), int(decimal[2])) if decimal else TYPES[declared]


def _rest(
    reading: duckdb.DuckDBPyConnection, schema: pl.Schema, file: SqlFile
) -> Iterator[pl.DataFrame]:
    """The rows behind the first FEW, a batch at a time."""
    taken = FEW
    batches: Any = reading.to_arrow_reader(BATCH)
    for batch in batches:
        taken += batch.num_rows
        if taken > MOST:
            raise AnswerTooLong(query=file.name, most=MOST)
        rows: Any = pl.from_arrow(batch)
        pairs = zip(rows.get_columns(), schema.items(), strict=True)
        yield pl.DataFrame([series.cast(kind).alias(name) for series, (name, kind) in pairs])
