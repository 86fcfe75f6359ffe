"""The shape of the sample's tables: the contract's columns, in the contract's order.

Frames hold money as Float64 rounded to two decimals; files hold it as DECIMAL(12,2).
"""

import csv
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

import polars as pl
import pyarrow as pa

from holdline.paths import REFERENCE

Tables: TypeAlias = dict[str, pl.DataFrame]

_KINDS: Mapping[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "MONTH": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
}


@cache
def columns() -> tuple[dict[str, str], ...]:
    """The rows of `columns.csv`, as read."""
    with (REFERENCE / "columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def names() -> tuple[str, ...]:
    """The tables of the contract, in its order."""
    return tuple(dict.fromkeys(row["table"] for row in columns()))


@cache
def schema(table: str) -> pl.Schema:
    """Column names and frame types of *table*; a code is its code, several are a list of codes."""
    found = [row for row in columns() if row["table"] == table]
    if not found:
        raise KeyError(table)
    return pl.Schema({row["identifier"]: _kind(row["type"]) for row in found})


def _kind(declared: str) -> pl.DataType:
    if declared.startswith("DECIMAL"):
        return pl.Float64()
    if declared.startswith("CODES"):
        return pl.List(pl.String())
    return pl.String() if declared.startswith("CODE") else _KINDS[declared]


@cache
def money(table: str) -> tuple[str, ...]:
    """The columns of *table* that files hold as DECIMAL(12,2)."""
    return tuple(
        row["identifier"]
        for row in columns()
        if row["table"] == table and row["type"].startswith("DECIMAL")
    )


def empty(table: str) -> pl.DataFrame:
    """*table* without rows."""
    return pl.DataFrame(schema=schema(table))


def conformed(table: str, given: Mapping[str, object]) -> pl.DataFrame:
    """A frame of *table* from the columns in *given*; the others are missing throughout.

    Args:
        table: a table of the contract.
        given: equally long arrays, series or scalars by identifier; at least one is not a scalar.

    Raises:
        KeyError: *given* names a column that *table* does not have.
    """
    wanted = schema(table)
    for name in given:
        if name not in wanted:
            raise KeyError(f"{table}.{name}")
    frame = pl.DataFrame({name: given[name] for name in wanted if name in given})
    return frame.select(
        (pl.col(name).cast(kind) if name in given else pl.lit(None, kind).alias(name))
        for name, kind in wanted.items()
    ).with_columns(pl.col(name).round(2) for name in money(table) if name in given)


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The types that Parquet files of *table* keep."""
    decimal = set(money(table))
    arrow = empty(table).to_arrow().schema
    return pa.schema(
        pa.field(field.name, pa.decimal128(12, 2) if field.name in decimal else _narrow(field.type))
        for field in arrow
    )


def _narrow(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_large_list(kind):
        return pa.list_(pa.string())
    return pa.string() if pa.types.is_large_string(kind) or kind == pa.string_view() else kind
