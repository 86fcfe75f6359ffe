"""Every clause decides its cases as written, and no operator or bound could be otherwise.

Cases stand in `tests/rules/<pack>/<ruleset>/<clause>.toml`, each citing the notice. A mutant is the
clause with one comparison changed; cases that would not notice one are not at the edges.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from holdline import paths
from holdline.rules import judge, ruleset, scenario
from holdline.rules.clause import ORDERED, Groups, Resolved, Test

FOLDER = paths.ROOT / "tests" / "rules"
FILES = sorted(path.relative_to(paths.RULES) for path in paths.RULES.glob("*/*/*.toml"))
KEYS = {"expects", "cites", "truth", "set", "facts"}
TRUTHS = {"met": True, "not_met": False, "unknown": None}
OTHER = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}


def cases(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / file).read_text("utf-8"))["case"]
    return found


def resolved(file: Path, case: dict[str, Any]) -> Resolved:
    pack, name, _ = file.parts
    rules = ruleset.load(name, pack)
    text = ";".join(f"{key}={value}" for key, value in case.get("set", {}).items())
    rules = scenario.read(rules, text)
    return rules.resolved(rules.clause(file.stem))


def truth(clause: Resolved, case: dict[str, Any]) -> bool | None:
    items = {name: [_row(one) for one in case[name]] for name in set(case) - KEYS}
    return judge.clause_truth(clause, _row(case["facts"]), items)


def _row(told: dict[str, Any]) -> dict[str, Any]:
    return defaultdict(lambda: None, told)


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_clause_has_at_least_five_cases_each_citing_the_notice(file: Path) -> None:
    found = cases(file)

    assert len(found) >= 5
    assert all(case["cites"] for case in found)
    assert len({case["expects"] for case in found}) == len(found)
    assert {"met", "not_met", "unknown"} == {case["truth"] for case in found}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_clause_decides_its_cases(file: Path) -> None:
    wrong = [
        case["expects"]
        for case in cases(file)
        if truth(resolved(file, case), case) is not TRUTHS[case["truth"]]
    ]

    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_no_comparison_of_a_clause_could_be_otherwise(file: Path) -> None:
    """Each comparison mutated or dropped, and each number of items, breaks a case."""
    found = cases(file)
    whole = [(resolved(file, case), case) for case in found]
    survivors = [
        said
        for said, mutate in mutants(whole[0][0], [one for one, _ in whole])
        if all(truth(mutate(clause), case) is TRUTHS[case["truth"]] for clause, case in whole)
    ]

    assert survivors == []


def mutants(first: Resolved, every: list[Resolved]) -> Iterator[tuple[str, Any]]:
    """What is changed in words, and the changing of a clause: every comparison of any setting."""
    places = {
        (test.column, test.operator, where) for one in every for where, test in comparisons(one)
    }
    for column, operator, where in sorted(places, key=str):
        yield (
            f"{where} {column} {operator}: dropped",
            lambda clause, at=(column, operator, where): mutated(clause, at, None),
        )
        for said, change in changes(operator):
            yield (
                f"{where} {column} {operator}: {said}",
                lambda clause, at=(column, operator, where), how=change: mutated(clause, at, how),
            )
    if first.items is not None:
        for by in (1, -1):
            yield (
                f"items at least {by:+}",
                lambda clause, more=by: replace(
                    clause, items=replace(clause.items, least=clause.items.least + more)
                ),
            )


def changes(operator: str) -> Iterator[tuple[str, Any]]:
    if operator in ORDERED:
        yield OTHER[operator], lambda test: replace(test, operator=OTHER[operator])
        yield "bound +1", lambda test: replace(test, value=test.value + 1)
        yield "bound -1", lambda test: replace(test, value=test.value - 1)
    elif operator == "among":
        yield "first dropped", lambda test: replace(test, value=test.value[1:])
        yield "last dropped", lambda test: replace(test, value=test.value[:-1])
    else:
        yield (
            "another value",
            lambda test: replace(
                test, value=(not test.value) if isinstance(test.value, bool) else "another"
            ),
        )


def comparisons(clause: Resolved) -> Iterator[tuple[str, Test]]:
    yield from (("facts", one) for one in clause.groups)
    if clause.items is not None:
        yield from (("items", one) for one in clause.items.groups)


def mutated(clause: Resolved, at: tuple[str, str, str], how: Any) -> Resolved:
    where = at[2]

    def changed(groups: Groups) -> Groups:
        return Groups(*(
            tuple(
                one if (one.column, one.operator) != at[:2] else how(one)
                for one in group
                if how is not None or (one.column, one.operator) != at[:2]
            )
            for group in (groups.all, groups.any, groups.none)
        ))  # fmt: skip

    if where == "facts":
        return replace(clause, groups=changed(clause.groups))
    assert clause.items is not None
    return replace(clause, items=replace(clause.items, groups=changed(clause.items.groups)))
