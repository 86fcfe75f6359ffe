"""The tables of one county while faults are planted: rows to read and write, and the truth."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.sample.faults.ledger import Ledger
from holdline.sample.faults.truth import Truth
from holdline.sample.faults.views import Views
from holdline.sample.stream import stream
from holdline.sample.tables import Tables, empty, names, schema

TRIES = 8
RATE, MOST = 0.0005, 12


class Row:
    """One row of a table: read a cell by its column, with what was planted already."""

    __slots__ = ("index", "scene", "table")

    def __init__(self, scene: "Scene", table: str, index: int) -> None:
        """The row of *table* at position *index*."""
        self.scene = scene
        self.table = table
        self.index = index

    def __getitem__(self, column: str) -> Any:
        """The cell as it stands."""
        return self.scene.ledger.value(self.table, self.index, column)

    def edit(self, **cells: Any) -> None:
        """Write cells that are no fault in themselves."""
        for column, value in cells.items():
            self.scene.ledger.set(self.table, self.index, column, value)

    def remove(self) -> None:
        """Take the row out."""
        self.scene.ledger.remove(self.table, self.index)

    @property
    def home(self) -> "Row":
        """The household it belongs to; itself when it is one."""
        return self if self.table == "household" else self.scene.home_of(self)

    def plant(self, column: str, value: Any, expected: Any = None, *also: str) -> None:
        """Write a fault and record it, under the check at hand and those in *also*.

        Without *expected*, the value it replaces is what is expected.
        """
        before = self[column] if expected is None else expected
        self.edit(**{column: value})
        self.record(column, before, *also)

    def record(self, column: str, expected: Any, *also: str, severity: str = "") -> None:
        """Record that the cell as it stands is a fault."""
        for check in (self.scene.check, *also):
            self.scene.truth.add(check, self, column, expected, severity=severity)


class Scene:
    """Tables, what is known about their rows, and the households that still carry no fault."""

    def __init__(self, tables: Tables, *, seed: int, chunk: str, as_of: date, every: bool) -> None:
        """Look at *tables*; none of them is changed before `done`."""
        self.tables = {name: tables[name] if name in tables else empty(name) for name in names()}
        self.seed, self.chunk, self.as_of, self.every = seed, chunk, as_of, every
        self.ledger = Ledger(self.tables)
        self.views = Views(self.tables, as_of)
        self.truth = Truth()
        self.check = ""
        self.rng = stream(seed, chunk, "faults")
        self._used: set[int] = set()
        self._added_homes: dict[tuple[str, int], int] = {}
        self._serial = 0
        self._numbers: set[str] = set()
        self.spare: set[str] = set()
        self.rows: NDArray[np.int64] = np.empty(0, np.int64)

    def turn_to(self, check: str) -> None:
        """Begin on *check*, with its own stream of chance."""
        self.check = check
        self.rng = stream(self.seed, self.chunk, f"faults/{check}")
        self._serial = 0

    def take_all(self, homes: NDArray[np.int64]) -> None:
        """Keep the households at these positions from carrying a fault."""
        self._used.update(homes.tolist())

    def amount(self, eligible: int, rate: float = RATE, most: int = MOST) -> int:
        """How many faults to plant among *eligible* rows: a share, by chance, at most *most*."""
        wanted = min(int(self.rng.poisson(rate * eligible)), most)
        return max(wanted, 1) if self.every else wanted

    def home_of(self, row: Row) -> Row:
        """The household of *row*."""
        added = self._added_homes.get((row.table, row.index))
        index = self.views.homes(row.table)[row.index] if added is None else added
        return Row(self, "household", int(index))

    def is_free(self, home: Row) -> bool:
        """Whether the household carries no fault yet."""
        return home.index not in self._used

    def take(self, *rows: Row) -> None:
        """Keep the households of *rows* from carrying another fault."""
        self._used.update(row.home.index for row in rows)

    def pick(self, view: str, rows: NDArray[np.int64], amount: int) -> list[Row]:
        """Up to *amount* of the *rows* of *view*, in free households, one of each; now taken."""
        table, homes = self.views.table(view), self.views.homes(view)
        found: list[Row] = []
        for index in self._drawn(rows, amount) if amount > 0 else ():
            home = int(homes[index])
            if home < 0 or home in self._used or self.ledger.is_removed(table, index):
                continue
            self._used.add(home)
            found.append(Row(self, table, index))
            if len(found) == amount:
                break
        return found

    def neighbours(self, home: Row, amount: int) -> list[Row]:
        """*amount* free, plain households of the same village, now taken; none if too few."""
        plain = self.views.plain()
        mates = [int(at) for at in self.views.of_village(home.index) if plain[at]]
        free = [at for at in mates if at not in self._used and at != home.index]
        if len(free) < amount:
            return []
        drawn = self.rng.permutation(len(free))[:amount]
        found = [Row(self, "household", free[at]) for at in sorted(drawn.tolist())]
        self.take(*found)
        return found

    def another(self, where: NDArray[np.bool_]) -> Row | None:
        """A free household for which *where* holds, now taken; None when there is none."""
        found = next(self.some_homes(where), None)
        if found is not None:
            self.take(found)
        return found

    def some_homes(self, where: NDArray[np.bool_]) -> Iterator[Row]:
        """Free households for which *where* holds, in random order; none is taken."""
        for at in self.rng.permutation(np.flatnonzero(where)).tolist():
            if at not in self._used:
                yield Row(self, "household", at)

    def like(self, person: Row, *, years: int) -> Row | None:
        """Another of the rows at hand: of the same sex, born within *years*, its household free.

        Its household is now taken; None when nobody fits.
        """
        born, sex = person["birth_on"], person["sex"]
        for at in self.rng.permutation(self.rows).tolist():
            other = Row(self, person.table, at)
            if not self.is_free(other.home) or other["sex"] != sex:
                continue
            if abs((other["birth_on"] - born).days) < years * 365:
                self.take(other)
                return other
        return None

    def planted(self) -> int:
        """How many faults were planted for the check at hand."""
        return self.truth.count(self.check)

    def _drawn(self, rows: NDArray[np.int64], amount: int) -> Iterator[int]:
        """A few at random; the whole in random order only when these do not do."""
        if rows.size > TRIES * amount:
            yield from rows[self.rng.integers(0, rows.size, TRIES * amount)].tolist()
        yield from self.rng.permutation(rows).tolist()

    def of_home(self, table: str, home: Row) -> list[Row]:
        """The household's rows in *table*, new ones last, removed ones left out."""
        own = self.views.of_home(table, home.index)
        new = [
            at
            for at in self.ledger.added(table)
            if self._added_homes.get((table, at)) == home.index
        ]
        return [
            Row(self, table, int(index))
            for index in (*own, *new)
            if not self.ledger.is_removed(table, int(index))
        ]

    def members(self, home: Row) -> list[Row]:
        """The active members of a household."""
        return [row for row in self.of_home("member", home) if row["member_status"] != "left"]

    def head(self, home: Row) -> Row:
        """The head of a household.

        Raises:
            LookupError: it has none.
        """
        for row in self.members(home):
            if row["relation_to_head"] == "01":
                return row
        raise LookupError(home["household_id"])

    def add(self, table: str, home: Row | None = None, **cells: Any) -> Row:
        """A new row of *table*, in *home* when given (its household_id is then filled in)."""
        if home is not None and "household_id" in schema(table):
            cells = {"household_id": home["household_id"], **cells}
        row = Row(self, table, self.ledger.add(table, cells))
        if home is not None:
            self._added_homes[table, row.index] = home.index
        return row

    def serial(self, prefix: str) -> str:
        """A key that no other row has: *prefix*, the county, the check and a number."""
        self._serial += 1
        return f"{prefix}{self.chunk}{self.check}{self._serial:04d}"

    def issue(self, number: str) -> bool:
        """Hand out an identity number; no when it was handed out already."""
        is_new = number not in self._numbers
        self._numbers.add(number)
        return is_new

    def choose(self, options: Sequence[Any]) -> Any:
        """One of *options*."""
        return options[int(self.rng.integers(len(options)))]

    def between(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*, both included."""
        return int(self.rng.integers(low, high + 1))

    def done(self) -> tuple[Tables, pl.DataFrame]:
        """The tables with their faults, and the truth about them."""
        return self.ledger.done(), self.truth.frame()
