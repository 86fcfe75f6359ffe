"""A county while it is being made: its households and people as equally long arrays."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from holdline.sample.stream import stream

Array: TypeAlias = NDArray[Any]
Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.integer[Any]]
Floats: TypeAlias = NDArray[np.floating[Any]]
Columns: TypeAlias = dict[str, Array]

NEVER = np.datetime64("NaT", "D")


@dataclass
class County:
    """One county row of the legal tree: the unit that is generated on its own.

    `homes`: one row a household, by village then number. `people`: one row a person, by `home`
    (row of the household); the household's own order within. `cases`: one row a spell.
    """

    code: str
    seed: int
    as_of: date
    homes: Columns = field(default_factory=dict)
    people: Columns = field(default_factory=dict)
    cases: Columns = field(default_factory=dict)

    def chance(self, purpose: str) -> Generator:
        """The county's own stream for *purpose*."""
        return stream(self.seed, self.code, purpose)

    @property
    def day(self) -> np.datetime64:
        """The sample's day."""
        return np.datetime64(self.as_of, "D")

    @property
    def households(self) -> int:
        """How many households there are."""
        return len(self.homes["village"])

    def count(self, mask: Bools) -> Ints:
        """For each household, how many of its active people *mask* holds."""
        chosen = self.people["home"][mask & self.people["is_active"]]
        return np.bincount(chosen, minlength=self.households)

    def any(self, mask: Bools) -> Bools:
        """For each household, whether *mask* holds an active person of it."""
        return self.count(mask) > 0

    def total(self, values: Array, mask: Bools | None = None) -> Floats:
        """For each household, the sum of *values* over its active people (in *mask*)."""
        chosen = self.people["is_active"] if mask is None else mask & self.people["is_active"]
        home = self.people["home"][chosen]
        weights = values[chosen].astype(float)
        return np.bincount(home, weights=weights, minlength=self.households).astype(float)

    def first(self, priority: Array, wanted: Bools) -> Ints:
        """The row of the active person of highest *priority* in each household of *wanted*.

        People of priority 0 or less are never chosen; -1 where nobody is. Ties go to the first.
        """
        home = self.people["home"]
        able = np.flatnonzero(self.people["is_active"] & wanted[home] & (priority > 0))
        order = able[np.lexsort((able, -priority[able], home[able]))]
        found = np.full(self.households, -1)
        leading = np.ones(len(order), dtype=bool)
        leading[1:] = home[order[1:]] != home[order[:-1]]
        found[home[order[leading]]] = order[leading]
        return found


def chosen(chance: Generator, weights: Floats) -> Ints:
    """A column for each row of *weights*, drawn by the row's weights (not all zero)."""
    total = np.cumsum(weights, axis=1)
    draw = chance.random(len(weights)) * total[:, -1]
    found: Ints = (draw[:, None] >= total).sum(axis=1).clip(max=weights.shape[1] - 1)
    return found


def drawn(chance: Generator, count: int, weights: Any) -> Ints:
    """*count* numbers below len(*weights*), each by its weight."""
    edges = np.cumsum(np.asarray(weights, float))
    found: Ints = np.searchsorted(edges / edges[-1], chance.random(count), side="right")
    return found


def spread(chance: Generator, count: int, weights: Any) -> Ints:
    """As *drawn*, but in near exact shares: the numbers are spread evenly, then shuffled."""
    edges = np.cumsum(np.asarray(weights, float))
    even = (np.arange(count) + chance.random()) / max(count, 1)
    found: Ints = chance.permutation(np.searchsorted(edges / edges[-1], even, side="right"))
    return found


def shared(chance: Generator, total: int, weights: Floats) -> Ints:
    """*total* split over *weights* by largest remainder; equal remainders fall by chance."""
    exact = total * weights / weights.sum()
    whole: Ints = np.floor(exact).astype(int)
    rest = np.lexsort((chance.random(len(weights)), -(exact - whole)))[: total - whole.sum()]
    whole[rest] += 1
    return whole
