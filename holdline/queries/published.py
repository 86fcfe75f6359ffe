"""Ask a query as a reader may see its answer: whole, or published figures and nobody's rows."""

from collections.abc import Mapping

import duckdb
import polars as pl

from holdline.access import suppression
from holdline.access.keys import key
from holdline.access.scope import Scope
from holdline.queries.runner import Result, run, schema_of
from holdline.queries.sqlfile import SqlFile
from holdline.reference import columns

KEY = "suppression"
PLACES = ("division", "division_code", "parent")


def answer(
    cursor: duckdb.DuckDBPyConnection,
    file: SqlFile,
    inputs: Mapping[str, object],
    scope: Scope,
) -> Result:
    """The answer of *file* for a reader of *scope*, on a cursor of that scope.

    Who is shown no rows gets none of a household or a person; who sees published figures, every
    count, ratio and amount as holdline.access.suppression publishes it.

    Raises:
        UnexpectedInputs, UnexpectedColumns: as `run`.
        KeyUnreadable: figures cannot be published without their key.
    """
    if not scope.shows_rows and is_of_rows(file):
        empty = pl.DataFrame(schema=schema_of(file.columns))
        return Result(rows=empty, name=file.name, inputs=dict(inputs), columns=file.columns)
    found = run(cursor, file, inputs)
    if not scope.is_published:
        return found
    table = _table(file, inputs)
    shown = suppression.published(found.rows, table, key(KEY))
    sums = suppression.summed(found.rows, table, key(KEY))
    return Result(shown, file.name, found.inputs, file.columns, sums)


def is_of_rows(file: SqlFile) -> bool:
    """Whether its rows are somebody's: it gives, or asks for, a cell that the dictionary masks."""
    named = {one.name for one in (*file.columns, *file.inputs)}
    return bool(named & columns.masks().keys())


def _table(file: SqlFile, inputs: Mapping[str, object]) -> suppression.Table:
    place = next((str(inputs[one]) for one in PLACES if inputs.get(one)), "")
    units = {one.name: one.unit for one in file.columns}
    return suppression.Table(file.name, file.grain, units, place)
