"""Import-level awkwardness the contract accepts with a finding, beside the 172 checks.

A household without members is B04, exchanged coordinates K17, a number of 15 digits A01.
"""

import polars as pl

from holdline.sample.faults.incomes import amount, earn
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import clone, open_case
from holdline.sample.faults.views import OPEN, PLAIN


@plants("X11", on="case", where=OPEN, home=pl.col("cases") <= 1, build=open_case)
def two_open_cases(scene: Scene, case: Row) -> None:
    """X11: a household with two open cases, the second identified in the same month."""
    number = case["case_id"]
    second = f"{number[:-1]}{int(number[-1]) + 1}"
    for row in scene.of_home("support_measure", case.home):
        if row["case_id"] == number:
            clone(scene, row, measure_id=scene.serial("M"), case_id=second)
    twin = clone(scene, case, case_id=second, report_id=None, warning_id=None)
    twin.record("case_id", "")


@plants("X12", on="household", home=PLAIN)
def village_unknown(_scene: Scene, home: Row) -> None:
    """X12: no division has the village's code, but its township is known."""
    home.plant("village_code", f"{home['village_code'][:9]}999")


@plants(
    "X13",
    on="household",
    where=pl.col("other_transfer_income_yuan") > 100,
    home=PLAIN & (pl.col("h_wage_income_yuan").fill_null(0) == 0),
)
def income_below_nothing(scene: Scene, home: Row) -> None:
    """X13: a component of income below zero; net income stays."""
    loss = float(scene.between(20, 90))
    rest = amount(home, "other_transfer_income") + loss
    earn(home, other_wage=-loss, other_transfer_income=rest)
    home.record("wage_income_yuan", 0)
