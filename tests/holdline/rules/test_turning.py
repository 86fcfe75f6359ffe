"""The smallest change that flips a decision is the smallest: by trying every pattern there is."""

from itertools import product

import numpy as np
import pytest

from holdline.rules import judge, ruleset, turning
from holdline.rules.judge import Verdict

RULES = ruleset.load("policy_exit")
NAMES = [one.id for one in RULES.active("criterion", "exemption")]
CRITERIA = sum(name.startswith("c") for name in NAMES)


def verdict(pattern: tuple[bool | None, ...]) -> Verdict:
    decision = judge.decided("any", pattern[:CRITERIA], pattern[CRITERIA:])
    return Verdict(decision, dict(zip(NAMES, pattern, strict=True)), (), (), ())


def test_the_fewest_turns_are_the_fewest_over_all_patterns_of_the_twelve_clauses() -> None:
    """Every one of 2¹² patterns against every other: none nearer decides otherwise."""
    patterns = np.array(list(product((False, True), repeat=len(NAMES))))
    candidate = patterns[:, :CRITERIA].any(axis=1)
    retained = patterns[:, CRITERIA:].any(axis=1)
    outcome = np.where(~candidate, 0, np.where(retained, 1, 2))
    names = ("kept", "retained", "proposed")
    for at, pattern in enumerate(patterns):
        turns = turning.fewest(RULES, verdict(tuple(bool(one) for one in pattern)))
        away = (patterns != pattern).sum(axis=1)
        others = outcome != outcome[at]
        nearest = away[others].min()
        wanted = {
            (frozenset(np.flatnonzero(patterns[to] != pattern)), names[outcome[to]])
            for to in np.flatnonzero(others & (away == nearest))
        }
        found = {
            (frozenset(NAMES.index(name) for name, _ in one.clauses), one.decision) for one in turns
        }

        assert found == wanted


@pytest.mark.parametrize("seed", range(60))
def test_nothing_smaller_flips_where_something_is_unknown(seed: int) -> None:
    chance = np.random.default_rng(seed)
    told = [(False, True, None)[int(one)] for one in chance.integers(3, size=len(NAMES))]
    now = verdict(tuple(told))
    turns = turning.fewest(RULES, now)
    size = len(turns[0].clauses)

    for one in turns:
        changed = {**now.truths, **dict(one.clauses)}
        assert all(now.truths[name] is not value for name, value in one.clauses)
        assert verdict(tuple(changed.values())).decision == one.decision != now.decision
    for smaller in range(1, size):
        for turned in turning._turned(now.truths, smaller):
            changed = {**now.truths, **dict(turned)}
            assert verdict(tuple(changed.values())).decision == now.decision


def test_a_household_outside_the_rules_has_no_turn() -> None:
    assert turning.fewest(RULES, Verdict("out_of_scope", {"c1": True}, (), (), ())) == []
