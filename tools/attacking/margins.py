"""An attacker with everything that was published and linear programming: what can be told apart?

The attacker knows the rule, not its key. Each published number is an interval: a hidden one lies
between nothing and nine, a rounded one within the rounding. Cells that must add up to margins, to
parents and to months are equations. For each cell the least and the greatest value that agree with
all of it are found; where they are one integer, the cell is told.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

Publish = Callable[[int, str], int]
LEAST = 10


@dataclass
class System:
    """Unknown cells with their true values, and what was published of sums of them.

    Attributes:
        truth: the true value of each cell.
        sums: the cells each statement adds up, as (cell, sign).
        low, high: between which integers each statement lies, as the attacker knows.
    """

    truth: list[int] = field(default_factory=list)
    sums: list[list[tuple[int, int]]] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)

    def cell(self, value: int) -> int:
        """A new unknown."""
        self.truth.append(value)
        return len(self.truth) - 1

    def tell(self, cells: Sequence[tuple[int, int]], shown: int, reach: int) -> None:
        """State that the sum of *cells* was published as *shown*, at most *reach* away."""
        self.sums.append(list(cells))
        if shown == 0:
            self.low.append(0)
            self.high.append(LEAST - 1)
        else:
            self.low.append(max(LEAST, shown - reach))
            self.high.append(shown + reach)

    def value(self, cells: Sequence[tuple[int, int]]) -> int:
        """The true sum of *cells*."""
        return sum(self.truth[cell] * sign for cell, sign in cells)


@dataclass(frozen=True)
class Found:
    """What an attack told: how many cells, and of those under ten, exactly; the narrowest left."""

    cells: int
    small: int
    told: int
    told_small: int
    narrowest: int


def attacked(system: System) -> Found:
    """Bound every cell of *system*."""
    rows = np.zeros((len(system.sums), len(system.truth)))
    for at, cells in enumerate(system.sums):
        for cell, sign in cells:
            rows[at, cell] += sign
    above = np.vstack([rows, -rows])
    bounds = np.concatenate([system.high, [-one for one in system.low]])
    told = told_small = 0
    narrowest = 10**9
    for cell, value in enumerate(system.truth):
        aim = np.zeros(len(system.truth))
        aim[cell] = 1
        least = math.ceil(_best(aim, above, bounds) - 1e-6)
        most = math.floor(-_best(-aim, above, bounds) + 1e-6)
        narrowest = min(narrowest, most - least)
        if least == most:
            told += 1
            told_small += value < LEAST
    small = sum(value < LEAST for value in system.truth)
    return Found(len(system.truth), small, told, told_small, narrowest)


def tables(seed: int, count: int, publish: Publish, reach: int) -> Iterator[System]:
    """*count* tables of ten divisions by seven risks with every margin, most cells small."""
    random = np.random.default_rng(seed)
    for number in range(count):
        cells = random.negative_binomial(0.8, 0.07, size=(10, 7))
        yield _table(cells, f"{number}", publish, reach)


def _table(values: np.ndarray, name: str, publish: Publish, reach: int) -> System:
    system = System()
    at = [[system.cell(int(value)) for value in row] for row in values]
    rows = [[(cell, 1) for cell in row] for row in at]
    columns = [[(row[column], 1) for row in at] for column in range(len(at[0]))]
    for count, row in enumerate(rows):
        place = f"{name}.{count}"
        for one in row:
            system.tell([one], publish(system.value([one]), place), reach)
        system.tell(row, publish(system.value(row), place), reach)
    for cells in [*columns, [one for row in rows for one in row]]:
        system.tell(cells, publish(system.value(cells), name), reach)
    return system


def drills(seed: int, count: int, publish: Publish, reach: int) -> Iterator[System]:
    """*count* counties, each with its townships, three types, and the books of three months.

    Everything a reader can reach by drilling down, filtering by type and turning the month: open,
    eliminated and ever identified households, and those that came and went in the month.
    """
    random = np.random.default_rng(seed)
    for number in range(count):
        yield _drill(random, f"c{number}", publish, reach)


def _drill(random: np.random.Generator, county: str, publish: Publish, reach: int) -> System:
    system = System()
    shown: dict[str, list[list[tuple[int, int]]]] = {}
    for town in range(int(random.integers(3, 7))):
        for kind in range(3):
            held = _books(system, random)
            for name, cells in held.items():
                shown.setdefault(f"{county}.{town}|{kind}|{name}", []).append(cells)
                for where in (f"{county}.{town}|all", f"{county}|{kind}", f"{county}|all"):
                    shown.setdefault(f"{where}|{name}", []).append(cells)
    for key, parts in shown.items():
        cells = [one for part in parts for one in part]
        system.tell(cells, publish(system.value(cells), key.split("|")[0]), reach)
    return system


def _books(system: System, random: np.random.Generator) -> dict[str, list[tuple[int, int]]]:
    """The books of one township and type: cells for what was there and what came and went."""
    mean = float(random.gamma(1.2, 14))
    open_before = [(system.cell(int(random.poisson(mean))), 1)]
    eliminated = [(system.cell(int(random.poisson(mean * 0.7))), 1)]
    held: dict[str, list[tuple[int, int]]] = {}
    for month in range(3):
        new = [(system.cell(int(random.poisson(mean * 0.08))), 1)]
        most = system.value(open_before) + system.value(new)
        closed = [(system.cell(min(most, int(random.poisson(mean * 0.08)))), 1)]
        gone = [(cell, -sign) for cell, sign in closed]
        open_before, eliminated = open_before + new + gone, eliminated + closed
        held |= {
            f"open{month}": open_before,
            f"eliminated{month}": eliminated,
            f"identified{month}": open_before + eliminated,
            f"new{month}": new,
            f"closed{month}": closed,
        }
    return held


def nearest(value: int, place: str) -> int:
    """The plain 10-5 rule: hidden below ten, else the nearest five."""
    del place
    return 0 if value < LEAST else 5 * ((value + 2) // 5)


def _best(aim: np.ndarray, above: np.ndarray, bounds: np.ndarray) -> float:
    solved = linprog(aim, A_ub=above, b_ub=bounds, bounds=(0, None), method="highs")
    return float(solved.fun)
