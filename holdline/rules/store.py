"""The columns of fact and item tables as arrays, read once from a snapshot and kept beside it.

They stand in `<home>/derived/<snapshot>/rules/` as .npy files that every process maps, so that
pages of memory are shared. A snapshot never changes, so they never grow old.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline import paths
from holdline.rules.bits import packed

Array = NDArray[Any]
MISSING = -1


class Store:
    """Columns by table and name, each loaded when first asked for.

    Attributes:
        folder: where they are kept; None keeps them in memory only.
    """

    def __init__(self, cursor: Callable[[str], Any], folder: Path | None) -> None:
        """*cursor*: runs a statement and gives its columns as arrays, masked where missing."""
        self._read = cursor
        self._held: dict[str, Array] = {}
        self._words: dict[str, list[str]] = {}
        self.folder = folder

    def flags(self, table: str, column: str) -> Array:
        """A BOOLEAN column as two rows of words: true, and true or missing."""
        return self._kept(f"{table}.{column}.flags", lambda: self._flags(table, column))

    def numbers(self, table: str, column: str) -> Array:
        """A whole-number column; missing is the least value of its type, nothing else is."""
        return self._kept(f"{table}.{column}.numbers", lambda: self._numbers(table, column))

    def codes(self, table: str, column: str) -> tuple[Array, list[str]]:
        """A text or date column as places in the list of its values; missing is −1."""
        key = f"{table}.{column}.codes"
        found = self._kept(key, lambda: self._codes(table, column, key))
        if key not in self._words and self.folder is not None:
            self._words[key] = json.loads((self.folder / f"{key}.json").read_text("utf-8"))
        return found, self._words[key]

    def states(self, table: str, column: str) -> Array:
        """A BOOLEAN column as one number a row: 1 true, 0 false, −1 missing."""
        return self._kept(f"{table}.{column}.states", lambda: self._states(table, column))

    def owners(self, table: str, facts: str) -> Array:
        """The row of *facts* each row of the item *table* belongs to; −1 when to none."""
        return self._kept(f"{table}.owners", lambda: self._owners(table, facts))

    def people(self, table: str) -> Array:
        """Active members of each household, as binary digits: one row of words a digit."""
        return self._kept(f"{table}.people", lambda: self._people(table))

    def lined(self, key: str, make: Callable[[], Array]) -> Array:
        """Another array, made when first asked for."""
        return self._kept(key, make)

    def steps(self, tree: str, level: int) -> tuple[Array, Array]:
        """Each division of *tree* in (or at) one of *level*, by code, and that one."""
        told = self._read(
            "select leaf_code, ancestor_code from division_path "
            f"where view = '{tree}' and level = {int(level)} order by leaf_code"
        )
        return np.asarray(told["leaf_code"]), np.asarray(told["ancestor_code"])

    def column(self, table: str, expression: str) -> Any:
        """One column of *table* in its order, masked where missing."""
        return self._read(f"select {expression} as cell from {table} order by {ORDER}")["cell"]

    def _kept(self, key: str, make: Callable[[], Array]) -> Array:
        if key in self._held:
            return self._held[key]
        file = None if self.folder is None else self.folder / f"{key}.npy"
        if file is None:
            self._held[key] = make()
        else:
            if not file.exists():
                _written(file, make())
            self._held[key] = np.load(file, mmap_mode="r")
        return self._held[key]

    def _states(self, table: str, column: str) -> Array:
        cells = self.column(table, f"cast({column} as tinyint)")
        return np.ma.filled(np.ma.asarray(cells).astype(np.int8), MISSING)

    def _flags(self, table: str, column: str) -> Array:
        told = self._states(table, column)
        return np.stack([packed(told == 1), packed(told != 0)])

    def _numbers(self, table: str, column: str) -> Array:
        cells = np.ma.asarray(self.column(table, f"cast({column} as bigint)"))
        known = cells.compressed()
        edge = np.iinfo(np.int32)
        small = not len(known) or (known.min() > edge.min and known.max() <= edge.max)
        kind = np.int32 if small else np.int64
        return np.ma.filled(cells.astype(kind), np.iinfo(kind).min)

    def _codes(self, table: str, column: str, key: str) -> Array:
        values = self._read(
            f"select distinct cast({column} as varchar) as cell from {table} "
            f"where {column} is not null order by cell"
        )["cell"]
        self._words[key] = [str(value) for value in values]
        if self.folder is not None:
            text = json.dumps(self._words[key], ensure_ascii=False)
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{key}.json").write_text(text, "utf-8")
        return self._placed(table, column)

    def _placed(self, table: str, column: str) -> Array:
        """The places alone: a list of the texts themselves would not fit for a nation."""
        found = self._read(
            f"with told as (select distinct cast({column} as varchar) as cell from {table} "
            f"where {column} is not null), known as (select cell, row_number() over "
            f"(order by cell) - 1 as place from told), placed as (select rowid as told_at, "
            f"cast({column} as varchar) as cell from {table}) "
            f"select cast(coalesce(known.place, {MISSING}) as integer) as cell from placed "
            "left join known on known.cell = placed.cell order by placed.told_at"
        )
        return np.asarray(found["cell"], np.int32)

    def _owners(self, table: str, facts: str) -> Array:
        found = self._read(
            f"with owned as (select household_id, rowid as told_at from {table}) "
            f"select coalesce(facts.rowid, {MISSING}) as cell from owned "
            f"left join {facts} as facts on facts.household_id = owned.household_id "
            "order by owned.told_at"
        )
        return np.asarray(found["cell"], np.int64)

    def _people(self, table: str) -> Array:
        people = np.asarray(np.ma.filled(np.ma.asarray(self.column(table, "people")), 0))
        digits = max(1, int(people.max(initial=0)).bit_length())
        return np.stack([packed((people >> digit) & 1 == 1) for digit in range(digits)])


# The build wrote them by village and household; sorting the texts again would not fit for a nation.
ORDER = "rowid"


def folder_of(snapshot_id: str) -> Path:
    """Where the arrays of a snapshot are kept."""
    return paths.home() / "derived" / snapshot_id / "rules"


def _written(file: Path, array: Array) -> None:
    """Write whole or not at all, whoever else writes the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.stem}.{id(array):x}.part.npy")
    np.save(part, np.ascontiguousarray(array))
    part.replace(file)
