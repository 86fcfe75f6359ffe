"""Group G."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import (
    LIFTED,
    Frame,
    World,
    detects,
    has,
    within,
    without,
)

NOT_MONITORED = pl.col("monitor_type").is_null()
UNSAFE = pl.col("house_grade").is_in(["C", "D"])


@detects("G01")
def area(w: World) -> Frame:
    lifted = w.home.filter(pl.col("household_type").is_in(LIFTED))
    return lifted.filter(pl.col("house_area_m2").fill_null(0) == 0)


@detects("G02")
def dangerous(w: World) -> Frame:
    return w.home.filter(pl.col("is_dangerous_house") & NOT_MONITORED)


@detects("G03")
def unsafe_water(w: World) -> Frame:
    return w.home.filter(~pl.col("is_water_safe") & NOT_MONITORED)


@detects("G04")
def eliminated_house(w: World) -> Frame:
    homes = without(w.home.filter(UNSAFE), w.open)
    flagged = w.closed.filter("has_house_problem_when_eliminated")
    return pl.concat([flagged, within(w.closed, homes)]).select("household_id", "case_id")


@detects("G05")
def eliminated_water(w: World) -> Frame:
    homes = without(w.home.filter(~pl.col("is_water_safe")), w.open)
    flagged = w.closed.filter("has_water_problem_when_eliminated")
    return pl.concat([flagged, within(w.closed, homes)]).select("household_id", "case_id")


@detects("G06")
def eliminated_dropout(w: World) -> Frame:
    return w.closed.filter("has_dropout_when_eliminated")


@detects("G07")
def eliminated_uninsured(w: World) -> Frame:
    return w.closed.filter("has_uninsured_when_eliminated")


@detects("G08")
def water_risk(w: World) -> Frame:
    return w.case.filter("has_water_problem_when_identified").filter(
        ~has("12") & ~pl.col("risk_note").fill_null("").str.contains("\u6c34")
    )


@detects("G09")
def grade(w: World) -> Frame:
    return w.home.filter(UNSAFE & ~pl.col("is_dangerous_house"))


@detects("G10")
def left_alone(w: World) -> Frame:
    old = w.home.filter((pl.col("house_grade") == "D") & (pl.col("house_graded_on") < w.ago(365)))
    return without(old, w.with_class("50"))


@detects("G11")
def road(w: World) -> Frame:
    return w.home.filter(pl.col("road_km") > 50)


@detects("G12")
def land(w: World) -> Frame:
    counted = w.home.filter(pl.col("member_count") > 0)
    return counted.filter(
        (pl.col("farmland_mu") / pl.col("member_count") > 50)
        | (pl.col("forest_mu") / pl.col("member_count") > 70)
    )
