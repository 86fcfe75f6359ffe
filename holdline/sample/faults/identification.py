"""Faults of identification: group H, who was taken in and who should have been."""

from datetime import timedelta

import polars as pl

from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import close, closed_case, measure, open_case, unstable_case
from holdline.sample.faults.views import CLOSED, OPEN, PLAIN, risk

MT1, MT2 = "MT1_UNSTABLE", "MT2_MARGINAL"
EMPTY_SLOT = pl.col("risk_3").is_null()
SHARE = pl.col("n_labour") / pl.col("n")
MIXED = ~pl.col("h_is_whole_no_labour").fill_null(value=False)
ILL = pl.col("health_status").list.contains("03") & pl.col("is_active")
CROWD = 10
ALERT = 20_000


def add_risk(case: Row, code: str, *also: str) -> None:
    """One risk more on a case, in its first empty place; the fault is that it stands there."""
    place = next(name for name in ("risk_2", "risk_3") if case[name] is None)
    case.plant(place, code, "", *also)


@plants("H01", on="case", where=OPEN, build=open_case)
def required_field_empty(scene: Scene, case: Row) -> None:
    """H01: one of the guarantees when identified is empty."""
    case.plant(
        f"has_{scene.choose(['dropout', 'house_problem', 'uninsured'])}_when_identified", None
    )


@plants(
    "H02",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("03"),
    home=pl.col("n_disabled") == 0,
    build=open_case,
)
def disability_of_nobody(_scene: Scene, case: Row) -> None:
    """H02: disability is a risk, but nobody is disabled."""
    add_risk(case, "03")


@plants(
    "H03",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("01"),
    home=(pl.col("n_healthy") == pl.col("n")),
    build=open_case,
)
def illness_of_nobody(scene: Scene, case: Row) -> None:
    """H03: illness is a risk, but everybody is healthy."""
    measure(scene, case.home, "45", ["4503"], case=case)
    add_risk(case, "01")


@plants(
    "H04",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("09"),
    home=pl.col("n_students") == 0,
    build=open_case,
)
def schooling_of_nobody(scene: Scene, case: Row) -> None:
    """H04: education is a risk, but nobody is at school."""
    measure(scene, case.home, "47", ["4703"], case=case)
    add_risk(case, "09")


@plants(
    "H05",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("04"),
    home=(pl.col("n") >= 4) & (SHARE >= 0.5) & (pl.col("n_unable") > 0),
    build=open_case,
)
def shortage_with_half_at_work(_scene: Scene, case: Row) -> None:
    """H05, with H06: labour shortage is a risk of four or more people, half of them labour."""
    add_risk(case, "04", "H06")


@plants(
    "H06",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("04"),
    home=(SHARE > 0.25) & ((SHARE < 0.5) | (pl.col("n") < 4)) & (pl.col("n_unable") > 0),
    build=open_case,
)
def shortage_with_a_quarter_at_work(_scene: Scene, case: Row) -> None:
    """H06: labour shortage is a risk, over a quarter of the people are labour."""
    add_risk(case, "04")


@plants(
    "H07",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("04"),
    home=(pl.col("n") > 0) & (pl.col("n") < 4) & (pl.col("n_unable") == 0),
    build=open_case,
)
def shortage_with_all_at_work(_scene: Scene, case: Row) -> None:
    """H07, with H06: labour shortage is a risk, everybody is labour."""
    add_risk(case, "04", "H06")


@plants(
    "H08",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("07"),
    home=(pl.col("n_hands") == 0) & (pl.col("n_working") == 0) & (pl.col("work_monitor") == 0),
    build=open_case,
)
def unstable_job_without_labour(_scene: Scene, case: Row) -> None:
    """H08, with H09: an unstable job is a risk, nobody is able to work."""
    add_risk(case, "07", "H09")


@plants(
    "H09",
    on="case",
    where=OPEN & EMPTY_SLOT & ~risk("07"),
    home=(pl.col("n_labour") > 0) & (pl.col("n_working") == 0) & (pl.col("work_monitor") == 0),
    build=open_case,
)
def unstable_job_without_record(_scene: Scene, case: Row) -> None:
    """H09: an unstable job is a risk, no work is recorded."""
    add_risk(case, "07")


@plants(
    "H10", on="case", where=OPEN & pl.col("monitor_type").is_in([MT1, MT2]), build=unstable_case
)
def type_against_household(_scene: Scene, case: Row) -> None:
    """H10: unstable although never poor, or marginal although lifted out of poverty."""
    other = MT2 if case["monitor_type"] == MT1 else MT1
    case.home.edit(monitor_type=other)
    case.plant("monitor_type", other)


@plants("H11", on="case", where=OPEN & EMPTY_SLOT & ~risk("02"), build=open_case)
def disaster_of_no_kind(_scene: Scene, case: Row) -> None:
    """H11: natural disaster is a risk, its kind is empty."""
    place = next(name for name in ("risk_2", "risk_3") if case[name] is None)
    case.edit(**{place: "02"})
    case.record("disaster_kind", "0205")


@plants(
    "H25",
    on="case",
    where=OPEN,
    home=(pl.col("n_hands") == 0) & (pl.col("n") > 0),
    build=open_case,
)
def no_labour_not_marked(_scene: Scene, case: Row) -> None:
    """H25: nobody is able to work, the household is not marked so."""
    case.home.plant("is_whole_no_labour", value=False, expected=True)


@plants("H26", on="household", home=PLAIN & MIXED & (pl.col("n_labour") > 0))
def marked_without_labour(_scene: Scene, home: Row) -> None:
    """H26: marked as without labour, but somebody is."""
    home.plant("is_whole_no_labour", value=True, expected=False)


@plants("H27")
def many_on_one_day(scene: Scene) -> None:
    """H27: ten households of a village were eliminated on one day in one way."""
    day = scene.as_of.replace(month=9, day=28)
    for home in scene.some_homes(scene.views.plain()):
        others = scene.neighbours(home, CROWD - 1)
        if not others:
            continue
        scene.take(home)
        for each in (home, *others):
            case = closed_case(scene, each)
            case.edit(eliminated_month=None)
            close(scene, case, day)
            case.record("eliminated_on", "")
        return


@plants(
    "H28",
    on="member",
    where=pl.col("is_active") & (pl.col("subsistence_type") == "01"),
    home=PLAIN,
)
def focus_person_not_screened(scene: Scene, member: Row) -> None:
    """H28: on the allowance since a few weeks, neither taken in nor screened."""
    member.home.edit(swept_on=None, sweep_result=None, sweep_note=None)
    member.plant("subsistence_from_on", scene.as_of - timedelta(days=scene.between(20, 80)))


@plants("H29", on="member", where=ILL & (pl.col("medical_self_pay_yuan") > 0), home=PLAIN)
def large_cost_not_taken_in(scene: Scene, member: Row) -> None:
    """H29: a large medical cost, not taken in."""
    cost = float(scene.between(ALERT // 1000 + 2, 90) * 1000)
    member.edit(medical_total_yuan=cost * 2.2)
    member.plant("medical_self_pay_yuan", cost)


@plants("H32", on="case", where=CLOSED & pl.col("contact_phone").is_not_null(), build=closed_case)
def no_contact(scene: Scene, case: Row) -> None:
    """H32: eliminated without a contact's name or telephone."""
    case.plant(scene.choose(["contact_name", "contact_phone"]), None)
