"""Rows of departments' lists as they come, without our numbers: whom linkage must find, and leave.

Half of the rows are of members, each spoilt in one of ten ways; the others are of nobody on the
register: strangers, strangers mistyped, and neighbours of a member's number, as a twin's is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from bench.planted_twice import check
from holdline import paths

COLUMNS = (
    "match_id", "match_result", "holder_role", "link_id", "person_id", "household_id",
    "holder_name", "holder_id_number", "department", "match_item",
)  # fmt: skip
AS_OF_ON = date(2022, 11, 30)
LIST = ("10", "vehicle")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９ｘ")


@dataclass(frozen=True)
class Lists:
    """rows: as source_dept_match has them; truth: match_id, kind, person_id (null for nobody)."""

    rows: pl.DataFrame
    truth: pl.DataFrame


@dataclass(frozen=True)
class _Member:
    """One whose row is written."""

    household: str
    name: str
    number: str


def planted(people: pl.DataFrame, amount: int, seed: int) -> Lists:
    """*amount* rows of people on the register and as many of nobody; equal for equal seeds.

    Args:
        people: person_id, household_id, name and id_number of everybody, departed or not. Rows are
            written of those whose number is right and theirs alone.
        amount: rows of each half.
        seed: of the lot.
    """
    numbers = people["id_number"].to_list()
    is_right = [_is_right(one) for one in numbers]
    kept = (
        people.filter(pl.Series(is_right))
        .filter(pl.col("id_number").is_unique(), pl.col("name").str.len_chars() >= 2)
        .filter(pl.struct("household_id", "name").is_unique())
    )
    return _Planting(kept.sort("person_id"), set(numbers), seed).done(amount)


def _is_right(number: str | None) -> bool:
    if number is None or len(number) != 18 or not number[:17].isdigit():
        return False
    return check(number[:17]) == number[17]


class _Planting:
    """Lists while they are being written."""

    def __init__(self, members: pl.DataFrame, held: set[str], seed: int) -> None:
        self.members, self.chance, self.held = members, np.random.default_rng(seed), held
        self.sounds = dict(pl.read_csv(paths.REFERENCE / "character_sounds.csv").iter_rows())
        self.alike: dict[str, list[str]] = {}
        for one in sorted(set("".join(members["name"].to_list()))):
            self.alike.setdefault(self.sounds.get(one, one), []).append(one)
        self.rows: list[tuple[object, ...]] = []
        self.truth: list[tuple[object, ...]] = []

    def done(self, amount: int) -> Lists:
        kinds = (
            self.exact, self.wide, self.short, self.digit, self.swapped, self.dropped,
            self.homophone, self.homophone_and_digit, self.character_and_digit, self.unnumbered,
        )  # fmt: skip
        drawn = self.chance.choice(self.members.height, amount, replace=False)
        for nth, at in enumerate(drawn.tolist()):
            person, *cells = self.members.select(
                "person_id", "household_id", "name", "id_number"
            ).row(at)
            self._write(kinds[nth % len(kinds)], person, _Member(*cells))
        strange = (self.stranger, self.stranger_mistyped, self.neighbour)
        for nth, at in enumerate(self.chance.choice(self.members.height, amount).tolist()):
            cells = self.members.select("household_id", "name", "id_number").row(at)
            self._write(strange[nth % len(strange)], None, _Member(*cells))
        schema = dict.fromkeys(COLUMNS, pl.String())
        told = {"match_id": pl.String(), "kind": pl.String(), "person_id": pl.String()}
        return Lists(
            pl.DataFrame(self.rows, schema=schema, orient="row").with_columns(
                as_of_on=pl.lit(AS_OF_ON)
            ),
            pl.DataFrame(self.truth, schema=told, orient="row"),
        )

    def _write(
        self,
        kind: Callable[[_Member], tuple[str | None, str, str | None]],
        person: str | None,
        member: _Member,
    ) -> None:
        household, name, number = kind(member)
        match = f"list{len(self.rows):07d}"
        self.rows.append((match, "hit", "member", None, None, household, name, number, *LIST))
        self.truth.append((match, kind.__name__, person))

    def exact(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, of.name, of.number

    def wide(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, f"{of.name[0]} {of.name[1:]}", of.number.translate(WIDE)

    def short(self, of: _Member) -> tuple[str | None, str, str | None]:
        """The fifteen digits of before 1999, of whoever was born before 2000."""
        number = of.number
        return None, of.name, number[:6] + number[8:17] if number[6:8] == "19" else number

    def digit(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, of.name, self._wrong(of.number)

    def swapped(self, of: _Member) -> tuple[str | None, str, str | None]:
        told = list(of.number)
        at = self._some([one for one in range(16) if told[one] != told[one + 1]])
        told[at], told[at + 1] = told[at + 1], told[at]
        return None, of.name, "".join(told)

    def dropped(self, of: _Member) -> tuple[str | None, str, str | None]:
        at = int(self.chance.integers(17))
        return None, of.name, of.number[:at] + of.number[at + 1 :]

    def homophone(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, self._misheard(of.name), of.number

    def homophone_and_digit(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, self._misheard(of.name), self._wrong(of.number)

    def character_and_digit(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, self._renamed(of.name), self._wrong(of.number)

    def unnumbered(self, of: _Member) -> tuple[str | None, str, str | None]:
        return of.household, of.name, None

    def stranger(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, of.name, self._free(of.number)

    def stranger_mistyped(self, of: _Member) -> tuple[str | None, str, str | None]:
        return None, of.name, self._wrong(self._free(of.number))

    def neighbour(self, of: _Member) -> tuple[str | None, str, str | None]:
        """A valid number two places on, with one character of the name another."""
        body = f"{of.number[:14]}{(int(of.number[14:17]) + 2) % 1000:03d}"
        number = body + check(body)
        taken = number in self.held
        return None, self._renamed(of.name), self._free(of.number) if taken else number

    def _free(self, number: str) -> str:
        """A valid number of the same region that nobody bears, born on another day and year."""
        while True:
            year, month, day = (int(self.chance.integers(*one)) for one in _BORN)
            body = f"{number[:6]}{year}{month:02d}{day:02d}{self.chance.integers(999):03d}"
            if body + check(body) not in self.held:
                return body + check(body)

    def _wrong(self, number: str) -> str:
        at = int(self.chance.integers(17))
        other = str((int(number[at]) + int(self.chance.integers(1, 10))) % 10)
        return number[:at] + other + number[at + 1 :]

    def _renamed(self, name: str) -> str:
        own = self.sounds.get(name[-1], name[-1])
        others = [one for one in sorted(self.alike) if one != own]
        return name[:-1] + str(self._some(self.alike[self._some(others)]))

    def _misheard(self, name: str) -> str:
        others = self.alike[self.sounds.get(name[-1], name[-1])]
        return name[:-1] + self._some(others)

    def _some(self, among: list[Any]) -> Any:
        return among[int(self.chance.integers(len(among)))]


_BORN = ((1940, 2015), (1, 13), (1, 29))
