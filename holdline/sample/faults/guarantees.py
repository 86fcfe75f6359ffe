"""Faults of housing, water and the other guarantees, group G."""

from datetime import timedelta

import polars as pl

from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import closed_case, open_case
from holdline.sample.faults.views import CLOSED, LIFTED, OPEN, PLAIN, risk

SAFE_HOUSE = ~pl.col("house_grade").is_in(["C", "D"]).fill_null(value=False)
NOT_DANGEROUS = ~pl.col("is_dangerous_house").fill_null(value=False)
NEVER = PLAIN & pl.col("h_monitor_type").is_null()


@plants("G01", on="household", where=pl.col("house_area_m2") > 0, home=PLAIN & LIFTED)
def no_house_area(scene: Scene, home: Row) -> None:
    """G01: a household lifted out of poverty without a house area."""
    home.plant("house_area_m2", scene.choose([None, 0.0]))


@plants("G02", on="household", where=SAFE_HOUSE & NOT_DANGEROUS, home=NEVER)
def dangerous_house_not_monitored(scene: Scene, home: Row) -> None:
    """G02: a dangerous house, of grade C since a few months, not monitored."""
    day = scene.as_of - timedelta(days=scene.between(100, 250))
    home.edit(house_grade="C", house_graded_on=day, house_verdict="05")
    home.plant("is_dangerous_house", value=True, expected=False)


@plants("G03", on="household", where=pl.col("is_water_safe").fill_null(value=True), home=NEVER)
def unsafe_water_not_monitored(_scene: Scene, home: Row) -> None:
    """G03: no safe drinking water, not monitored."""
    home.plant("is_water_safe", value=False, expected=True)


@plants("G04", on="case", where=CLOSED, build=closed_case)
def eliminated_with_house_problem(_scene: Scene, case: Row) -> None:
    """G04: eliminated, yet the house has a problem afterwards."""
    case.plant("has_house_problem_when_eliminated", value=True, expected=False)


@plants("G05", on="case", where=CLOSED, build=closed_case)
def eliminated_with_water_problem(_scene: Scene, case: Row) -> None:
    """G05: eliminated, yet the water is unsafe afterwards."""
    case.plant("has_water_problem_when_eliminated", value=True, expected=False)


@plants("G06", on="case", where=CLOSED, build=closed_case)
def eliminated_with_dropout(_scene: Scene, case: Row) -> None:
    """G06: eliminated, yet a child is out of school afterwards."""
    case.plant("has_dropout_when_eliminated", value=True, expected=False)


@plants("G07", on="case", where=CLOSED, build=closed_case)
def eliminated_with_somebody_uninsured(_scene: Scene, case: Row) -> None:
    """G07: eliminated, yet somebody is not insured afterwards."""
    case.plant("has_uninsured_when_eliminated", value=True, expected=False)


@plants("G08", on="case", where=OPEN & ~risk("12"), build=open_case)
def water_problem_that_is_no_risk(_scene: Scene, case: Row) -> None:
    """G08: the water was unsafe when identified, but water is none of the risks."""
    case.edit(has_water_problem_when_identified=True)
    case.record("has_water_problem_when_identified", "false")


@plants("G09", on="household", where=SAFE_HOUSE & NOT_DANGEROUS, home=PLAIN)
def dangerous_grade_of_a_safe_house(scene: Scene, home: Row) -> None:
    """G09: grade C or D, yet "not dangerous"."""
    home.edit(is_dangerous_house=False, house_graded_on=scene.as_of - timedelta(days=200))
    home.plant("house_grade", scene.choose(["C", "D"]))


@plants("G10", on="case", where=OPEN & ~risk("11"), home=pl.col("m_50") == 0, build=open_case)
def dangerous_house_left_alone(scene: Scene, case: Row) -> None:
    """G10: grade D for over a year and no housing measure."""
    home = case.home
    day = scene.as_of - timedelta(days=scene.between(450, 700))
    home.edit(house_grade="D", is_dangerous_house=True, house_verdict="05")
    home.plant("house_graded_on", day, "")


@plants("G11", on="household", home=PLAIN)
def road_too_long(scene: Scene, home: Row) -> None:
    """G11: more than fifty kilometres to the village's main road, as if written in metres."""
    home.plant("road_km", float(scene.between(60, 900)))


@plants("G12", on="household", home=PLAIN & (pl.col("n") > 0))
def land_beyond_measure(scene: Scene, home: Row) -> None:
    """G12: more than 50 mu of farmland or 70 mu of forest a head."""
    column, each = scene.choose([("farmland_mu", 62.5), ("forest_mu", 84.0)])
    home.plant(column, each * home["member_count"])
