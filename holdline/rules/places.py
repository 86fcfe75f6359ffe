"""Counting by division: of every level, in either tree, from the order of the villages."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.reference.divisions import level_of
from holdline.rules.bits import Edges, Words, packed
from holdline.rules.index import Index

Array = NDArray[Any]
LEVELS = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}
TREES = ("management", "legal")
MOST_KEPT = 64  # divisions whose households are kept as bits
CODE = "S12"  # a division's code, as it is kept


class Level:
    """The divisions of one level and the runs of households that lie in them."""

    def __init__(self, codes: list[str], owner: Array, offsets: Array) -> None:
        """*owner*: the division of each run, by its place in *codes*; −1 where there is none."""
        self.codes = codes
        self._owner, self._offsets = owner, offsets
        self._edges = Edges(offsets)

    def owner_of(self, rows: Array) -> Array:
        """The division of each of *rows*, by its place in *codes*; −1 where there is none."""
        found: Array = self._owner[np.searchsorted(self._offsets, rows, side="right") - 1]
        return found

    def counts(self, words: Words) -> Array:
        """Set bits of each division."""
        return self._gathered(self._edges.counts(words))

    def people(self, words: Words, planes: tuple[Words, ...]) -> Array:
        """People of the households whose bits are set, of each division."""
        return self._gathered(self._edges.weighed(words, planes))

    def words(self, code: str) -> Words:
        """Every household of one division, as bits; none when it is not of this level."""
        at = self.codes.index(code) if code in self.codes else -2
        return packed(np.repeat(self._owner == at, np.diff(self._offsets)))

    def _gathered(self, each: Array) -> Array:
        held = self._owner >= 0
        weights = each[held].astype(np.float64)
        found = np.bincount(self._owner[held], weights=weights, minlength=len(self.codes))
        return found.astype(np.int64)


class Places:
    """The levels of both trees, each prepared when first asked for."""

    def __init__(self, index: Index) -> None:
        """For the households of *index*."""
        self._index = index
        self._above: dict[tuple[str, int], tuple[list[str], Array]] = {}
        self._levels: dict[tuple[str, int], Level] = {}
        self._rows: dict[tuple[str, str], Words] = {}

    def level(self, tree: str, level: int) -> Level:
        """The divisions of *level* (0 nation to 5 village) in *tree* that hold households."""
        key = (tree, level)
        if key not in self._levels:
            codes, owner = self._owners(tree, level)
            starts = np.flatnonzero(np.diff(owner, prepend=-2))
            offsets = np.append(self._index.offsets[:-1][starts], self._index.rows)
            self._levels[key] = Level(codes, owner[starts], offsets)
        return self._levels[key]

    def rows_of(self, tree: str, division: str) -> Words:
        """Every household of *division*, as bits; the last few divisions asked for are kept."""
        key = (tree, division)
        if key not in self._rows:
            codes, owner = self._owners(tree, level_of(division))
            flags = owner == (codes.index(division) if division in codes else -2)
            while len(self._rows) >= MOST_KEPT:
                self._rows.pop(next(iter(self._rows)), None)
            self._rows[key] = packed(np.repeat(flags, np.diff(self._index.offsets)))
        return self._rows[key]

    def above(self, tree: str, level: int, below: int) -> Array:
        """For each division of *below*, the place of its division of *level*; −1 where none is."""
        codes, inner = self._owners(tree, below)
        found = np.full(len(codes), -1, np.int64)
        held = inner >= 0
        found[inner[held]] = self._owners(tree, level)[1][held]
        return found

    def _owners(self, tree: str, level: int) -> tuple[list[str], Array]:
        """The divisions of *level*, and the place of each village's among them; −1 without one."""
        key = (tree, level)
        if key not in self._above:
            store, name = self._index.store, f"{self._index.table}.{tree}.{level}"
            codes = store.lined(f"{name}.divisions", lambda: self._found(tree, level)[0])
            owner = store.lined(f"{name}.owners", lambda: self._found(tree, level)[1])
            self._above[key] = ([code.decode() for code in codes.tolist()], owner)
        return self._above[key]

    def _found(self, tree: str, level: int) -> tuple[Array, Array]:
        villages = np.array(self._index.villages, CODE)
        leaves, above = (
            np.asarray(one).astype(CODE) for one in self._index.store.steps(tree, level)
        )
        if not len(leaves):
            return np.array([], CODE), np.full(len(villages), -1, np.int64)
        at = np.minimum(np.searchsorted(leaves, villages), len(leaves) - 1)
        held = leaves[at] == villages
        codes, place = np.unique(above[at[held]], return_inverse=True)
        owner = np.full(len(villages), -1, np.int64)
        owner[held] = place
        return codes, owner
