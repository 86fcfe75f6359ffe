"""What each clause does: alone, when left out, and its fair share (Shapley), adding up exactly."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import factorial

import numpy as np

from holdline.rules.bits import Words, total
from holdline.rules.index import Decided, Index
from holdline.rules.judge import CANDIDATE
from holdline.rules.ruleset import RuleSet

Player = tuple[str, ...]
MOST = 8  # clauses changed at once whose shares are still enumerated


def alone(index: Index, rules: RuleSet) -> dict[str, int]:
    """Households proposed when only that criterion counts, exemptions as they are."""
    ids = [clause.id for clause in rules.active(*CANDIDATE)]
    return {
        one: total(_without(index, rules, *(name for name in ids if name != one)).proposed)
        for one in ids
    }


def left_out(index: Index, rules: RuleSet) -> dict[str, int]:
    """Households proposed when that clause does not count, less those proposed now."""
    now = total(index.decide(rules).proposed)
    return {
        clause.id: total(_without(index, rules, clause.id).proposed) - now
        for clause in rules.active(*CANDIDATE, "exemption")
    }


def shares(index: Index, decided: Decided, among: Words | None = None) -> dict[str, Fraction]:
    """Each criterion's Shapley share of the households proposed; they add up to their number.

    A household that meets m criteria would be proposed for any of them, so each gets 1/m of it.
    This is the Shapley value exactly where any criterion suffices.
    """
    truths = index.truths(decided.rules, *CANDIDATE)
    where = decided.proposed if among is None else decided.proposed & among
    planes: list[Words] = []
    for one in truths.values():
        _add(planes, one.sure & where)
    found = {name: Fraction(0) for name in truths}
    for number in range(1, len(truths) + 1):
        exactly = where.copy()
        for digit, plane in enumerate(planes):
            exactly &= plane if number >> digit & 1 else ~plane
        if number >> len(planes):
            continue
        for name, one in truths.items():
            found[name] += Fraction(total(one.sure & exactly), number)
    return found


def shares_of_change(
    index: Index, before: RuleSet, after: RuleSet, among: Words | None = None
) -> dict[str, Fraction]:
    """Each changed clause's Shapley share of the difference in households proposed, of *among*.

    The shares add up to the difference exactly. Of more than MOST changed clauses, the rest are
    taken together under the last one's id.
    """
    changed = differing(before, after)
    players: list[Player] = [(name,) for name in changed[:MOST]]
    if len(changed) > MOST:
        players[-1] = tuple(changed[MOST - 1 :])

    @cache
    def worth(coalition: tuple[tuple[str, ...], ...]) -> int:
        moved = {name for player in coalition for name in player}
        proposed = index.decide(mixed(before, after, moved)).proposed
        return total(proposed if among is None else proposed & among)

    return _shapley(players, worth)


def differing(before: RuleSet, after: RuleSet) -> list[str]:
    """The clauses that two settings of the same rules decide differently, in order."""
    return [
        clause.id
        for clause in before.clauses
        if (clause.id in before.off) != (clause.id in after.off)
        or before.resolved(clause) != after.resolved(after.clause(clause.id))
    ]


def mixed(before: RuleSet, after: RuleSet, moved: set[str]) -> RuleSet:
    """*before*, with the clauses *moved* set as *after* has them."""
    own = {name: clause.id for clause in before.clauses for name in clause.parameters}
    kept = [(name, value) for name, value in before.set_to if own[name] not in moved]
    taken = [(name, value) for name, value in after.set_to if own[name] in moved]
    off = (set(before.off) - moved) | (set(after.off) & moved)
    return replace(before, set_to=tuple(sorted(kept + taken)), off=tuple(sorted(off)))


def _shapley(
    players: list[Player], worth: Callable[[tuple[Player, ...]], int]
) -> dict[str, Fraction]:
    found = {}
    count = len(players)
    for player in players:
        others = [one for one in players if one != player]
        share = Fraction(0)
        for size in range(count):
            weight = Fraction(factorial(size) * factorial(count - size - 1), factorial(count))
            for coalition in combinations(others, size):
                joined = tuple(one for one in players if one in (*coalition, player))
                share += weight * (worth(joined) - worth(coalition))
        found[player[-1] if len(player) > 1 else player[0]] = share
    return found


def _without(index: Index, rules: RuleSet, *names: str) -> Decided:
    return index.decide(rules.with_change(off=names))


def _add(planes: list[Words], one: Words) -> None:
    """Add one to the binary numbers of *planes* where *one* is set."""
    carry = one
    for at, plane in enumerate(planes):
        planes[at], carry = plane ^ carry, plane & carry
    if carry.any() or not planes:
        planes.append(carry if planes else np.array(carry))
