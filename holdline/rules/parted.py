"""Households parted by what they share: a day, a collector, or that within a village."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules.bits import Words, positions
from holdline.rules.index import Index
from holdline.rules.places import Level
from holdline.rules.store import MISSING

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Parted:
    """A part for each row; rows that share nothing known belong to none.

    Attributes:
        part: of each row, −1 where none.
        keys: what each part shares.
        owners: the village of each part, by its place in its level; −1 where it is of many.
    """

    part: Array
    keys: list[str]
    owners: Array

    def counts(self, words: Words) -> Array:
        """Set bits of each part."""
        return self.tally(positions(words))

    def tally(self, rows: Array) -> Array:
        """How many of *rows* each part has."""
        held = self.part[rows]
        return np.bincount(held[held >= 0], minlength=len(self.keys))

    def words(self, key: str, owner: int = -1) -> Array:
        """A bool a row: whether it is of that part."""
        wanted = [at for at, one in enumerate(self.keys) if one == key and self.owners[at] == owner]
        found: Array = np.isin(self.part, wanted)
        return found


@dataclass(frozen=True, eq=False)
class Sized:
    """Parts, and how many households in scope each has."""

    parted: Parted
    of: Array


@lru_cache(maxsize=16)
def by_column(index: Index, column: str) -> Parted:
    """Parted by the value of *column*; made once."""
    places, known = index.store.codes(index.table, column)
    return Parted(places, known, np.full(len(known), -1, np.int64))


@lru_cache(maxsize=16)
def by_village(index: Index, villages: Level, column: str) -> Parted:
    """Parted by village and the value of *column*; made once."""
    places, known = index.store.codes(index.table, column)
    owner = villages.owner_of(np.arange(index.rows))
    cells = owner.astype(np.int64) * len(known) + places
    cells[(owner < 0) | (places == MISSING)] = -1
    held, part = np.unique(cells, return_inverse=True)
    skipped = int(held[0] == -1) if len(held) else 0
    held = held[skipped:]
    each = max(1, len(known))
    keys = np.asarray(known, object)[held % each].tolist()
    return Parted((part - skipped).astype(np.int32), keys, held // each)
