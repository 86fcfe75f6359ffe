"""Faults of elimination, group J."""

from datetime import date, timedelta

import polars as pl

from holdline.sample.faults.incomes import amount, earn
from holdline.sample.faults.lines import line
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import closed_case, measure, open_case
from holdline.sample.faults.support import drop
from holdline.sample.faults.views import CLOSED, OPEN, PLAIN, SUPPORTED, risk

ONE_SPELL = pl.col("cases") <= 1
MONTH = pl.col("eliminated_month")
LATE = pl.col("as_of") - pl.duration(days=240) > MONTH
NO_EVENT = (
    pl.col("diagnosed").fill_null(date(1900, 1, 1))
    < pl.col("identified_month") - pl.duration(days=200)
) & pl.col("h_hardship_on").is_null()
DAYS = (
    "assessed_on",
    "elimination_appraised_on",
    "elimination_publicity_from_on",
    "elimination_publicity_to_on",
    "elimination_county_reviewed_on",
)


def later(month: date, months: int) -> date:
    """The first day of a month, *months* later (earlier when negative)."""
    years, index = divmod(month.month - 1 + months, 12)
    return date(month.year + years, index + 1, 1)


def shift_elimination(case: Row, month: date) -> None:
    """Move an elimination, and the steps that led to it, to another month."""
    gap = month - case["eliminated_month"]
    case.edit(**{name: case[name] + gap for name in DAYS if case[name] is not None})
    day = case["eliminated_on"]
    case.edit(eliminated_month=month, eliminated_on=month + timedelta(days=9) if day else None)
    for row in case.scene.of_home("support_measure", case.home):
        if row["ended_on"] is not None and row["case_id"] == case["case_id"]:
            row.edit(ended_on=max(month + timedelta(days=9), row["started_on"]))


def long_closed(scene: Scene, home: Row) -> Row:
    """A household eliminated through support eight months ago, twelve after identification."""
    case = closed_case(scene, home)
    shift_elimination(case, later(scene.as_of, -8))
    return case


@plants("J01", on="case", where=SUPPORTED & NO_EVENT, home=ONE_SPELL, build=closed_case)
def eliminated_within_a_year(scene: Scene, case: Row) -> None:
    """J01: eliminated through support less than twelve months after identification."""
    before = case["eliminated_month"]
    shift_elimination(case, later(case["identified_month"], scene.between(4, 11)))
    case.record("eliminated_month", before)


@plants("J02", on="case", where=SUPPORTED & NO_EVENT, home=ONE_SPELL, build=closed_case)
def eliminated_at_once(scene: Scene, case: Row) -> None:
    """J02, with J01: eliminated in the month of identification or one of the next two."""
    before = case["eliminated_month"]
    shift_elimination(case, later(case["identified_month"], scene.between(0, 2)))
    case.record("eliminated_month", before, "J01")


@plants("J03", on="case", where=SUPPORTED & NO_EVENT, home=ONE_SPELL, build=closed_case)
def eliminated_before_identified(scene: Scene, case: Row) -> None:
    """J03, with J01 and J02 as they are worded: eliminated before it was identified."""
    before = case["eliminated_month"]
    shift_elimination(case, later(case["identified_month"], -scene.between(1, 5)))
    case.record("eliminated_month", before, "J01", "J02")


@plants("J04", on="case", where=CLOSED, build=closed_case)
def incomplete_after_elimination(scene: Scene, case: Row) -> None:
    """J04: a guarantee or the income after elimination is empty."""
    fields = ("has_uninsured_when_eliminated", "net_income_per_head_when_eliminated_yuan")
    case.plant(scene.choose(fields), None)


@plants("J05", on="case", where=SUPPORTED & ~risk("01", "09"), home=ONE_SPELL, build=closed_case)
def eliminated_without_support(scene: Scene, case: Row) -> None:
    """J05: eliminated "through support", of which there was none."""
    drop(scene, case.home)
    case.plant("developmental_status", "none")


@plants(
    "J06",
    on="case",
    where=SUPPORTED & (pl.col("net_income_per_head_when_eliminated_yuan") > 0),
    build=closed_case,
)
def eliminated_below_the_line(scene: Scene, case: Row) -> None:
    """J06: eliminated through support with less than the line."""
    value = line(scene, case["eliminated_month"]) * scene.between(55, 97) / 100
    case.plant("net_income_per_head_when_eliminated_yuan", round(value, 2))


@plants("J07", on="case", where=SUPPORTED, home=pl.col("n_labour") == 0, build=closed_case)
def eliminated_without_labour(_scene: Scene, case: Row) -> None:
    """J07: a household without any labour eliminated through support."""
    case.home.plant("is_whole_no_labour", value=True, expected=False)


@plants("J08", on="case", where=SUPPORTED, home=ONE_SPELL & (pl.col("n") > 0), build=closed_case)
def ended_with_people_left(_scene: Scene, case: Row) -> None:
    """J08: ended naturally, but people are still registered."""
    case.edit(monitor_status="ELIM_NATURAL")
    case.plant("elimination_type", "ELIM_NATURAL")


@plants(
    "J09",
    on="case",
    where=OPEN & ~risk("03", "04", "07", "09"),
    home=(pl.col("n") == 1)
    & (pl.col("k_4801") == 0)
    & (pl.col("dept_match") == 0)
    & (pl.col("work_monitor") == 0),
    build=open_case,
)
def open_with_nobody_left(scene: Scene, case: Row) -> None:
    """J09, with B03 and B04: the last member has died, the case is still open."""
    home = case.home
    day = scene.as_of - timedelta(days=scene.between(30, 200))
    for member in scene.members(home):
        member.edit(member_status="left")
        departed(scene, member, day)
    moved = (
        "subsistence_income",
        "destitute_income",
        "migrant_wage",
        "public_post_wage",
        "other_wage",
    )
    total = sum(amount(home, name) for name in (*moved, "other_transfer_income"))
    earn(home, **dict.fromkeys(moved, 0.0), other_transfer_income=total)
    case.record("is_eliminated", "true", "B03", "B04")


def departed(scene: Scene, member: Row, day: date) -> None:
    """The change that tells of a member's death."""
    scene.add(
        "member_change",
        member.home,
        change_id=scene.serial("C"),
        person_id=member["person_id"],
        name=member["name"],
        id_number=member["id_number"],
        change_direction="decrease",
        member_change_reason="51",
        changed_on=day,
        recorded_on=day + timedelta(days=6),
        effective_year=day.year,
    )


@plants(
    "J10", on="case", where=SUPPORTED & LATE, home=ONE_SPELL & (pl.col("n") > 0), build=long_closed
)
def new_risk_not_taken_in(scene: Scene, case: Row) -> None:
    """J10: a major illness was found after elimination; no new case followed."""
    member = scene.choose(scene.members(case.home))
    health = [code for code in member["health_status"] or [] if code not in ("01", "03")]
    day = case["eliminated_month"] + timedelta(days=scene.between(60, 130))
    member.edit(health_status=sorted([*health, "03"]), medical_self_pay_yuan=7600.0)
    member.edit(medical_total_yuan=18_400.0, has_serious_illness_insurance=True)
    member.plant("diagnosed_on", day, "")


@plants("J11", on="case", where=SUPPORTED, home=ONE_SPELL, build=closed_case)
def eliminated_in_the_future(scene: Scene, case: Row) -> None:
    """J11: eliminated in a month that has not come yet."""
    before = case["eliminated_month"]
    case.edit(eliminated_on=None, eliminated_month=later(scene.as_of, scene.between(2, 9)))
    case.edit(net_income_per_head_when_eliminated_yuan=2.0 * line(scene, scene.as_of))
    case.record("eliminated_month", before)


@plants(
    "J12",
    on="case",
    where=OPEN
    & (pl.col("monitor_type") == "MT3_SEVERE")
    & pl.col("identified_month").is_between(
        pl.col("as_of") - pl.duration(days=720), pl.col("as_of") - pl.duration(days=260)
    ),
    home=ONE_SPELL,
    build=open_case,
)
def open_for_long(scene: Scene, case: Row) -> None:
    """J12: still open well over two years after identification."""
    month = later(scene.as_of, -scene.between(27, 33))
    gap = case["identified_month"] - month
    days = ("clue_on", "visited_on", "appraised_on", "publicity_from_on", "publicity_to_on")
    reviews = ("town_reviewed_on", "county_reviewed_on", "identified_on")
    case.edit(**{name: case[name] - gap for name in (*days, *reviews) if case[name] is not None})
    case.plant("identified_month", month)


@plants(
    "J13",
    on="case",
    where=SUPPORTED & LATE,
    home=(pl.col("support_measure") > 0) | PLAIN,
    build=long_closed,
)
def measure_without_end(scene: Scene, case: Row) -> None:
    """J13: a measure has no end although the case was eliminated over half a year ago."""
    rows = [
        row
        for row in scene.of_home("support_measure", case.home)
        if row["case_id"] == case["case_id"]
    ]
    row = rows[0] if rows else measure(scene, case.home, "52", ["5203"], case=case)
    row.plant("ended_on", None)


@plants(
    "J14",
    on="case",
    where=OPEN & (pl.col("identified_month") < pl.col("as_of") - pl.duration(days=430)),
    home=ONE_SPELL,
    build=open_case,
)
def open_with_a_month_of_elimination(scene: Scene, case: Row) -> None:
    """J14: not eliminated, but a month of elimination is given."""
    case.plant("eliminated_month", later(scene.as_of, -1))
