"""Whom to visit: most of the likely errors, and still an honest estimate of the error rate.

Households are put into classes by what is suspected of them. A part of the visits, the floor, is
spread over all classes by their size; the rest goes to the likeliest class, then the next. Within
a class households are drawn by lot without replacement, so that each has a known chance; the
estimate weighs every household by the inverse of its own (Horvitz and Thompson).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl

# The likeliest to be wrong first.
CLASSES = ("error", "warning", "pattern", "none")
FLOOR = 0.5
LEAST = 2
# Of the normal distribution, for 95 per cent.
Z = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """The error rate of everybody, told by those visited.

    Attributes:
        rate: share of households with an error; 0 to 1.
        low, high: 95 per cent interval.
        visited, wrong: households visited, and those found wrong.
    """

    rate: float
    low: float
    high: float
    visited: int
    wrong: int


def allocated(sizes: Mapping[str, int], visits: int, floor: float = FLOOR) -> dict[str, int]:
    """How many visits each class gets.

    Args:
        sizes: households of each class, the likeliest to be wrong first.
        visits: in all; more than there are households visits everybody.
        floor: share of the visits spread by size, so that no class is left unseen.

    Every class gets LEAST visits where it can, even when the floor gives it less.
    """
    everybody = sum(sizes.values())
    left = min(visits, everybody)
    given = dict.fromkeys(sizes, 0)
    for name, size in sizes.items():
        fair = round(floor * visits * size / everybody) if everybody else 0
        given[name] = min(size, max(fair, LEAST), left)
        left -= given[name]
    for name, size in sizes.items():
        more = min(size - given[name], left)
        given[name] += more
        left -= more
    return given


def drawn(homes: pl.DataFrame, visits: int, seed: int, floor: float = FLOOR) -> pl.DataFrame:
    """Whom to visit.

    Args:
        homes: a row a household: household_id, village_code and class, one of CLASSES.
        visits: how many.
        seed: equal seeds draw equal households, whatever the order of *homes*.
        floor: as `allocated`.

    Returns:
        The households drawn, by village, likeliest class and number; with `chance`, how likely
        each was to be drawn, and `size`, how many its class has.
    """
    ordered = homes.sort("household_id")
    held = {name: ordered.filter(pl.col("class") == name) for name in CLASSES}
    given = allocated({name: rows.height for name, rows in held.items()}, visits, floor)
    lot = np.random.default_rng(seed)
    parts = []
    for name in CLASSES:
        rows, few = held[name], given[name]
        if few:
            taken = np.sort(lot.choice(rows.height, size=few, replace=False))
            parts.append(
                rows[taken.tolist()].with_columns(
                    chance=pl.lit(few / rows.height), size=pl.lit(rows.height, dtype=pl.Int64)
                )
            )
    if not parts:
        empty = {"chance": pl.lit(0.0), "size": pl.lit(0, dtype=pl.Int64)}
        return ordered.clear().with_columns(**empty)
    rank = pl.col("class").replace_strict(dict(zip(CLASSES, range(len(CLASSES)), strict=True)))
    together: pl.DataFrame = pl.concat(parts)
    return together.sort("village_code", rank, "household_id")


def estimated(seen: Sequence[tuple[str, int, bool]]) -> Estimate | None:
    """The error rate, from what was found.

    Args:
        seen: class, households of the class, and whether an error was found, of each visited.

    Returns:
        None when a class has fewer than LEAST visits, or nobody was visited: nothing honest can
        be said then. A class nobody of which was drawn must not be left out of what was planned.

    The interval joins Wilson's of each class by the squares of their distances (MOVER: Zou and
    Donner 2008), each narrowed for drawing without replacement.
    """
    groups: dict[str, list[tuple[int, bool]]] = {}
    for name, size, is_wrong in seen:
        groups.setdefault(name, []).append((size, is_wrong))
    if not groups or any(len(one) < min(LEAST, one[0][0]) for one in groups.values()):
        return None
    everybody = sum(one[0][0] for one in groups.values())
    rate = below = above = 0.0
    for one in groups.values():
        size, visited = one[0][0], len(one)
        found = sum(is_wrong for _, is_wrong in one) / visited
        low, high = _wilson(found, visited, size)
        weight = size / everybody
        rate += weight * found
        below += (weight * (found - low)) ** 2
        above += (weight * (high - found)) ** 2
    wrong = sum(is_wrong for _, _, is_wrong in seen)
    return Estimate(rate, max(rate - sqrt(below), 0), min(rate + sqrt(above), 1), len(seen), wrong)


def seed_of(*parts: str) -> int:
    """A seed that anybody can make again from what the plan says of itself."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8])


def _wilson(found: float, visited: int, size: int) -> tuple[float, float]:
    """Wilson's interval, with as many visits as would tell as much from an endless class."""
    if visited >= size:
        return found, found
    many = visited * (size - 1) / (size - visited)
    middle = (found + Z * Z / (2 * many)) / (1 + Z * Z / many)
    half = Z / (1 + Z * Z / many) * sqrt(found * (1 - found) / many + Z * Z / (4 * many * many))
    return max(middle - half, 0), min(middle + half, 1)
