"""People registered twice, planted in a province: what linkage must find, and what it must leave.

The hard set: 26,000 persons entered again in another household, half of them in the same county,
with as many edits of the number as a Poisson of 1.2 gives, and a wrong name for three in ten.
Among them 12,000 pairs of twins with neighbouring numbers, 11,574 mistyped numbers of people
registered once, 3,000 numbers borne by two, and 3,000 names that three in ten bear.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from holdline import paths

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
DIGITS = "10X98765432"
TWICE, TWINS, TYPOS, SHARED, COMMON = 26_000, 12_000, 11_574, 3_000, 3_000
EDITS, WRONG_NAME, COMMON_SHARE, NEAR = 1.2, 0.3, 0.3, 0.5
COLUMNS = ("person_id", "household_id", "name", "sex", "id_number")


@dataclass(frozen=True)
class Planted:
    """persons: as active_member has them; truth and twins: pairs (one, other) of person_id."""

    persons: pl.DataFrame
    truth: pl.DataFrame
    twins: pl.DataFrame


def planted(folder: Path, seed: int, under: str = "") -> Planted:
    """The members of the import *folder* with the hard set planted; equal for equal seeds.

    Only those in villages whose code begins with *under*, and as much less is planted.
    """
    return _Planting(_members(folder, under), seed).done()


def _members(folder: Path, under: str) -> pl.DataFrame:
    files = sorted(folder.glob("member.parquet")) + sorted(folder.glob("member-*.parquet"))
    homes = sorted(folder.glob("household.parquet")) + sorted(folder.glob("household-*.parquet"))
    placed = pl.concat(pl.read_parquet(one, columns=["household_id", "village_code"])
                       for one in homes)  # fmt: skip
    whole = pl.concat(pl.read_parquet(one, columns=[*COLUMNS, "member_status"]) for one in files)
    active = pl.col("member_status").is_null() | (pl.col("member_status") == "active")
    card = pl.col("id_number").str.contains(r"^[0-9]{17}[0-9X]")
    near = placed.filter(pl.col("village_code").str.starts_with(under))
    kept = whole.filter(active & card).select(COLUMNS).join(near, on="household_id")
    return _by_county(kept.sort("person_id"))


def _by_county(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers with a prefix of their own county, as real ones have; 88 to 99 belong to none."""
    counties = rows["village_code"].str.slice(0, 6)
    prefixes: dict[str, str] = {}
    for county in counties.unique().sort().to_list():
        before = sum(1 for other in prefixes if other[:4] == county[:4])
        prefixes[county] = f"{county[:4]}{99 - before % 12}"
    bodies = counties.replace_strict(prefixes) + rows["id_number"].str.slice(6, 11)
    numbers = pl.Series("id_number", [body + check(body) for body in bodies.to_list()])
    return rows.with_columns(numbers).unique("id_number", keep="first", maintain_order=True)


def check(body: str) -> str:
    """The eighteenth character to seventeen digits."""
    return DIGITS[int(WEIGHTS @ (np.frombuffer(body.encode(), np.uint8) - 48)) % 11]


class _Planting:
    """A province while it is being spoilt."""

    def __init__(self, members: pl.DataFrame, seed: int) -> None:
        self.members, self.chance = members, np.random.default_rng(seed)
        sounds = dict(pl.read_csv(paths.REFERENCE / "character_sounds.csv").iter_rows())
        self.characters = sorted(set("".join(members["name"].to_list())))
        self.alike: dict[str, list[str]] = {}
        for one in self.characters:
            self.alike.setdefault(sounds.get(one, one), []).append(one)
        self.sounds = sounds
        self.names, self.numbers = members["name"].to_list(), members["id_number"].to_list()
        self.added: list[tuple[object, ...]] = []

    def done(self) -> Planted:
        everyone = np.arange(self.members.height)
        share = min(1.0, self.members.height / 2_000_000)
        twice = self._some(everyone, TWICE * share)
        rest = np.setdiff1d(everyone, twice)
        truth = [self._again(int(at)) for at in twice]
        twins = [self._twin(int(at)) for at in self._some(rest, TWINS * share)]
        for at in self._some(rest, TYPOS * share):
            self.numbers[at] = self.edited(self.numbers[at])
        for at in self._some(rest, SHARED * share):
            self.numbers[at] = self.numbers[self.chance.integers(everyone.size)]
        self._crowd(set(twice.tolist()))
        spoilt = self.members.with_columns(
            pl.Series("name", self.names), pl.Series("id_number", self.numbers)
        )
        added = pl.DataFrame(self.added, schema=spoilt.schema, orient="row")
        pairs = {"one": pl.String(), "other": pl.String()}
        return Planted(
            pl.concat([spoilt, added]),
            pl.DataFrame(truth, schema=pairs, orient="row"),
            pl.DataFrame(twins, schema=pairs, orient="row"),
        )

    def edited(self, number: str) -> str:
        """*number* with a digit changed, swapped with its neighbour, left out or put in."""
        told, kind = list(number), self.chance.random()
        at = int(self.chance.integers(len(told)))
        if kind < 0.6:
            told[at] = str((int(told[at].replace("X", "9")) + self.chance.integers(1, 10)) % 10)
        elif kind < 0.85:
            at = min(at, len(told) - 2)
            told[at], told[at + 1] = told[at + 1], told[at]
        elif kind < 0.95:
            del told[at]
        else:
            told.insert(at, str(self.chance.integers(10)))
        return "".join(told)

    def _some(self, among: np.ndarray, amount: float) -> np.ndarray:
        return self.chance.choice(among, max(int(amount), 1), replace=False)

    def _again(self, at: int) -> tuple[str, str]:
        person, household, name, sex, number, _ = self.members.row(at)
        home, village = self._elsewhere(at, household)
        for _ in range(self.chance.poisson(EDITS)):
            number = self.edited(number)
        if self.chance.random() < WRONG_NAME:
            name = self._misheard(name)
        again = f"twice{len(self.added):06d}"
        self.added.append((again, home, name, sex, number, village))
        return person, again

    def _elsewhere(self, at: int, household: str) -> tuple[str, str]:
        """Household and village of somebody else, near in the table or anywhere."""
        is_near = self.chance.random() < NEAR
        while True:
            step = int(self.chance.integers(1, 8_000)) if is_near else None
            other = (at + step) if step else int(self.chance.integers(self.members.height))
            found = self.members.row(other % self.members.height)
            if found[1] != household:
                return found[1], found[5]

    def _misheard(self, name: str) -> str:
        kind = self.chance.random()
        first = 0 if self.chance.random() < 0.15 or len(name) == 1 else 1
        at = int(self.chance.integers(first, len(name)))
        if kind < 0.5:
            others = self.alike[self.sounds.get(name[at], name[at])]
        elif kind < 0.85 or len(name) < 3:
            others = self.characters
        else:
            return name[:-1]
        return name[:at] + others[self.chance.integers(len(others))] + name[at + 1 :]

    def _twin(self, at: int) -> tuple[str, str]:
        person, household, name, sex, number, village = self.members.row(at)
        body = f"{number[:14]}{(int(number[14:17]) + 2) % 1000:03d}"
        other = self.characters[self.chance.integers(len(self.characters))]
        twin = f"twin{len(self.added):06d}"
        row = (twin, household, name[:-1] + other, sex, body + check(body), village)
        self.added.append(row)
        return person, twin

    def _crowd(self, spared: set[int]) -> None:
        """Let three in ten bear one of the commonest names."""
        counted = self.members.group_by("name").len().sort(["len", "name"], descending=True)
        common = counted["name"].head(COMMON).to_list()
        weights = 1 / np.arange(1, len(common) + 1) ** 0.7
        drawn = self.chance.choice(len(common), len(self.names), p=weights / weights.sum())
        for at in np.flatnonzero(self.chance.random(len(self.names)) < COMMON_SHARE).tolist():
            if at not in spared:
                self.names[at] = common[drawn[at]]
