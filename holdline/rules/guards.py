"""What looks like one-size-fits-all (一刀切) or shedding burdens (甩包袱) in a decision of all."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules import answers
from holdline.rules.bits import Words, positions, total
from holdline.rules.index import Decided, Index
from holdline.rules.judge import CANDIDATE
from holdline.rules.places import Level
from holdline.rules.store import MISSING

Array = NDArray[Any]
SHARE = 0.30  # of those it could concern: K05's own limit
LEAST = 3  # households below which a share says nothing
MOST_SOLE = 0.80  # of all proposals resting on one clause
MOST_DOUBTFUL = 0.20  # of all proposals with something unknown
BURDENS = ("is_monitored", "is_on_subsistence", "has_major_illness")


@dataclass(frozen=True)
class Guard:
    """Something to look at before anything leaves the house.

    Attributes:
        kind: village, operator, day, clause, doubtful, exempted or a burden's column.
        key: whose it is: a division, an account, a day, a clause; "" when of all.
        count: households proposed that it concerns.
        of: households it is a share of.
    """

    kind: str
    key: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The count in `of`."""
        return self.count / self.of if self.of else 0.0


def sweeping(index: Index, decided: Decided, villages: Level) -> list[Guard]:
    """Villages, collectors and days that remove too many; one clause; doubtful data."""
    found = _by_village(decided, villages)
    for kind, column in (("operator", "collector_id"), ("day", "collected_on")):
        found += _by_code(index, decided, kind, column)
    proposed = total(decided.proposed)
    for name, count in answers.sole_reasons(index, decided).items():
        if proposed >= LEAST and count / proposed > MOST_SOLE:
            found.append(Guard("clause", name, count, proposed))
    doubtful = total(_doubtful(index, decided))
    if proposed >= LEAST and doubtful / proposed > MOST_DOUBTFUL:
        found.append(Guard("doubtful", "", doubtful, proposed))
    return sorted(found, key=lambda one: (-one.share, one.kind, one.key))


def shedding(index: Index, decided: Decided) -> list[Guard]:
    """Proposed households that have an exemption as the pack has it, or carry a burden."""
    proposed = total(decided.proposed)
    pack = decided.rules.with_change(on=decided.rules.off)
    base = index.truths(pack, "exemption")
    exempted = index.nothing
    for one in base.values():
        exempted |= one.sure
    found = [Guard("exempted", "", total(exempted & decided.proposed), proposed)]
    found += [
        Guard(name, "", total(index.store.flags(index.table, name)[0] & decided.proposed), proposed)
        for name in BURDENS
        if index.table == "exit_fact"
    ]
    return [one for one in found if one.count]


def _by_village(decided: Decided, villages: Level) -> list[Guard]:
    proposed, whole = villages.counts(decided.proposed), villages.counts(decided.scope)
    return [
        Guard("village", villages.codes[at], int(proposed[at]), int(whole[at]))
        for at in np.flatnonzero((proposed >= LEAST) & (proposed > SHARE * whole))
    ]


def _by_code(index: Index, decided: Decided, kind: str, column: str) -> list[Guard]:
    places, known = index.store.codes(index.table, column)
    proposed, whole = (
        _tallied(places, words, len(known)) for words in (decided.proposed, decided.scope)
    )
    return [
        Guard(kind, known[at], int(proposed[at]), int(whole[at]))
        for at in np.flatnonzero((proposed >= LEAST) & (proposed > SHARE * whole))
    ]


def _tallied(places: Array, words: Words, size: int) -> Array:
    held = places[positions(words)]
    return np.bincount(held[held != MISSING], minlength=size)


def _doubtful(index: Index, decided: Decided) -> Words:
    found = index.nothing
    for one in index.truths(decided.rules, *CANDIDATE, "exemption").values():
        found |= one.possible & ~one.sure
    return found & decided.proposed
