"""Faults of household income, group F. Sums stay right except where the fault is the sum."""

import polars as pl

from holdline.sample.faults.incomes import (
    COST,
    amount,
    earn,
    move,
    scale,
    scale_identified,
    settle,
)
from holdline.sample.faults.lines import line
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import closed_case, measure, open_case, unstable_case
from holdline.sample.faults.views import LIFTED, OPEN, PLAIN, SUPPORTED

PER_HEAD = pl.col("h_net_income_per_head_yuan")
BUSINESS = pl.col("h_business_income_yuan").fill_null(0)
SPENT = pl.col("h_business_cost_yuan").fill_null(0)
TRANSFER = pl.col("h_other_transfer_income_yuan").fill_null(0)
DIBAO = pl.col("h_subsistence_income_yuan").fill_null(0)
NO_BENEFIT = (pl.col("n_dibao") == 0) & (pl.col("n_tekun") == 0)
SEVERE = (pl.col("n_severe") > 0) | (pl.col("n_major") > 0)
ALIKE = 5


def _yuan(row: Row, name: str, value: float, *also: str) -> None:
    row.plant(f"{name}_yuan", round(value, 2), None, *also)


@plants("F01", on="household", where=PER_HEAD.is_not_null(), home=PLAIN)
def per_head_unlike_net(scene: Scene, home: Row) -> None:
    """F01: income per head is not net income over the number of people."""
    _yuan(home, "net_income_per_head", amount(home, "net_income_per_head") + scene.between(40, 900))


@plants("F02", on="household", where=PER_HEAD.is_not_null(), home=PLAIN)
def net_unlike_parts(scene: Scene, home: Row) -> None:
    """F02: net income is not what its four parts less the cost give."""
    before = amount(home, "net_income")
    net = before + scene.between(60, 900)
    home.edit(net_income_yuan=net, net_income_per_head_yuan=round(net / home["member_count"], 2))
    home.record("net_income_yuan", round(before, 2))


@plants(
    "F03",
    on="household",
    where=pl.col("other_wage_yuan").is_not_null() | (TRANSFER > 0),
    home=PLAIN,
)
def part_unlike_items(scene: Scene, home: Row) -> None:
    """F03: the items of a part do not add up to it."""
    _yuan(
        home,
        "other_transfer_income",
        amount(home, "other_transfer_income") + scene.between(20, 800),
    )


@plants("F04", on="household", where=PER_HEAD > 0, home=PLAIN & (DIBAO == 0))
def absurd_income(scene: Scene, home: Row) -> None:
    """F04: more than 100,000 yuan a head."""
    gain = scene.between(110_000, 180_000) * home["member_count"]
    before = amount(home, "net_income_per_head")
    earn(home, other_transfer_income=amount(home, "other_transfer_income") + gain)
    settle(home)
    home.record("net_income_per_head_yuan", round(before, 2))


@plants(
    "F05",
    on="case",
    where=pl.col("transfer_income_when_identified_yuan").is_not_null(),
    build=open_case,
)
def income_missing(_scene: Scene, case: Row) -> None:
    """F05: part of the income when identified is empty."""
    case.plant("transfer_income_when_identified_yuan", None)


@plants("F06", on="household", where=(BUSINESS > SPENT) & (SPENT > 0), home=PLAIN)
def business_without_cost(_scene: Scene, home: Row) -> None:
    """F06: income from a business that costs nothing; net income stays."""
    cost = amount(home, COST)
    for item in ("crop_income", "livestock_income", "other_business_income"):
        taken = min(cost, amount(home, item))
        earn(home, **{item: amount(home, item) - taken, COST: amount(home, COST) - taken})
        cost -= taken
    home.record(f"{COST}_yuan", "")


@plants("F07", on="household", where=(BUSINESS > 100) & (SPENT > 0), home=PLAIN)
def business_at_a_loss(scene: Scene, home: Row) -> None:
    """F07: a business that costs well over twice what it earns; net income stays."""
    before = amount(home, COST)
    cost = round(amount(home, "business_income") * scene.between(22, 40) / 10, 2)
    more = amount(home, "other_transfer_income") + cost - before
    earn(home, business_cost=cost, other_transfer_income=more)
    home.record(f"{COST}_yuan", before)


@plants(
    "F08",
    on="case",
    where=OPEN & (pl.col("wage_income_when_identified_yuan") >= 1000),
    build=open_case,
)
def wages_in_another_unit(scene: Scene, case: Row) -> None:
    """F08: wages of a few yuan a year when identified, as if written in thousands."""
    wages = amount(case, "wage_income_when_identified")
    slip = round(scene.between(120, 9900) / 100, 2)
    transfer = amount(case, "transfer_income_when_identified") + wages - slip
    case.edit(transfer_income_when_identified_yuan=round(transfer, 2))
    case.edit(wage_income_when_identified_yuan=slip)
    case.record("wage_income_when_identified_yuan", round(wages, 2))


@plants("F09", on="household", where=DIBAO > 0, home=PLAIN & (pl.col("n_dibao") > 0))
def allowance_without_income(_scene: Scene, home: Row) -> None:
    """F09: on subsistence or destitute support, but no such income."""
    before = amount(home, "subsistence_income")
    rest = amount(home, "other_transfer_income") + before + amount(home, "destitute_income")
    earn(home, subsistence_income=0, destitute_income=0, other_transfer_income=rest)
    home.record("subsistence_income_yuan", before)


@plants("F10", on="household", where=TRANSFER > 400, home=PLAIN & NO_BENEFIT & (DIBAO == 0))
def allowance_of_nobody(_scene: Scene, home: Row) -> None:
    """F10: subsistence income, but nobody is on the allowance."""
    move(home, "subsistence_income", round(0.7 * amount(home, "other_transfer_income"), 2))
    home.record("subsistence_income_yuan", 0)


@plants(
    "F11",
    on="member",
    where=pl.col("is_active") & (pl.col("destitute_type").fill_null("00") != "00"),
    home=PLAIN & (pl.col("h_destitute_income_yuan") > 1000),
)
def both_allowances(scene: Scene, member: Row) -> None:
    """F11: one person on subsistence and destitute support, the household paid for both."""
    home = member.home
    paid = round(0.4 * amount(home, "destitute_income"), 2)
    move(home, "subsistence_income", paid, source="destitute_income")
    day = scene.as_of.replace(year=scene.as_of.year - 2)
    member.edit(subsistence_type="01", subsistence_from_on=day)
    home.record("subsistence_income_yuan", 0)


@plants("F12", on="household", where=PER_HEAD > 0, home=PLAIN)
def sudden_change(scene: Scene, home: Row) -> None:
    """F12: income per head far from last year's."""
    before = amount(home, "net_income_per_head") / scene.choose([0.3, 0.42, 1.7, 2.4, 3.1])
    _yuan(home, "previous_net_income_per_head", before)


@plants("F13", on="household", where=PER_HEAD > 0, home=PLAIN & LIFTED & ~SEVERE)
def poor_but_not_monitored(scene: Scene, home: Row) -> None:
    """F13: lifted out of poverty, below the line, not monitored."""
    before = amount(home, "net_income_per_head")
    wanted = line(scene, scene.as_of) * scene.between(60, 95) / 100
    scale(home, wanted / before)
    home.record("net_income_per_head_yuan", round(before, 2))


@plants(
    "F14",
    on="case",
    where=(pl.col("monitor_type") == "MT3_SEVERE")
    & (pl.col("net_income_per_head_when_identified_yuan") > 0)
    & ~pl.col("wage_income_when_identified_yuan").is_between(1, 1000),
    build=open_case,
)
def severe_far_below_the_line(scene: Scene, case: Row) -> None:
    """F14: sudden severe hardship with less than half the line when identified."""
    name = "net_income_per_head_when_identified"
    before = amount(case, name)
    scale_identified(case, 0.42 * line(scene, case["identified_month"]) / before)
    case.record(f"{name}_yuan", before)


@plants(
    "F15",
    on="case",
    where=pl.col("monitor_type").is_in(["MT1_UNSTABLE", "MT2_MARGINAL"])
    & (pl.col("reference_income_per_head_when_identified_yuan") > 0),
    build=unstable_case,
)
def unstable_above_the_line(scene: Scene, case: Row) -> None:
    """F15: unstable or marginal with well over the line when identified."""
    name = "reference_income_per_head_when_identified"
    before = amount(case, name)
    factor = line(scene, case["identified_month"]) * scene.between(130, 220) / 100 / before
    scale_identified(case, factor)
    case.record(f"{name}_yuan", before)


@plants(
    "F16",
    on="case",
    where=SUPPORTED & (pl.col("business_income_when_eliminated_yuan") >= 0),
    home=pl.col("cases") <= 1,
    build=closed_case,
)
def industry_without_business(scene: Scene, case: Row) -> None:
    """F16: eliminated with industry support, but no business income."""
    ensure(scene, case, "39", "3902")
    case.plant("business_income_when_eliminated_yuan", 0.0)


@plants(
    "F17",
    on="case",
    where=SUPPORTED & (pl.col("wage_income_when_eliminated_yuan") > 0),
    home=((pl.col("m_40") + pl.col("m_42") > 0) | (pl.col("n_labour") > 0))
    & (pl.col("cases") <= 1),
    build=closed_case,
)
def job_support_without_wages(scene: Scene, case: Row) -> None:
    """F17: eliminated with employment support, but no wages."""
    ensure(scene, case, "40", "4004")
    case.plant("wage_income_when_eliminated_yuan", 0.0)


def ensure(scene: Scene, case: Row, measure_class: str, kind: str) -> None:
    """Let a case have a measure of a class, as one of its time."""
    classes = {row["measure_class"] for row in scene.of_home("support_measure", case.home)}
    if measure_class not in classes and not (measure_class == "40" and "42" in classes):
        measure(scene, case.home, measure_class, [kind], case=case)


@plants("F18")
def village_of_one_income(scene: Scene) -> None:
    """F18: five households of a village have one income per head, to the yuan."""
    for home in scene.some_homes(scene.views.plain()):
        others = scene.neighbours(home, ALIKE - 1)
        if not others:
            continue
        scene.take(home)
        alike = (home, *others)
        highest = max(amount(row, "net_income_per_head") for row in alike)
        wanted = float(int(highest / 10) * 10 + 17)
        for row in alike:
            lacking = (wanted * row["member_count"]) - amount(row, "net_income")
            earn(row, other_transfer_income=amount(row, "other_transfer_income") + lacking)
            settle(row)
            row.record("net_income_per_head_yuan", "")
        return


@plants("F19", on="household", where=PER_HEAD > 0, home=PLAIN & (pl.col("n_working") > 0))
def wages_in_the_wrong_unit(scene: Scene, home: Row) -> None:
    """F19, with F04: wages of a million or more, as if written in tens of thousands."""
    before = amount(home, "wage_income")
    earn(home, migrant_wage=float(scene.between(1_050_000, 4_800_000)))
    settle(home)
    home.record("wage_income_yuan", before, "F04")
