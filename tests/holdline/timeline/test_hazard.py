"""The hazard model: statsmodels' fit, the greatest likelihood, and what cannot be told."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize

from holdline import paths
from holdline.timeline.hazard import Fit, fit

GOLDEN = paths.ROOT / "tests" / "golden" / "hazard_reference.json"
REFERENCE: dict[str, Any] = json.loads(Path(GOLDEN).read_text("utf-8"))


def cells(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as speed/cells gives them; everybody's last month is their first."""
    return pl.DataFrame(rows).with_columns(leaving=pl.col("at_risk"))


def ratio(found: Fit, factor: str, level: str) -> float | None:
    return next(one.ratio for one in found.effects if (one.factor, one.level) == (factor, level))


@pytest.mark.parametrize("name", REFERENCE["ratios"])
def test_ratios_and_intervals_are_those_of_statsmodels(name: str) -> None:
    """From another implementation (tools/hazard_reference.py), to 7 digits."""
    factor, _, level = name.partition("_")
    found = fit(cells(REFERENCE["cells"]), ("risk", "kind")).effects
    told = next(one for one in found if (one.factor, one.level) == (factor, level))

    for part, expected in REFERENCE["ratios"][name].items():
        assert getattr(told, part) == pytest.approx(expected, rel=1e-7)


def test_a_factors_weight_is_walds_test_of_statsmodels() -> None:
    found = fit(cells(REFERENCE["cells"]), ("risk", "kind")).weights
    risk = next(one for one in found if one.factor == "risk")

    assert risk.freedom == 2
    assert risk.square == pytest.approx(REFERENCE["wald_of_risk"]["square"], rel=1e-6)
    assert risk.p == pytest.approx(REFERENCE["wald_of_risk"]["p"], rel=1e-3)


def test_nothing_fits_better() -> None:
    """A general optimiser, started elsewhere, does not find a greater likelihood."""
    chance = np.random.default_rng(5)
    rows = [
        {"months": month, "risk": risk, "at_risk": int(n), "events": int(chance.binomial(n, p))}
        for month in (12, 13, 14)
        for risk, p in (("01", 0.05), ("07", 0.2), ("03", 0.01))
        for n in [chance.integers(80, 300)]
    ]
    table = cells(rows)
    found = fit(table, ("risk",))
    months, risks = [12, 13, 14], sorted({row["risk"] for row in rows})

    def loss(values: np.ndarray[Any, Any]) -> float:
        total = 0.0
        for row in rows:
            line = (
                values[months.index(row["months"])] + [*values[3:], 0.0][risks.index(row["risk"])]
            )
            share = -np.expm1(-np.exp(min(line, 3.0)))
            total -= row["events"] * np.log(share) - (row["at_risk"] - row["events"]) * np.exp(line)
        return float(total)

    best = minimize(loss, np.full(5, -1.0), method="BFGS")
    assert found.likelihood == pytest.approx(-best.fun, abs=1e-6)


def test_without_factors_at_play_the_hazard_is_that_of_the_life_table() -> None:
    """Kaplan and Meier's own: eliminated ÷ at risk, whatever the level's name."""
    table = cells([
        {"months": 12, "risk": "01", "at_risk": 100, "events": 20},
        {"months": 13, "risk": "01", "at_risk": 50, "events": 5},
    ])  # fmt: skip
    found = fit(table, ("risk",))
    saturated = sum(
        k * np.log(k / n) + (n - k) * np.log(1 - k / n) for n, k in ((100, 20), (50, 5))
    )

    assert found.likelihood == pytest.approx(saturated)
    assert [(one.level, one.ratio, one.low) for one in found.effects] == [("01", 1.0, None)]
    assert [(one.factor, one.freedom) for one in found.weights] == [("risk", 0)]


def test_a_level_of_which_nobody_is_eliminated_has_no_ratio_and_leaves_the_others_alone() -> None:
    rows = [
        {"months": 12, "risk": "01", "at_risk": 100, "events": 20},
        {"months": 12, "risk": "07", "at_risk": 100, "events": 50},
    ]
    nobody = {"months": 12, "risk": "03", "at_risk": 40, "events": 0}
    found = fit(cells([*rows, nobody]), ("risk",))

    assert ratio(found, "risk", "03") is None
    assert ratio(found, "risk", "07") == pytest.approx(np.log(0.5) / np.log(0.8))
    assert found.events == 70
    assert found.spells == 240


def test_levels_always_together_are_told_as_one() -> None:
    """Two factors that say the same: the second has nothing left to say."""
    rows = [
        {"months": 12, "risk": risk, "twin": risk, "at_risk": n, "events": k}
        for risk, n, k in (("01", 100, 20), ("07", 90, 40))
    ]
    found = fit(cells(rows), ("risk", "twin"))

    assert ratio(found, "risk", "07") is not None
    assert ratio(found, "twin", "07") is None
    assert {one.factor: one.freedom for one in found.weights} == {"risk": 1, "twin": 0}


def test_nobody_at_all_gives_no_ratio() -> None:
    empty = cells([{"months": 12, "risk": "01", "at_risk": 1, "events": 0}]).clear()

    assert fit(empty, ("risk",)).effects == ()
    assert fit(empty, ("risk",)).events == 0


def test_two_factors_that_part_everybody_give_no_ratio_and_no_infinity() -> None:
    """Neither level is without eliminations, but no ratio is the likeliest: it only grows."""
    rows = [
        {"months": 12, "risk": "01", "kind": "A", "at_risk": 30, "events": 0},
        {"months": 12, "risk": "01", "kind": "B", "at_risk": 30, "events": 30},
        {"months": 12, "risk": "07", "kind": "A", "at_risk": 30, "events": 0},
        {"months": 12, "risk": "07", "kind": "C", "at_risk": 30, "events": 12},
        {"months": 12, "risk": "01", "kind": "C", "at_risk": 30, "events": 0},
    ]
    found = fit(cells(rows), ("risk", "kind"))

    assert all(one.high is None or one.high < 1e9 for one in found.effects)
    assert found.events == 42
