"""What looks like one-size-fits-all (一刀切) or shedding burdens (甩包袱) in a decision of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules import answers, parted, radar
from holdline.rules.bits import Words, packed, positions, total
from holdline.rules.index import Decided, Index
from holdline.rules.judge import CANDIDATE
from holdline.rules.parted import Sized
from holdline.rules.places import Level, Places
from holdline.rules.radar import Peers

Array = NDArray[Any]
SHARE = 0.30  # of those it could concern: K05's own limit
LEAST = 3  # households below which a share says nothing
MOST_SOLE = 0.80  # of all proposals resting on one clause
MOST_DOUBTFUL = 0.20  # of all proposals with something unknown
BURDENS = ("is_monitored", "is_on_subsistence", "has_major_illness")
COLUMNS = {"operator": "collector_id", "day": "collected_on"}
COUNTY, VILLAGE = 3, 5
JOINT = "|"  # between a village and what is told of it, in a key


@dataclass(frozen=True)
class Guard:
    """Something to look at before anything leaves the house.

    Attributes:
        kind: village, operator, day, clause, doubtful, exempted, unsupported, withheld, a burden's
            column, or village_ and what stands out in one village: clause, day, operator.
        key: whose it is: a division, an account, a day, a clause, a village JOINT one of these;
            "" when of all.
        count: households proposed that it concerns.
        of: households it is a share of.
        doubtful: of the village's proposals, those with something unknown.
    """

    kind: str
    key: str
    count: int
    of: int
    doubtful: int = 0

    @property
    def share(self) -> float:
        """The count in `of`."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, eq=False)
class Ground:
    """What proposals are held against: villages, their counties, and parts with their sizes.

    Attributes:
        whole: households in scope of each village.
        parts: by day and by operator, wherever they are.
        cells: the same within each village.
    """

    villages: Level
    peers: Peers
    whole: Array
    parts: Mapping[str, Sized]
    cells: Mapping[str, Sized]


def ground(index: Index, places: Places, tree: str, scope: Words) -> Ground:
    """The ground of *scope*."""
    villages = places.level(tree, VILLAGE)
    found = {name: parted.by_column(index, column) for name, column in COLUMNS.items()}
    cells = {name: parted.by_village(index, villages, column) for name, column in COLUMNS.items()}
    return Ground(
        villages,
        radar.peers(places.above(tree, COUNTY, VILLAGE)),
        villages.counts(scope),
        {name: Sized(one, one.counts(scope)) for name, one in found.items()},
        {name: Sized(one, one.counts(scope)) for name, one in cells.items()},
    )


def sweeping(index: Index, decided: Decided, on: Ground) -> list[Guard]:
    """Villages, collectors and days that remove too many; one clause; doubtful data."""
    doubtful = _doubtful(index, decided)
    found = [*_by_village(decided, on, doubtful), *_standing_out(index, decided, on, doubtful)]
    rows = positions(decided.proposed)
    for kind, sized in on.parts.items():
        found += _by_part(rows, kind, sized)
    proposed = total(decided.proposed)
    for name, count in answers.sole_reasons(index, decided).items():
        if proposed >= LEAST and count / proposed > MOST_SOLE:
            found.append(Guard("clause", name, count, proposed))
    unsure = total(doubtful)
    if proposed >= LEAST and unsure / proposed > MOST_DOUBTFUL:
        found.append(Guard("doubtful", "", unsure, proposed))
    return sorted(found, key=lambda one: (-one.share, one.kind, one.key))


def shedding(index: Index, decided: Decided) -> list[Guard]:
    """Proposed households that have an exemption as the pack has it, or carry a burden."""
    proposed = total(decided.proposed)
    found = [
        Guard(name, "", total(words & decided.proposed), proposed)
        for name, words in burdens(index, decided).items()
    ]
    return [one for one in found if one.count]


def burdens(index: Index, decided: Decided) -> dict[str, Words]:
    """Households that have an exemption as the pack has it, and those that carry each burden."""
    exempted = index.nothing
    for one in index.truths(decided.rules.with_change(on=decided.rules.off), "exemption").values():
        exempted |= one.sure
    found = {"exempted": exempted}
    if index.table == "exit_fact":
        found |= {name: index.store.flags(index.table, name)[0] for name in BURDENS}
    return found


def behind(index: Index, decided: Decided, on: Ground, one: Guard) -> Words:
    """The proposed households that a guard counts; of unsupported and withheld ones, none."""
    return decided.proposed & _concerned(index, decided, on, one)


def _concerned(index: Index, decided: Decided, on: Ground, one: Guard) -> Words:
    village, _, key = one.key.rpartition(JOINT)
    kind = one.kind.removeprefix("village_")
    if one.kind == "village":
        return on.villages.words(one.key)
    if kind == "clause":
        alone = answers.alone(index, decided)[key or one.key]
        return alone & on.villages.words(village) if village else alone
    if one.kind in on.parts:
        return packed(on.parts[one.kind].parted.words(one.key))
    if kind in on.cells:
        at = on.villages.codes.index(village)
        return packed(on.cells[kind].parted.words(key, at))
    if kind == "doubtful":
        return _doubtful(index, decided)
    return burdens(index, decided).get(kind, index.nothing)


def _by_village(decided: Decided, on: Ground, doubtful: Words) -> list[Guard]:
    proposed = on.villages.counts(decided.proposed)
    unsure = on.villages.counts(doubtful)
    return [
        Guard(
            "village", on.villages.codes[at], int(proposed[at]), int(on.whole[at]), int(unsure[at])
        )
        for at in np.flatnonzero((proposed >= LEAST) & (proposed > SHARE * on.whole))
    ]


def _standing_out(index: Index, decided: Decided, on: Ground, doubtful: Words) -> list[Guard]:
    found = radar.swept(index, decided, on.villages, on.peers, on.cells)
    unsure = on.villages.counts(doubtful)
    return [
        Guard(
            f"village_{one.kind}", f"{one.village}{JOINT}{one.key}", one.count, one.of,
            int(unsure[one.place]),
        )
        for one in found
    ]  # fmt: skip


def _by_part(rows: Array, kind: str, sized: Sized) -> list[Guard]:
    proposed = sized.parted.tally(rows)
    return [
        Guard(kind, sized.parted.keys[at], int(proposed[at]), int(sized.of[at]))
        for at in np.flatnonzero((proposed >= LEAST) & (proposed > SHARE * sized.of))
    ]


def flagged(index: Index, rows: Sequence[int]) -> Words:
    """The households of *rows* as bits."""
    flags = np.zeros(index.rows, bool)
    flags[list(rows)] = True
    return packed(flags)


def _doubtful(index: Index, decided: Decided) -> Words:
    found = index.nothing
    for one in index.truths(decided.rules, *CANDIDATE, "exemption").values():
        found |= one.possible & ~one.sure
    return found & decided.proposed
