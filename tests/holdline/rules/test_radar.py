# ruff: noqa: D102, D107  # the made-up columns stand for a store
"""The radar finds what was planted and little else: seeded villages, one wrong thing in each.

Villages of eight counties, unlike one another by nature (their shares are drawn from a beta
distribution); in some, one condition, one day or one collector removes too much.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from holdline.rules import radar
from holdline.rules.bits import packed
from holdline.rules.clause import Clause, Condition, Written
from holdline.rules.index import Index
from holdline.rules.parted import Sized, by_village
from holdline.rules.places import Places
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store

COUNTIES, VILLAGES, HOUSEHOLDS = 8, 60, 40
SHARES = (0.03, 0.02, 0.04)  # each condition's, before anything is planted
SPREAD = 0.02  # correlation within a village
PLANTED = 30
KINDS = ("clause", "day", "operator")
EXCESS = 0.7
HELD_OUT = range(2000, 2040)


def clause(name: str, order: int) -> Clause:
    asked = Condition((("", name),), "", "is", True)  # noqa: FBT003  the value compared with
    return Clause(name, "criterion", order, Written(all=(asked,)), None, {}, {}, {})


RULES = RuleSet(
    "planted", "planted", "fact", "is_in_scope", "any",
    tuple(clause(name, at) for at, name in enumerate(("a", "b", "c"))), {},
)  # fmt: skip


class Planted(Store):
    """Columns made up instead of read."""

    def __init__(self, columns: dict[str, Any], villages: Any) -> None:
        super().__init__(lambda _: {}, None)
        self.columns, self.villages = columns, villages

    def flags(self, table: str, column: str) -> Any:
        del table
        flags = packed(self.columns[column])
        return np.stack([flags, flags])

    def codes(self, table: str, column: str) -> Any:
        del table
        cells = self.villages if column == "village_code" else self.columns[column]
        known = sorted(set(cells.tolist()))
        return np.searchsorted(np.array(known), cells), known

    def steps(self, tree: str, level: int) -> Any:
        assert tree == "management"
        codes = np.array(sorted(set(self.villages.tolist())))
        return codes, codes.astype("U6") if level == 3 else codes  # counties, else villages


@dataclass
class Land:
    """A land of villages, and what was planted in them: (village, kind, key)."""

    index: Index
    places: Places
    planted: set[tuple[str, str, str]]
    villages: int


def land(seed: int, planted: int) -> Land:
    chance = np.random.default_rng(seed)
    names = [f"{370000 + county}{village:06d}" for county in range(COUNTIES)
             for village in range(VILLAGES)]  # fmt: skip
    villages = np.repeat(names, HOUSEHOLDS)
    size = len(villages)
    met = {}
    for name, share in zip(("a", "b", "c"), SHARES, strict=True):
        weight = (1 - SPREAD) / SPREAD
        shares = chance.beta(share * weight, (1 - share) * weight, len(names))
        met[name] = chance.random(size) < np.repeat(shares, HOUSEHOLDS)
    days = chance.integers(0, 3, size)
    operators = chance.integers(0, 2, size)
    columns: dict[str, Any] = {
        **met,
        "is_in_scope": np.ones(size, bool),
        "collected_on": np.char.add("2022-10-0", (days + 1).astype(str)),
        "collector_id": np.char.add(np.char.add(villages, "C"), operators.astype(str)),
    }
    found = set()
    for at, place in enumerate(chance.choice(len(names), planted, replace=False)):
        kind = KINDS[at % 3]
        rows = np.flatnonzero(villages == names[place])
        if kind == "clause":
            key, among = "b", rows
        else:
            column = {"day": "collected_on", "operator": "collector_id"}[kind]
            key = str(columns[column][rows[0]])
            among = rows[columns[column][rows] == key]
        hit = among[chance.random(len(among)) < EXCESS]
        columns["b" if kind == "clause" else "a"][hit] = True
        found.add((names[place], kind, key))
    index = Index(Planted(columns, villages), "fact", "is_in_scope")
    return Land(index, Places(index), found, len(names))


def swept(there: Land) -> list[radar.Excess]:
    index, villages = there.index, there.places.level("management", 5)
    parts = {"day": "collected_on", "operator": "collector_id"}
    cells = {kind: by_village(index, villages, column) for kind, column in parts.items()}
    sized = {kind: Sized(one, one.counts(index.scope)) for kind, one in cells.items()}
    among = radar.peers(there.places.above("management", 3, 5))
    return radar.swept(index, index.decide(RULES), villages, among, sized)


@pytest.mark.parametrize("planted", [12, PLANTED])
def test_villages_with_something_planted_are_found_and_few_others(planted: int) -> None:
    """Precision and recall at least nine in ten, over lands of 480 villages each.

    CHANCE was chosen on other seeds. Weaker excess is harder: of six in ten, 0.88 are found.
    """
    hit = flagged = wanted = 0
    for seed in HELD_OUT:
        there = land(seed, planted)
        found = {one.village for one in swept(there)}
        bad = {village for village, _, _ in there.planted}
        hit, flagged, wanted = hit + len(found & bad), flagged + len(found), wanted + len(bad)

    assert hit / wanted >= 0.9, (hit, wanted)
    assert hit / flagged >= 0.9, (hit, flagged)


def test_what_was_planted_is_mostly_what_is_named() -> None:
    """The kind and its clause, day or account, of eight in ten: a day shows as its clause too."""
    named = wanted = 0
    for seed in range(4):
        there = land(seed, PLANTED)
        found = {(one.village, one.kind, one.key) for one in swept(there)}
        named, wanted = named + len(found & there.planted), wanted + len(there.planted)

    assert named / wanted >= 0.8, (named, wanted)


def test_clean_villages_raise_at_most_one_false_alarm_in_a_hundred() -> None:
    alarms = villages = 0
    for seed in range(3000, 3020):
        there = land(seed, 0)
        alarms += len({one.village for one in swept(there)})
        villages += there.villages

    assert alarms / villages <= 0.01, (alarms, villages)


def test_a_whole_county_alike_stands_out_nowhere() -> None:
    """Where everybody is proposed nobody is more so."""
    there = land(5, 0)
    store: Any = there.index.store
    store.columns["a"][:] = True

    assert swept(Land(Index(store, "fact", "is_in_scope"), there.places, set(), 0)) == []


@pytest.mark.parametrize(
    ("count", "of", "mean", "spread"), [(3, 10, 0.1, 0.05), (0, 5, 0.3, 0.2), (7, 7, 0.5, 0.01)]
)
def test_the_tail_is_that_of_simulated_villages(
    count: int, of: int, mean: float, spread: float
) -> None:
    chance = np.random.default_rng(3)
    size = (1 - spread) / spread
    drawn = chance.binomial(of, chance.beta(mean * size, (1 - mean) * size, 400_000))

    assert radar.tail(count, of, mean, spread) == pytest.approx((drawn >= count).mean(), abs=0.004)


def test_no_tail_that_is_not_worked_out_is_thin() -> None:
    """Two deviations are a screen that loses nothing."""
    thinnest = min(
        radar.tail(count, of, mean, spread)
        for mean in (0.01, 0.05, 0.2, 0.5)
        for spread in (1e-4, 0.02, 0.1, 0.3)
        for of in (5, 12, 40, 150)
        for count in range(radar.LEAST, of + 1)
        if not radar._is_high(count, of, mean, spread)
    )

    assert thinnest > radar.CHANCE
