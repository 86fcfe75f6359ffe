"""What is to be changed in the tables, gathered first and done once for each table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from holdline.sample.tables import Tables, schema


class Ledger:
    """Edits, new rows and removals, by table; rows are told by their position.

    New rows stand behind the table's own: the first of them is at position `height`.
    """

    def __init__(self, tables: Tables) -> None:
        """Start with nothing to change in *tables*."""
        self._tables = tables
        self._edits: dict[str, dict[str, dict[int, Any]]] = defaultdict(lambda: defaultdict(dict))
        self._added: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._removed: dict[str, set[int]] = defaultdict(set)

    def value(self, table: str, row: int, column: str) -> Any:
        """The cell as it will be."""
        frame = self._tables[table]
        if row >= frame.height:
            return self._added[table][row - frame.height].get(column)
        edits = self._edits.get(table, {}).get(column)
        if edits and row in edits:
            return edits[row]
        value = frame[column][row]
        return value.to_list() if isinstance(value, pl.Series) else value

    def set(self, table: str, row: int, column: str, value: Any) -> None:
        """Write one cell.

        Raises:
            KeyError: *table* has no such column.
        """
        if column not in schema(table):
            raise KeyError(f"{table}.{column}")
        height = self._tables[table].height
        if row >= height:
            self._added[table][row - height][column] = value
        else:
            self._edits[table][column][row] = value

    def add(self, table: str, values: dict[str, Any]) -> int:
        """A new row; returns its position.

        Raises:
            KeyError: *table* has no such column.
        """
        for column in values:
            if column not in schema(table):
                raise KeyError(f"{table}.{column}")
        self._added[table].append(dict(values))
        return self._tables[table].height + len(self._added[table]) - 1

    def remove(self, table: str, row: int) -> None:
        """Take a row out; it keeps its position until the end."""
        self._removed[table].add(row)

    def is_removed(self, table: str, row: int) -> bool:
        """Whether the row was taken out."""
        return row in self._removed.get(table, ())

    def added(self, table: str) -> range:
        """Positions of the new rows."""
        height = self._tables[table].height
        return range(height, height + len(self._added.get(table, ())))

    def done(self) -> Tables:
        """The tables with everything changed; untouched tables are the same frames."""
        return {name: self._changed(name, frame) for name, frame in self._tables.items()}

    def _changed(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        edits = self._edits.get(table, {})
        if edits:
            frame = frame.with_columns(_edited(frame[name], edits[name]) for name in edits)
        removed = sorted(self._removed.get(table, ()))
        added = self._added.get(table)
        if added:
            frame = pl.concat([frame, _rows(added, frame.schema)], rechunk=True)
        if removed:
            is_kept = np.ones(frame.height, dtype=bool)
            is_kept[removed] = False
            frame = frame.filter(pl.Series(is_kept))
        return frame


def _edited(series: pl.Series, cells: Mapping[int, Any]) -> pl.Series:
    """*series* with other values at the positions in *cells*; itself untouched."""
    values = pl.Series(series.name, list(cells.values()), dtype=series.dtype)
    if not series.dtype.is_nested():
        return series.clone().scatter(list(cells), values)
    order = np.arange(len(series))
    order[list(cells)] = len(series) + np.arange(len(cells))
    return pl.concat([series, values]).gather(order)


def _rows(added: Sequence[Mapping[str, Any]], kinds: pl.Schema) -> pl.DataFrame:
    """New rows as a frame; cells they do not name are missing."""
    return pl.DataFrame(
        [
            pl.Series(name, [row.get(name) for row in added], dtype=kind)
            for name, kind in kinds.items()
        ]
    )
