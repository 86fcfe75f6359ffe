"""Faults of work, group E."""

from datetime import date

import polars as pl

from holdline.sample.content import words
from holdline.sample.faults.incomes import amount, earn, move
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import measure, open_case, work
from holdline.sample.faults.views import OPEN, PLAIN, STUDENT

ACTIVE = pl.col("is_active")
AGE = pl.col("age")
MONTHS = pl.col("work_months").fill_null(0)
LABOUR = pl.col("labour_capacity")
NO_POST = pl.col("public_post").is_null() & (pl.col("public_post_months").fill_null(0) == 0)
ABLE = ACTIVE & LABOUR.is_in(["01", "02"]) & AGE.is_between(18, 59) & ~STUDENT
IDLE_ELDER = ACTIVE & LABOUR.is_in(["05", "03"]) & AGE.is_between(60, 69) & (MONTHS == 0) & NO_POST
MIXED = PLAIN & ~pl.col("h_is_whole_no_labour").fill_null(value=False)
POSTS = ("02", "03", "05", "09")


@plants("E01", on="member", where=ACTIVE & (MONTHS > 0), home=PLAIN)
def impossible_months(scene: Scene, member: Row) -> None:
    """E01: more than twelve months of work in a year, or less than none."""
    member.plant("work_months", scene.choose([13, 14, 18, 24, -3]))


@plants(
    "E02", on="member", where=ACTIVE & (MONTHS > 0) & pl.col("work_place").is_not_null(), home=PLAIN
)
def place_without_months(scene: Scene, member: Row) -> None:
    """E02: a place of work, but no months."""
    member.plant("work_months", scene.choose([0, None]))


@plants(
    "E03", on="member", where=ACTIVE & (MONTHS > 0) & pl.col("work_place").is_not_null(), home=PLAIN
)
def months_without_place(_scene: Scene, member: Row) -> None:
    """E03: months of work, but no place."""
    member.plant("work_place", None)


@plants("E04", on="member", where=IDLE_ELDER, home=MIXED)
def work_without_labour(scene: Scene, member: Row) -> None:
    """E04: a member without labour is at work away."""
    member.edit(labour_capacity="05")
    work(scene, member, is_working=True)
    member.record("labour_capacity", "03")


@plants(
    "E05",
    on="work_monitor",
    where=pl.col("is_working") & pl.col("work_place").is_not_null(),
    home=PLAIN,
)
def place_above_the_county(scene: Scene, job: Row) -> None:
    """E05: the place of work names a province only."""
    job.plant("work_place", scene.choose(words("faults")["work"]["vague"]))


@plants("E06", on="member", where=ABLE, home=MIXED)
def spells_that_overlap(scene: Scene, member: Row) -> None:
    """E06: a spell of work begins before the one before it has ended."""
    year = scene.as_of.year - 3
    first = {"data_year": year, "started_on": date(year, 2, 1), "ended_on": date(year, 9, 30)}
    second = {"data_year": year, "started_on": date(year, 7, 1), "ended_on": date(year, 12, 20)}
    work(scene, member, is_working=False, **first)
    row = work(scene, member, is_working=False, **second)
    row.record("started_on", date(year, 10, 1))


@plants("E07", on="member", where=ABLE, home=MIXED)
def workshop_outside_the_county(scene: Scene, member: Row) -> None:
    """E07: a support workshop or public post outside the county."""
    channel, region = scene.choose(["03", "05"]), scene.choose(["03", "04"])
    row = work(scene, member, is_working=True, work_region=region, work_channel=channel)
    row.record("work_channel", "01")


@plants(
    "E08",
    on="member",
    where=ACTIVE & (pl.col("destitute_type").fill_null("00") != "00") & (MONTHS == 0) & NO_POST,
    home=MIXED,
)
def destitute_at_work_away(scene: Scene, member: Row) -> None:
    """E08: a member on destitute support works away."""
    member.edit(labour_capacity="03")
    row = work(scene, member, is_working=True, work_channel="01")
    row.record("work_channel", "")


@plants("E09", on="member", where=ACTIVE & (AGE < 16) & NO_POST, home=PLAIN)
def child_in_public_post(scene: Scene, member: Row) -> None:
    """E09: a child under 16 holds a public post."""
    member.edit(public_post_months=6)
    member.plant("public_post", scene.choose(POSTS), "")


@plants("E10", on="member", where=ACTIVE & (AGE >= 70) & NO_POST, home=PLAIN)
def elder_in_public_post(scene: Scene, member: Row) -> None:
    """E10: a member of 70 or more holds a public post."""
    member.edit(public_post_months=12)
    member.plant("public_post", scene.choose(POSTS), "")


@plants("E11", on="member", where=ABLE & NO_POST, home=PLAIN)
def post_without_months(scene: Scene, member: Row) -> None:
    """E11: a public post without months."""
    member.edit(public_post_months=None)
    member.plant("public_post", scene.choose(POSTS), "")


@plants("E12", on="member", where=ABLE & NO_POST, home=PLAIN)
def months_without_post(scene: Scene, member: Row) -> None:
    """E12: months in a public post, but no post."""
    member.plant("public_post_months", scene.between(3, 12), "")


@plants("E13", on="member", where=ABLE & NO_POST, home=MIXED)
def three_posts(scene: Scene, member: Row) -> None:
    """E13: one person holds three public posts in one year."""
    year = scene.as_of.year - 1
    for post, month in zip(POSTS, (1, 5, 9), strict=False):
        spell = {"started_on": date(year, month, 1), "ended_on": date(year, month + 3, 28)}
        row = work(
            scene,
            member,
            is_working=True,
            data_year=year,
            public_post=post,
            public_post_months=4,
            work_channel="05",
            work_region="01",
            **spell,
        )
        row.record("public_post", "")


@plants(
    "E14",
    on="work_monitor",
    where=~pl.col("plans_work").fill_null(value=False) & pl.col("is_working"),
    home=PLAIN,
)
def plan_without_needs(_scene: Scene, job: Row) -> None:
    """E14: plans to work, but no service is named."""
    job.edit(service_needs=None)
    job.plant("plans_work", value=True)


@plants(
    "E15",
    on="work_monitor",
    where=pl.col("is_working") & (pl.col("transport_subsidy_yuan").fill_null(0) == 0),
    home=PLAIN,
)
def subsidy_of_nothing(scene: Scene, job: Row) -> None:
    """E15: a migrant-work subsidy is registered, but none was paid."""
    person = next(row for row in scene.members(job.home) if row["person_id"] == job["person_id"])
    measure(scene, job.home, "40", ["4002"], person=person)
    job.record("transport_subsidy_yuan", "")


@plants(
    "E16",
    on="case",
    where=OPEN,
    home=(pl.col("n_at_work") > 0) & (pl.col("h_wage_income_yuan").fill_null(0) > 0),
    build=open_case,
)
def work_without_wages(_scene: Scene, case: Row) -> None:
    """E16: somebody of a monitored household works, but it has no wages."""
    home = case.home
    wages = amount(home, "wage_income")
    transfer = amount(home, "other_transfer_income") + wages
    earn(home, migrant_wage=0, public_post_wage=0, other_wage=0, other_transfer_income=transfer)
    home.record("wage_income_yuan", round(wages, 2))


@plants(
    "E17",
    on="household",
    home=PLAIN
    & (pl.col("n_working") == 0)
    & (pl.col("work_monitor") == 0)
    & (pl.col("h_wage_income_yuan").fill_null(0) == 0)
    & (pl.col("h_other_transfer_income_yuan") > 600),
)
def wages_without_work(_scene: Scene, home: Row) -> None:
    """E17: wages, although nobody works or holds a post."""
    move(home, "other_wage", round(0.5 * amount(home, "other_transfer_income"), 2))
    home.record("wage_income_yuan", 0)
