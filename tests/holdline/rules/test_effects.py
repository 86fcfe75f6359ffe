"""What each clause does adds up, and is what trying every subset gives."""

from fractions import Fraction
from itertools import permutations
from typing import Any

from holdline.rules import bits, effects

FEW = ("c1", "c5", "c6", "c7")


def proposed(exiting: Any, rules: Any) -> int:
    return bits.total(exiting.index.decide(rules).proposed)


def few(exiting: Any) -> Any:
    """Four criteria only, so that all orders can be tried."""
    off = tuple(one.id for one in exiting.rules.active("criterion") if one.id not in FEW)
    return exiting.rules.with_change(off=off)


def test_shares_add_up_to_all_who_are_proposed(exiting: Any) -> None:
    for unknown in ("keep", "yes"):
        decided = exiting.index.decide(exiting.rules.with_change(unknown=unknown))
        shares = effects.shares(exiting.index, decided)

        assert sum(shares.values()) == bits.total(decided.proposed) > 0


def test_shares_are_the_mean_over_every_order_of_adding_clauses(exiting: Any) -> None:
    rules = few(exiting)
    found = dict.fromkeys(FEW, Fraction(0))
    for order in permutations(FEW):
        for at, name in enumerate(order):
            without = rules.with_change(off=tuple(set(FEW) - set(order[:at])))
            with_it = without.with_change(on=(name,))
            gain = proposed(exiting, with_it) - proposed(exiting, without)
            found[name] += Fraction(gain, 24)

    assert found == effects.shares(exiting.index, exiting.index.decide(rules))


def test_shares_of_a_change_add_up_to_the_change(exiting: Any) -> None:
    before = exiting.rules
    after = before.with_change(
        {"c1_ratio": 8000, "e2_selfpay_abs": 5_000_000, "c6_include_retired": True},
        off=("e1", "c4"),
    )
    shares = effects.shares_of_change(exiting.index, before, after)

    assert list(shares) == ["c1", "c4", "c6", "e1", "e2"]
    assert sum(shares.values()) == proposed(exiting, after) - proposed(exiting, before) != 0


def test_left_out_and_alone_are_what_switching_gives(exiting: Any) -> None:
    rules = few(exiting)
    alone, left_out = effects.alone(exiting.index, rules), effects.left_out(exiting.index, rules)
    only = rules.with_change(off=tuple(set(FEW) - {"c6"}))

    assert alone["c6"] == proposed(exiting, only)
    assert left_out["e1"] == proposed(exiting, rules.with_change(off=("e1",))) - proposed(
        exiting, rules
    )
    assert left_out["c6"] <= 0 <= left_out["e1"]
