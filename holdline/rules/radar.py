"""Villages where one condition, one day or one collector removes too much (一刀切).

A village's share is held against what the other villages of its county show. Villages differ by
nature, so the yardstick is a beta-binomial distribution whose mean and spread are the peers' own:
an even county tells a small excess, an uneven one only a large one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln

from holdline.rules import answers
from holdline.rules.bits import positions
from holdline.rules.index import Decided, Index
from holdline.rules.parted import Sized
from holdline.rules.places import Level

Array = NDArray[Any]
LEAST = 3  # households below which a share says nothing
SHARE = 0.20  # of those it could concern, at least: an excess that matters
CHANCE = 0.0002  # of such an excess in a village like its peers; each is looked at some ten times
USUAL = 0.75  # of the peers, those that make the yardstick
SPREAD = 1e-4  # least spread between villages that is reckoned with


@dataclass(frozen=True)
class Excess:
    """One thing that removes too much in one village.

    Attributes:
        kind: clause, day or operator.
        village: its code.
        place: its place among the villages.
        key: the clause, the day or the account.
        count: households proposed by it alone, of that day or of that collector.
        of: households in scope that it could have been.
        expected: the peers' share.
        chance: of so many or more, were the village like its peers.
    """

    kind: str
    village: str
    place: int
    key: str
    count: int
    of: int
    expected: float
    chance: float


@dataclass(frozen=True, eq=False)
class Peers:
    """The county of each village, by its place (−1: of none), and the villages of each county."""

    county: Array
    members: Mapping[int, Array]


def peers(county: Array) -> Peers:
    """The peers by the county of each village."""
    order = np.argsort(county, kind="stable")
    counties, starts = np.unique(county[order], return_index=True)
    return Peers(county, dict(zip(counties.tolist(), np.split(order, starts[1:]), strict=True)))


def swept(
    index: Index, decided: Decided, villages: Level, among: Peers, parts: Mapping[str, Sized]
) -> list[Excess]:
    """What stands out, the least likely first.

    Args:
        index: of whom.
        decided: whose proposals.
        villages: where they are.
        among: whom each village is held against.
        parts: by kind (day, operator), the households of each village parted by it.
    """
    proposed, whole = villages.counts(decided.proposed), villages.counts(decided.scope)
    everywhere = np.arange(len(whole))
    found = []
    for name, alone in answers.alone(index, decided).items():
        counts = villages.counts(alone)
        rates = _Usual(counts, whole, among)
        found += rates.above(
            "clause", villages.codes, [name] * len(counts), counts, whole, everywhere
        )
    rates, rows = _Usual(proposed, whole, among), positions(decided.proposed)
    for kind, sized in parts.items():
        told = (sized.parted.tally(rows), sized.of, sized.parted.owners)
        found += rates.above(kind, villages.codes, sized.parted.keys, *told)
    return sorted(found, key=lambda one: (one.chance, one.village, one.kind, one.key))


class _Usual:
    """What is usual among the villages of each county; worked out once."""

    def __init__(self, counts: Array, whole: Array, among: Peers) -> None:
        self._counts, self._whole, self._among = counts, whole, among
        self._held: dict[int, tuple[float, float]] = {}

    def above(  # noqa: PLR0917  # parallel arrays, one place a part
        self,
        kind: str,
        villages: Sequence[str],
        keys: Sequence[str],
        counts: Array,
        of: Array,
        owners: Array,
    ) -> list[Excess]:
        """The parts that no village like its peers would show."""
        found = []
        for at in np.flatnonzero((counts >= LEAST) & (counts >= SHARE * of)):
            place = int(owners[at])
            county = int(self._among.county[place])
            if county < 0:
                continue
            mean, spread = self._told(county)
            if not _is_high(counts[at], of[at], mean, spread):
                continue
            chance = tail(int(counts[at]), int(of[at]), mean, spread)
            if chance < CHANCE:
                told = (int(counts[at]), int(of[at]), mean, chance)
                found.append(Excess(kind, villages[place], place, keys[int(at)], *told))
        return found

    def _told(self, county: int) -> tuple[float, float]:
        """Mean share, and the correlation within a village, of the usual villages of a county."""
        if county not in self._held:
            held = self._among.members[county]
            held = held[self._whole[held] > 0]
            self._held[county] = _usual(self._counts[held], self._whole[held])
        return self._held[county]


def _usual(counts: Array, whole: Array) -> tuple[float, float]:
    """What is usual in a county: by its lower villages first, then by all but the far out.

    Villages far out would bend the yardstick, and leaving the topmost out whatever they are would
    make it too short.
    """
    if len(whole) < LEAST:
        return 0.5, 0.5  # nobody to compare with: nothing stands out
    shares = counts / whole
    lower = shares <= np.quantile(shares, USUAL)
    told = _moments(counts[lower], whole[lower])
    candidates = np.flatnonzero((counts >= LEAST) & (shares >= SHARE))
    near = np.ones(len(whole), bool)
    for at in candidates[_is_high(counts[candidates], whole[candidates], *told)]:
        near[at] = tail(int(counts[at]), int(whole[at]), *told) >= CHANCE
    return _moments(counts[near], whole[near])


def _is_high(counts: Any, of: Any, mean: float, spread: float) -> Any:
    """Whether a tail is worth working out: within two deviations none is as thin as CHANCE."""
    deviation = np.sqrt(of * mean * (1 - mean) * (1 + (of - 1) * spread))
    return counts > of * mean + 2 * deviation


def _moments(counts: Array, whole: Array) -> tuple[float, float]:
    """Mean and correlation by the method of moments."""
    size = float(whole.sum())
    mean = (float(counts.sum()) + 0.5) / (size + 1.0)
    expected = mean * (1 - mean)
    squares = float((whole * (counts / whole - mean) ** 2).sum())
    weight = max(size - float((whole**2).sum()) / size, 1.0)
    between = (squares - (len(whole) - 1) * expected) / weight
    return mean, float(np.clip(between / expected, SPREAD, 0.5))


def tail(count: int, of: int, mean: float, spread: float) -> float:
    """Chance of *count* or more of *of*: beta-binomial with *mean* and correlation *spread*."""
    size = (1 - spread) / spread
    a, b = mean * size, (1 - mean) * size
    k = np.arange(count, of + 1)
    logs = gammaln(of + 1) - gammaln(k + 1) - gammaln(of - k + 1) + betaln(k + a, of - k + b)
    return float(min(1.0, np.exp(logs - betaln(a, b)).sum()))
