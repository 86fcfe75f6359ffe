"""The index answers as the SQL scan does, on every random setting, at every level."""

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from holdline.rules import answers, bits, judge
from holdline.rules.compile import divisions

SEEDS = range(100)
BATCH = 20


def decisions(invented: Any, decided: Any) -> list[str]:
    """The decision of each household, in order."""
    found = ["out_of_scope"] * invented.index.rows
    for name, words in decided.by_name.items():
        for row in bits.positions(words):
            found[row] = name
    return found


@pytest.mark.parametrize("first", range(0, len(SEEDS), BATCH))
def test_the_index_decides_as_the_scan_does(invented: Any, first: int) -> None:
    """Three rule sets times a hundred settings; incomes stand on thresholds by design."""
    for seed in SEEDS[first : first + BATCH]:
        rules = invented.setting(np.random.default_rng(seed))
        scanned = invented.scanned(rules)
        decided = invented.index.decide(rules)

        assert [row["decision"] for row in scanned] == decisions(invented, decided), rules.set_to
        assert_reasons(invented, decided, scanned)


def assert_reasons(invented: Any, decided: Any, scanned: list[dict[str, Any]]) -> None:
    """Reasons, sole reasons, rescues and unknowns are those of the scan."""
    met, sole, saved, unknown = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in scanned:
        ids = {
            name: set(filter(None, row[name].split(";")))
            for name in ("met", "unknown", "exempt_by")
        }
        if row["decision"] == "proposed":
            met.update(ids["met"])
            sole.update(ids["met"] if len(ids["met"]) == 1 else ())
        elif row["decision"] == "retained":
            saved.update(ids["exempt_by"])
        elif row["decision"] == "pending":
            unknown.update(ids["unknown"])
    index = invented.index

    assert +Counter(answers.reasons(index, decided)) == met
    assert +Counter(answers.sole_reasons(index, decided)) == sole
    assert +Counter(answers.rescues(index, decided)) == saved
    assert +Counter(answers.unknowns(index, decided)) == unknown


@pytest.mark.parametrize("tree", ["management", "legal"])
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_counts_of_every_level_are_those_of_the_scan(invented: Any, tree: str, level: int) -> None:
    for seed in range(8):
        rules = invented.setting(np.random.default_rng(1000 + seed))
        scanned = invented.asked(*divisions(rules, tree=tree, level=level))
        places = invented.places.level(tree, level)

        assert scanned == answers.by_division(
            invented.index, places, invented.index.decide(rules)
        ).to_dicts()  # fmt: skip


def test_flows_reconcile_with_the_scan_by_village(invented: Any) -> None:
    """Whoever goes from one decision to another is counted once, where they live."""
    for seed in range(12):
        chance = np.random.default_rng(2000 + seed)
        one, two = invented.setting(chance), invented.setting(chance)
        pairs = zip(invented.scanned(one), invented.scanned(two), strict=True)
        wanted: Counter[tuple[str, str, str]] = Counter()
        people: Counter[tuple[str, str, str]] = Counter()
        for before, after in pairs:
            if before["decision"] != "out_of_scope":
                key = (before["village_code"], before["decision"], after["decision"])
                wanted[key] += 1
                people[key] += before["people"]
        index, level = invented.index, invented.places.level("management", 5)
        found = answers.flows(index, level, index.decide(one), index.decide(two))
        keys = list(zip(found["division_code"], found["before"], found["after"], strict=True))

        assert dict(wanted) == dict(zip(keys, found["households"], strict=True))
        assert +people == +Counter(dict(zip(keys, found["people"], strict=True)))


def test_the_affected_are_listed_in_the_order_of_divisions(exiting: Any) -> None:
    rules = exiting.rules
    wanted = [at for at, row in enumerate(exiting.scanned(rules)) if row["decision"] == "pending"]
    decided = exiting.index.decide(rules)

    assert wanted[5:15] == answers.rows(decided.pending, skip=5, take=10)
    assert wanted == answers.rows(decided.pending, take=10_000)


def test_nobody_is_proposed_when_no_criterion_counts(exiting: Any) -> None:
    off = tuple(one.id for one in exiting.rules.active(*judge.CANDIDATE))
    decided = exiting.index.decide(exiting.rules.with_change(off=off))

    assert bits.total(decided.proposed) == 0
    assert bits.total(decided.kept) == bits.total(decided.scope)


def test_an_unknown_clause_taken_as_no_or_yes_bounds_the_rest(exiting: Any) -> None:
    """What is proposed surely is proposed either way; nobody is pending when nothing is unknown."""
    index, rules = exiting.index, exiting.rules
    settled = [index.decide(rules.with_change(unknown=one)) for one in ("no", "yes")]

    assert all(bits.total(one.pending) == 0 for one in settled)


def test_counting_by_run_is_counting_one_by_one() -> None:
    """Runs begin and end anywhere, also at the last row."""
    chance = np.random.default_rng(4)
    for rows in (1, 63, 64, 65, 1000):
        flags, numbers = chance.random(rows) < 0.4, chance.integers(0, 9, rows)
        offsets = np.unique(np.append(chance.integers(0, rows, 5), [0, rows]))
        planes = tuple(bits.packed(numbers >> digit & 1 == 1) for digit in range(4))
        edges, words = bits.Edges(offsets), bits.packed(flags)
        runs = list(pairwise(offsets))

        assert [flags[a:b].sum() for a, b in runs] == edges.counts(words).tolist()
        assert [(numbers * flags)[a:b].sum() for a, b in runs] == edges.weighed(
            words, planes
        ).tolist()
        assert np.flatnonzero(flags).tolist() == bits.positions(words).tolist()
