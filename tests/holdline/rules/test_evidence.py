"""Every decision has its trace, and the smallest move of a threshold that flips it is smallest."""

from typing import Any

import numpy as np
import pytest

from holdline.commands.decide import traced
from holdline.rules import evidence, judge
from holdline.rules.evidence import Evidence

SHOWN = {"met", "not_met", "unknown"}


def test_every_decision_is_traced_to_the_notice(invented: Any) -> None:
    """Every fifth household's; and the trace comes to what the scan decides."""
    scanned = invented.scanned(invented.rules)[::5]
    for row in scanned:
        found = evidence.of_household(invented.db, invented.rules, row["household_id"])
        trace = traced(invented.rules, found)
        clauses = trace["clauses"]

        assert trace["decision"] == row["decision"]
        assert ";".join(trace["met"]) == row["met"]
        assert ";".join(trace["unknown"]) == row["unknown"]
        assert len(clauses) == len(invented.rules.active(*judge.CANDIDATE, "exemption"))
        assert all(one["article"] and one["sentence"] and one["truth"] in SHOWN for one in clauses)
    assert {row["decision"] for row in scanned} >= {"kept", "pending"}


def decided(rules: Any, found: Evidence, parameter: str, value: int) -> str:
    return evidence.verdict(rules.with_change({parameter: value}), found).decision


@pytest.mark.parametrize("seed", range(3))
def test_no_smaller_move_of_any_threshold_flips_a_decision(exiting: Any, seed: int) -> None:
    """Tried at every step and at every value near a cell, over each threshold's whole range."""
    chance = np.random.default_rng(seed)
    rules, flipped = exiting.rules, 0
    scanned = exiting.scanned(rules)
    names = [row["household_id"] for row in scanned if row["decision"] in ("proposed", "kept")]
    thresholds = [one for one in rules.parameters.values() if one.kind == "number"]
    for name in chance.permutation(names)[:20]:
        found = evidence.of_household(exiting.db, rules, str(name))
        now = evidence.verdict(rules, found).decision
        flip = evidence.smallest_flip(rules, found)
        best = 2.0
        for one in thresholds:
            for value in tried(one, found):
                away = abs(value - int(one.default)) / max(1, one.high - one.low)
                if away < best and decided(rules, found, one.name, value) != now:
                    best = away
        if flip is None:
            assert best == 2.0, name
            continue
        flipped += 1
        one = flip.clause.parameters[flip.parameter]
        away = abs(flip.value - int(one.default)) / max(1, one.high - one.low)

        assert decided(rules, found, flip.parameter, flip.value) == flip.decision != now
        assert away <= best, name
    assert flipped > 3


def tried(one: Any, found: Evidence) -> set[int]:
    """Every step of a threshold's range, and beside every whole number the household has."""
    rows = [found.facts, *(row for held in found.items.values() for row in held)]
    cells = [cell for row in rows for cell in row.values() if type(cell) is int]
    near = {cell + by for cell in cells for by in (-1, 0, 1)}
    steps = range(one.low, one.high + 1, max(one.step, (one.high - one.low) // 40))
    return {value for value in near | set(steps) if one.low <= value <= one.high}
