"""Counting by division: of every level, in either tree, from the order of the villages."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules.bits import Edges, Words, packed
from holdline.rules.index import Index
from holdline.rules.store import Store

Array = NDArray[Any]
LEVELS = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}
TREES = ("management", "legal")
MOST_KEPT = 64  # divisions whose households are kept as bits


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
        self._above = _ancestors(index.store, index.villages)
        self._levels: dict[tuple[str, int], Level] = {}
        self._rows: dict[tuple[str, str], Words] = {}

    def level(self, tree: str, level: int) -> Level:
        """The divisions of *level* (1 province to 5 village) in *tree* that hold households."""
        key = (tree, level)
        if key not in self._levels:
            self._levels[key] = self._made(self._above[key])
        return self._levels[key]

    def below(self, tree: str, division: str, level: int) -> list[str]:
        """The divisions of *level* that lie in *division*, or are it."""
        found = {
            self._above[tree, level][at]
            for at, chain in enumerate(self._chains(tree))
            if division in chain
        }
        return sorted(found - {""})

    def _chains(self, tree: str) -> list[tuple[str, ...]]:
        return list(zip(*(self._above[tree, level] for level in range(1, 6)), strict=True))

    def rows_of(self, tree: str, division: str) -> Words:
        """Every household of *division*, as bits; the last few divisions asked for are kept."""
        key = (tree, division)
        if key not in self._rows:
            flags = np.array([division in chain for chain in self._chains(tree)], bool)
            while len(self._rows) >= MOST_KEPT:
                self._rows.pop(next(iter(self._rows)), None)
            self._rows[key] = packed(np.repeat(flags, np.diff(self._index.offsets)))
        return self._rows[key]

    def above(self, tree: str, level: int, below: int) -> Array:
        """For each division of *below*, the place of its division of *level*; −1 where none is."""
        codes = {code: at for at, code in enumerate(self.level(tree, level).codes)}
        found = {chain[below - 1]: codes.get(chain[level - 1], -1) for chain in self._chains(tree)}
        return np.array([found[code] for code in self.level(tree, below).codes], np.int64)

    def _made(self, above: list[str]) -> Level:
        codes = sorted(set(above) - {""})
        place = {code: at for at, code in enumerate(codes)} | {"": -1}
        owner = np.array([place[code] for code in above], np.int64)
        starts = np.flatnonzero(np.diff(owner, prepend=-2))
        offsets = np.append(self._index.offsets[:-1][starts], self._index.rows)
        return Level(codes, owner[starts], offsets)


def _ancestors(store: Store, villages: list[str]) -> Mapping[tuple[str, int], list[str]]:
    """The division of each level above each village, or "" where there is none."""
    found = {(tree, level): [""] * len(villages) for tree in TREES for level in range(1, 6)}
    place = {code: at for at, code in enumerate(villages)}
    paths = store.paths()
    for tree, leaf, above, level in zip(*paths, strict=True):
        if leaf in place:
            found[str(tree), int(level)][place[str(leaf)]] = str(above)
    return found
