"""A threshold's curve is exact at every value, and knows who stands near it."""

from typing import Any

import numpy as np
import pytest

from holdline.rules import bits
from holdline.rules.levels import tipping

THRESHOLDS = (
    "c1_ratio", "c2_job_months", "c2_selfpay_max", "c3_price_wan", "c3_age_years", "c5_share_min",
    "c5_employees_min", "c7_profit_min", "c8_children_min", "c8_income_ratio", "e2_selfpay_abs",
    "e2_selfpay_ratio", "e4_window_months", "e4_loss_ratio", "e4_income_max_ratio",
)  # fmt: skip


@pytest.mark.parametrize("name", THRESHOLDS)
@pytest.mark.parametrize("unknown", ["keep", "yes"])
def test_the_curve_is_what_deciding_at_each_value_gives(
    exiting: Any, name: str, unknown: str
) -> None:
    rules = exiting.rules.with_change({"c1_ratio": 9000}, off=("e1",), unknown=unknown)
    one = exiting.rules.parameters[name]
    found = tipping(exiting.index, rules, name)
    assert found is not None
    values, curve = found.steps(one.low, one.high)
    wanted = [
        bits.total(exiting.index.decide(rules.with_change({name: int(value)})).proposed)
        for value in values
    ]

    assert wanted == curve.tolist()


def test_between_two_steps_nothing_changes(exiting: Any) -> None:
    """So the listed values are all the cliffs there are."""
    found = tipping(exiting.index, exiting.rules, "c1_ratio")
    assert found is not None
    values, curve = found.steps(6000, 15_000)
    every = found.at(np.arange(6000, 15_001))

    assert np.flatnonzero(np.diff(every)).size <= len(values)
    assert set(np.unique(every)) == set(np.unique(curve))


def test_those_near_the_line_would_tip_by_moving_it_that_far(exiting: Any) -> None:
    found = tipping(exiting.index, exiting.rules, "c1_ratio")
    assert found is not None
    near = found.near(10_000, 1500)

    assert len(near) > 0
    assert all(abs(found.level_of(int(row)) - 10_000) <= 1500 for row in near)


def test_what_is_no_threshold_has_no_curve(exiting: Any) -> None:
    """A flag, a choice, a parameter that also decides which conditions count."""
    named = ("c4_include_shop", "c1_income_measure", "c4_min_area", "c4_after_year")

    assert [tipping(exiting.index, exiting.rules, name) for name in named] == [None] * 4
