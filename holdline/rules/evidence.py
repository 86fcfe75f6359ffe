"""The facts the rules have of one household, and the trace of what they make of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdline.errors import HouseholdNotJudged
from holdline.rules import judge
from holdline.rules.clause import Clause, Resolved, Test
from holdline.rules.judge import Verdict
from holdline.rules.ruleset import RuleSet

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Evidence:
    """A household's row of the fact table and its rows of the item tables, by table."""

    facts: Row
    items: Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Step:
    """One comparison of a trace: what was compared with what, and whether it held.

    Attributes:
        item: which row of the item table it is about; None when about the household.
    """

    test: Test
    cell: Any
    truth: bool | None
    group: str
    item: int | None = None


def of_household(cursor: Any, rules: RuleSet, household_id: str) -> Evidence:
    """The evidence about a household within the cursor's scope.

    Raises:
        HouseholdNotJudged: there is none, or it is not for this reader.
    """
    found = _rows(cursor, rules.table, household_id)
    if not found:
        raise HouseholdNotJudged(household=household_id, ruleset=rules.name)
    tables = sorted({clause.items.table for clause in rules.clauses if clause.items is not None})
    return Evidence(found[0], {table: _rows(cursor, table, household_id) for table in tables})


def _rows(cursor: Any, table: str, household_id: str) -> list[Row]:
    text = f"select * from {table} where household_id = $household_id order by all"
    reading = cursor.execute(text, {"household_id": household_id})
    names = [column[0] for column in reading.description]
    return [dict(zip(names, row, strict=True)) for row in reading.fetchall()]


def steps(clause: Resolved, evidence: Evidence) -> list[Step]:
    """Every comparison of *clause*, of the household and of each of its items."""
    found = _compared(clause.groups, evidence.facts, None)
    if clause.items is not None:
        for at, row in enumerate(evidence.items.get(clause.items.table, ())):
            found += _compared(clause.items.groups, row, at)
    return found


def holds(step: Step) -> bool | None:
    """Whether a comparison speaks for the clause: in the group none, by failing."""
    return judge.opposite(step.truth) if step.group == "none" else step.truth


def _compared(groups: Any, row: Row, item: int | None) -> list[Step]:
    return [
        Step(test, row[test.column], judge.tested(test, row), name, item)
        for name in ("all", "any", "none")
        for test in getattr(groups, name)
    ]


def verdict(rules: RuleSet, evidence: Evidence) -> Verdict:
    """What the rules make of *evidence*."""
    return judge.judged(rules, evidence.facts, evidence.items)


@dataclass(frozen=True)
class Flip:
    """A threshold which, moved to *value* (scaled) and nothing else, changes the decision."""

    clause: Clause
    parameter: str
    value: int
    decision: str


def smallest_flip(rules: RuleSet, evidence: Evidence) -> Flip | None:
    """The smallest move of one threshold, measured against its range, that changes the decision.

    None when no single threshold within its range does.
    """
    now = verdict(rules, evidence).decision
    best: tuple[float, Flip] | None = None
    for clause in rules.active(*judge.CANDIDATE, "exemption"):
        resolved = rules.resolved(clause)
        for parameter, before, value in _moves(resolved, evidence):
            flip = _tried(rules, evidence, clause, parameter, value, now)
            one = clause.parameters[parameter]
            distance = abs(value - before) / max(1, one.high - one.low)
            if flip and (best is None or distance < best[0]):
                best = (distance, flip)
    return None if best is None else best[1]


def _moves(clause: Resolved, evidence: Evidence) -> Iterator[tuple[str, int, int]]:
    """Where a threshold could tip: its parameter, its value now, and another to be tried."""
    for step in steps(clause, evidence):
        told, cell = step.test, step.cell
        if told.parameter and type(told.value) is int and type(cell) is int:
            yield from ((told.parameter, told.value, value) for value in (cell - 1, cell, cell + 1))
    items = clause.items
    if items is not None and items.parameter:
        most = len(evidence.items.get(items.table, ())) + 1
        yield from ((items.parameter, items.least, value) for value in range(1, most + 1))


def _tried(  # noqa: PLR0917  # all of them facts of one trial
    rules: RuleSet, evidence: Evidence, clause: Clause, parameter: str, value: int, now: str
) -> Flip | None:
    one = clause.parameters[parameter]
    if one.kind != "number" or not one.low <= value <= one.high:
        return None
    decision = verdict(rules.with_change({parameter: value}), evidence).decision
    return Flip(clause, parameter, value, decision) if decision != now else None
