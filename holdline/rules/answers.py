"""What a decision of every household amounts to: counts, flows, reasons, unknowns, lists."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.rules.bits import Words, positions, total
from holdline.rules.index import Decided, Index, Truth
from holdline.rules.judge import CANDIDATE
from holdline.rules.places import Level

Array = NDArray[Any]
STATES = ("kept", "retained", "pending", "proposed")


def by_division(index: Index, level: Level, decided: Decided) -> pl.DataFrame:
    """Counts of each decision in each division of *level*, by code.

    Returns:
        division_code, in_scope, proposed, retained_by_exemption, pending, kept, people_proposed:
        households, and of the last people.
    """
    planes = tuple(index.store.people(index.table))
    in_scope = level.counts(decided.scope)
    proposed, retained, pending = (
        level.counts(one) for one in (decided.proposed, decided.saved, decided.pending)
    )
    return pl.DataFrame({
        "division_code": level.codes,
        "in_scope": in_scope,
        "proposed": proposed,
        "retained_by_exemption": retained,
        "pending": pending,
        "kept": in_scope - proposed - retained - pending,
        "people_proposed": level.people(decided.proposed, planes),
    })  # fmt: skip


def flows(index: Index, level: Level, before: Decided, after: Decided) -> pl.DataFrame:
    """Households and people that go from one decision to another, by division.

    Returns:
        division_code, before, after, households, people; pairs that nobody goes are left out.
    """
    planes = tuple(index.store.people(index.table))
    parts = []
    for name, one in before.by_name.items():
        for other, two in after.by_name.items():
            moved = one & two
            if moved.any():
                parts.append(pl.DataFrame({
                    "division_code": level.codes,
                    "before": [name] * len(level.codes),
                    "after": [other] * len(level.codes),
                    "households": level.counts(moved),
                    "people": level.people(moved, planes),
                }))  # fmt: skip
    shape = {"division_code": pl.String, "before": pl.String, "after": pl.String,
             "households": pl.Int64, "people": pl.Int64}  # fmt: skip
    found = pl.concat(parts) if parts else pl.DataFrame(schema=shape)
    return found.filter(pl.col("households") > 0).sort("division_code", "before", "after")


def reasons(index: Index, decided: Decided, level: Level | None = None) -> dict[str, Any]:
    """How many proposed households meet each criterion, by clause; an array when by *level*."""
    return _by_clause(index, decided, CANDIDATE, decided.proposed, level)


def rescues(index: Index, decided: Decided, level: Level | None = None) -> dict[str, Any]:
    """How many households kept by an exemption meet each of them."""
    return _by_clause(index, decided, ("exemption",), decided.saved, level)


def sole_reasons(index: Index, decided: Decided, level: Level | None = None) -> dict[str, Any]:
    """How many proposed households meet that criterion and no other."""
    return {name: _counted(words, level) for name, words in alone(index, decided).items()}


def sole_rescues(index: Index, decided: Decided, level: Level | None = None) -> dict[str, Any]:
    """How many households kept by an exemption meet that one alone."""
    return {name: _counted(words, level) for name, words in alone_rescues(index, decided).items()}


def unknowns(index: Index, decided: Decided, level: Level | None = None) -> dict[str, Any]:
    """How many pending households do not know each clause."""
    truths = index.truths(decided.rules, *CANDIDATE, "exemption")
    return {
        name: _counted(one.possible & ~one.sure & decided.pending, level)
        for name, one in truths.items()
    }


def rows(words: Words, *, skip: int = 0, take: int = 50) -> list[int]:
    """The row numbers of a page of the households whose bits are set, in the order of divisions."""
    return [int(row) for row in positions(words)[skip : skip + take]]


def people(index: Index, words: Words) -> int:
    """Active members of the households whose bits are set."""
    planes = index.store.people(index.table)
    return sum(total(words & plane) << digit for digit, plane in enumerate(planes))


def _by_clause(
    index: Index, decided: Decided, parts: tuple[str, ...], among: Words, level: Level | None
) -> dict[str, Any]:
    truths = index.truths(decided.rules, *parts)
    return {name: _counted(one.sure & among, level) for name, one in truths.items()}


def alone(index: Index, decided: Decided) -> dict[str, Words]:
    """Where each criterion is the only one met, among the proposed."""
    return _apart(index.truths(decided.rules, *CANDIDATE), decided.proposed)


def alone_rescues(index: Index, decided: Decided) -> dict[str, Words]:
    """Where each exemption is the only one met, among those kept by one."""
    return _apart(index.truths(decided.rules, "exemption"), decided.saved)


def _apart(truths: dict[str, Truth], among: Words) -> dict[str, Words]:
    once = np.zeros_like(among)
    twice = np.zeros_like(among)
    for one in truths.values():
        twice |= once & one.sure
        once |= one.sure
    return {name: one.sure & ~twice & among for name, one in truths.items()}


def _counted(words: Words, level: Level | None) -> Any:
    return total(words) if level is None else level.counts(words)
