"""What is to be changed in the tables, gathered first and done once for each table."""

from collections import defaultdict
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
        touched = np.array(sorted({row for cells in edits.values() for row in cells}), np.int64)
        parts = [frame]
        order = np.arange(frame.height)
        if touched.size:
            parts.append(self._edited(table, frame, touched))
            order[touched] = frame.height + np.arange(touched.size)
        if self._added.get(table):
            added = pl.DataFrame(self._added[table], schema=frame.schema)
            parts.append(added)
            start = frame.height + touched.size
            order = np.concatenate([order, np.arange(start, start + added.height)])
        if self._removed.get(table):
            order = np.delete(order, sorted(self._removed[table]))
        if len(parts) == 1 and order.size == frame.height:
            return frame
        return pl.concat(parts, rechunk=True)[order]

    def _edited(self, table: str, frame: pl.DataFrame, touched: NDArray[np.int64]) -> pl.DataFrame:
        small = frame[touched]
        place = {int(row): at for at, row in enumerate(touched)}
        columns = []
        for name, cells in self._edits[table].items():
            values = small[name].to_list()
            for row, value in cells.items():
                values[place[row]] = value
            columns.append(pl.Series(name, values, dtype=frame.schema[name]))
        return small.with_columns(columns)
