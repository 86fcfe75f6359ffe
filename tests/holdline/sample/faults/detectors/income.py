"""Group F."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import (
    LIFTED,
    LOW,
    Frame,
    World,
    detects,
    line,
    within,
    without,
)

SUMS = {
    "wage_income": ["migrant_wage", "public_post_wage", "other_wage"],
    "business_income": ["crop_income", "livestock_income", "other_business_income"],
    "property_income": ["dividend", "other_property_income"],
    "transfer_income": [
        "subsistence_income",
        "destitute_income",
        "pension_income",
        "other_transfer_income",
    ],
}
NET = pl.col("net_income_yuan")
EACH = pl.col("net_income_per_head_yuan")


def yuan(name: str) -> pl.Expr:
    return pl.col(f"{name}_yuan").fill_null(0)


def on_dibao(w: World) -> Frame:
    return w.member.filter(pl.col("subsistence_type").is_in(LOW))


def on_tekun(w: World) -> Frame:
    return w.member.filter(pl.col("destitute_type").fill_null("00") != "00")


@detects("F01")
def per_head(w: World) -> Frame:
    counted = w.home.filter(pl.col("member_count") > 0)
    return counted.filter((EACH - NET / pl.col("member_count")).abs() > 1)


@detects("F02")
def net(w: World) -> Frame:
    parts = sum((yuan(name) for name in SUMS), -yuan("business_cost"))
    return w.home.filter((NET - parts).abs() > 1)


@detects("F03")
def items(w: World) -> Frame:
    wrong = [
        (yuan(name) - pl.sum_horizontal(yuan(item) for item in parts)).abs() > 1
        for name, parts in SUMS.items()
    ]
    return w.home.filter(pl.any_horizontal(wrong))


@detects("F04")
def absurd(w: World) -> Frame:
    return w.home.filter((EACH <= 0) | (EACH > 100_000))


@detects("F05")
def missing(w: World) -> Frame:
    parts = ("wage_income", "business_income", "property_income", "transfer_income")
    names = [f"{part}_when_identified_yuan" for part in parts]
    names += ["net_income_per_head_when_identified_yuan"]
    return w.case.filter(pl.any_horizontal(pl.col(name).is_null() for name in names))


@detects("F06")
def no_cost(w: World) -> Frame:
    return w.home.filter((yuan("business_income") > 0) & (yuan("business_cost") == 0))


@detects("F07")
def loss(w: World) -> Frame:
    return w.home.filter(yuan("business_cost") > 2 * yuan("business_income"))


@detects("F08")
def unit_slip(w: World) -> Frame:
    wages = pl.col("wage_income_when_identified_yuan")
    return w.open.filter((wages > 0) & (wages < 100))


@detects("F09")
def no_allowance(w: World) -> Frame:
    helped = pl.concat([on_dibao(w), on_tekun(w)])
    unpaid = w.home.filter(yuan("subsistence_income") + yuan("destitute_income") == 0)
    return within(unpaid, helped)


@detects("F10")
def allowance_of_nobody(w: World) -> Frame:
    return without(w.home.filter(yuan("subsistence_income") > 0), on_dibao(w))


@detects("F11")
def both(w: World) -> Frame:
    person = on_tekun(w).filter(pl.col("subsistence_type").is_in(LOW))
    paid = w.home.filter((yuan("subsistence_income") > 0) & (yuan("destitute_income") > 0))
    return within(paid, person)


@detects("F12")
def jump(w: World) -> Frame:
    before = pl.col("previous_net_income_per_head_yuan")
    return w.home.filter(((EACH - before).abs() / before) > 0.5)


@detects("F13")
def poor(w: World) -> Frame:
    return w.home.filter(
        pl.col("household_type").is_in(LIFTED)
        & (line(pl.lit(w.as_of)) > EACH)
        & pl.col("monitor_type").is_null()
    )


@detects("F14")
def severe_low(w: World) -> Frame:
    return w.case.filter(
        (pl.col("monitor_type") == "MT3_SEVERE")
        & (
            pl.col("net_income_per_head_when_identified_yuan")
            < 0.5 * line(pl.col("identified_month"))
        )
    )


@detects("F15")
def unstable_high(w: World) -> Frame:
    return w.case.filter(
        pl.col("monitor_type").is_in(["MT1_UNSTABLE", "MT2_MARGINAL"])
        & (
            pl.col("reference_income_per_head_when_identified_yuan")
            > 1.2 * line(pl.col("identified_month"))
        )
    )


def measured(w: World, *classes: str) -> Frame:
    """Measures of the classes that belong to a case, or to no case at all."""
    return w.measure.filter(pl.col("measure_class").is_in(classes))


@detects("F16")
def industry(w: World) -> Frame:
    none = w.case.filter("is_supported").filter(yuan_of("business_income") == 0)
    return within(none, measured(w, "39"), "case_id")


@detects("F17")
def jobs(w: World) -> Frame:
    none = w.case.filter("is_supported").filter(yuan_of("wage_income") == 0)
    return within(none, measured(w, "40", "42"), "case_id")


def yuan_of(name: str) -> pl.Expr:
    return pl.col(f"{name}_when_eliminated_yuan")


@detects("F18")
def alike(w: World) -> Frame:
    rounded = w.home.filter(EACH.is_not_null()).with_columns(whole=EACH.round(0))
    size = pl.len().over("village_code")
    heaped = ((EACH % 100) == 0).sum().over("village_code")
    return rounded.filter(
        (pl.len().over("village_code", "whole") >= 5) | ((size >= 10) & (heaped > 0.6 * size))
    )


@detects("F19")
def unit(w: World) -> Frame:
    parts = [yuan(name) for name in SUMS]
    small = pl.all_horizontal(part < 100 for part in parts) & pl.any_horizontal(
        part > 0 for part in parts
    )
    return w.home.filter((yuan("wage_income") >= 1_000_000) | small)
