"""Three-valued decisions are exactly the bounds over every completion of what is missing."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest

from holdline.rules import judge
from holdline.rules.clause import Groups, Items, Test
from holdline.rules.evidence import of_household
from holdline.rules.ruleset import RuleSet

MOST = 200
Row = dict[str, Any]


def completions(
    rules: RuleSet, facts: Row, items: Mapping[str, list[Row]]
) -> Iterator[tuple[Row, Any]]:
    """The household with every gap filled in every way that a comparison can tell apart."""
    asked, used = told(rules), tables(rules)
    gaps: list[tuple[Any, str, list[Any]]] = [
        (facts, name, asked["", name])
        for (where, name) in asked
        if not where and facts[name] is None
    ]
    gaps += [
        (row, name, asked[table, name])
        for table in used
        for row in items[table]
        for (where, name) in asked
        if where == table and row[name] is None
    ]
    more = [one for one in used.values() if one.complete and facts[one.complete] is not True]
    choices = [values for _, _, values in gaps] + [[False, True]] * len(more)
    for filled in product(*choices):
        whole, rows = dict(facts), {table: [dict(one) for one in items[table]] for table in used}
        for (row, name, _), value in zip(gaps, filled, strict=False):
            at = next(
                (t, i)
                for t in [*used, ""]
                for i, one in enumerate(items.get(t, [facts]))
                if one is row
            )
            (whole if not at[0] else rows[at[0]][at[1]])[name] = value
        for one, is_there in zip(more, filled[len(gaps) :], strict=True):
            whole[one.complete] = True
            rows[one.table] += [perfect(one.groups)] * (one.least * is_there)
        yield whole, rows


def told(rules: RuleSet) -> dict[tuple[str, str], list[Any]]:
    """The columns compared, by table ("" for the household), with telling values of each."""
    found: dict[tuple[str, str], list[Any]] = {}
    for clause in rules.active(*judge.CANDIDATE, "exemption"):
        one = rules.resolved(clause)
        groups = [("", one.groups)] + ([(one.items.table, one.items.groups)] if one.items else [])
        for where, group in groups:
            for test in group:
                found.setdefault((where, test.column), []).extend(telling(test))
    return {key: list(dict.fromkeys(values)) for key, values in found.items()}


def telling(test: Test) -> list[Any]:
    value: Any = test.value
    if isinstance(value, bool):
        return [True, False]
    if isinstance(value, int):
        return [value - 1, value, value + 1]
    return [*(value if isinstance(value, tuple) else (value,)), "another"]


def tables(rules: RuleSet) -> dict[str, Items]:
    resolved = [rules.resolved(one) for one in rules.active(*judge.CANDIDATE, "exemption")]
    return {one.items.table: one.items for one in resolved if one.items is not None}


def perfect(groups: Groups) -> Row:
    """An item that counts."""
    met = {"above": 1, "below": -1}
    row: Row = {}
    for one in (*groups.any[::-1], *groups.all):
        value: Any = one.value
        row[one.column] = value[0] if isinstance(value, tuple) else value
        if one.operator in met:
            row[one.column] += met[one.operator]
    for one in groups.none:
        row[one.column] = not one.value if isinstance(one.value, bool) else one.value
    return row | dict.fromkeys(())


@pytest.mark.parametrize("seed", range(4))
def test_what_is_certain_and_what_is_possible_are_the_bounds(exiting: Any, seed: int) -> None:
    """Clause 8 shares its children with clause 7, so one of the two is off."""
    chance = np.random.default_rng(seed)
    rules = exiting.setting(chance).with_change(
        off=("c7",), unknown="keep", values={"c5_include_getihu": False}
    )
    names = [row["household_id"] for row in exiting.scanned(rules)]
    tried = 0
    for name in chance.permutation(names)[:70]:
        found = of_household(exiting.db, rules, str(name))
        items = {table: list(rows) for table, rows in found.items.items()}
        told_of = list(_few(completions(rules, dict(found.facts), items)))
        if not told_of:
            continue
        tried += 1
        verdict = judge.judged(rules, found.facts, items)
        outcomes = {judge.judged(rules, facts, rows).decision for facts, rows in told_of}

        assert ("proposed" in outcomes) == (verdict.decision in ("proposed", "pending")), name
        assert (outcomes == {"proposed"}) == (verdict.decision == "proposed"), name
        if verdict.decision == "kept":
            assert outcomes == {"kept"}
    assert tried > 15


def _few(found: Iterator[Any]) -> Iterator[Any]:
    """All of them, or none when there are too many to try."""
    held = []
    for one in found:
        held.append(one)
        if len(held) > MOST:
            return iter(())
    return iter(held)
