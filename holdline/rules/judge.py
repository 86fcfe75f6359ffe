"""Decide one household in plain Python, three-valued, keeping why: the trace of a decision.

This is the rules' meaning written out; the SQL scan and the index are faster ways to the same.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdline.rules.clause import Groups, Items, Resolved, Test
from holdline.rules.ruleset import RuleSet

DECISIONS = ("out_of_scope", "kept", "retained", "pending", "proposed")
CANDIDATE = ("criterion", "precondition")
COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "is": operator.eq,
    "below": operator.lt,
    "at_most": operator.le,
    "above": operator.gt,
    "at_least": operator.ge,
    "among": lambda cell, values: cell in values,
}
Facts = Mapping[str, Any]
Truth = bool | None
ItemRows = Mapping[str, Sequence[Facts]]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a household, and by which clauses.

    Attributes:
        decision: of DECISIONS.
        truths: each active clause: met, not met (False) or unknown (None).
        met, unknown, exempt_by: ids of criteria met, of clauses unknown, of exemptions met.
    """

    decision: str
    truths: Mapping[str, bool | None]
    met: tuple[str, ...]
    unknown: tuple[str, ...]
    exempt_by: tuple[str, ...]


def either(truths: Iterable[bool | None]) -> bool | None:
    """Whether one is true: unknown when none is, but one may be."""
    told = list(truths)
    return True if True in told else None if None in told else False


def both(truths: Iterable[bool | None]) -> bool | None:
    """Whether all are true: unknown when none is false, but one may be."""
    told = list(truths)
    return False if False in told else None if None in told else True


def opposite(truth: Truth) -> bool | None:
    """True for false, false for true, unknown for unknown."""
    return None if truth is None else not truth


def tested(test: Test, facts: Facts) -> bool | None:
    """Whether *facts* pass one comparison; unknown when the cell is missing."""
    cell = facts[test.column]
    if test.operator == "missing":
        return (cell is None) == bool(test.value)
    if cell is None:
        return None
    return bool(COMPARISONS[test.operator](cell, test.value))


def _groups(groups: Groups, facts: Facts, more: Mapping[str, bool | None]) -> bool | None:
    """*more* is what the items add to the group all or any."""
    told = [tested(one, facts) for one in groups.all]
    told += [more[name] for name in more if name == "all"]
    choice = [tested(one, facts) for one in groups.any]
    choice += [more[name] for name in more if name == "any"]
    if choice:
        told.append(either(choice))
    if groups.none:
        told.append(opposite(either(tested(one, facts) for one in groups.none)))
    return both(told)


def of_item(items: Items, row: Facts) -> bool | None:
    """Whether one item counts."""
    return _groups(items.groups, row, {})


def _items(items: Items, facts: Facts, rows: Sequence[Facts]) -> bool | None:
    counted = [of_item(items, row) for row in rows]
    if counted.count(True) >= items.least:
        return True
    is_complete = not items.complete or facts[items.complete] is True
    if is_complete and len(counted) - counted.count(False) < items.least:
        return False
    return None


def clause_truth(clause: Resolved, facts: Facts, items: ItemRows) -> bool | None:
    """Whether a household meets *clause*; unknown when what is missing decides."""
    more = {}
    if clause.items is not None:
        rows = items.get(clause.items.table, ())
        more[clause.items.group] = _items(clause.items, facts, rows)
    return _groups(clause.groups, facts, more)


def ruled(truth: Truth, unknown: str) -> bool | None:
    """*truth*, with an unknown taken as the setting says."""
    return truth if truth is not None or unknown == "keep" else unknown == "yes"


def decided(combine: str, criteria: Sequence[Truth], exempting: Sequence[Truth]) -> str:
    """The decision on a household in scope, by the truths of its clauses (domain.md §4).

    Criteria are joined as *combine* says (any, all), none at all is never a candidate; one
    exemption suffices.
    """
    combined = either if combine == "any" or not criteria else both
    candidate, retained = combined(criteria), either(exempting)
    if candidate is False:
        return "kept"
    if retained is True:
        return "retained"
    return "pending" if candidate is None or retained is None else "proposed"


def judged(rules: RuleSet, facts: Facts, items: ItemRows) -> Verdict:
    """Decide one household by the decision order of domain.md §4.

    Args:
        rules: with its settings.
        facts: the household's row of the fact table.
        items: its rows of the item tables, by table.
    """
    told = {
        clause.id: ruled(clause_truth(rules.resolved(clause), facts, items), rules.unknown)
        for clause in rules.active(*CANDIDATE, "exemption")
    }
    criteria = [one.id for one in rules.active(*CANDIDATE)]
    exempting = [one.id for one in rules.active("exemption")]
    decision = decided(
        rules.combine, [told[name] for name in criteria], [told[name] for name in exempting]
    )
    if facts[rules.scope] is not True:
        decision = "out_of_scope"
    return Verdict(
        decision,
        told,
        tuple(name for name in criteria if told[name] is True),
        tuple(name for name in (*criteria, *exempting) if told[name] is None),
        tuple(name for name in exempting if told[name] is True),
    )
