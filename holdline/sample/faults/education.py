"""Faults of schooling and age, group C. C09 needs earlier snapshots: see `earlier`."""

import polars as pl

from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import measure, open_case, work
from holdline.sample.faults.views import HEALTHY, OPEN, PLAIN, STUDENT, risk

ACTIVE = pl.col("is_active")
AGE = pl.col("age")
SCHOOL = pl.col("school_status")
LEVEL = pl.col("education_level")
ADULT = ACTIVE & ~STUDENT & LEVEL.is_not_null() & AGE.is_between(20, 59)
IDLE = pl.col("public_post").is_null() & (pl.col("work_months").fill_null(0) == 0)
SEVERE = pl.col("disability_grade").is_in(["1", "2"]).fill_null(value=False)
SENIOR = ["31", "32", "33"]
COMPULSORY = ["11", "12", "13", "14", "15", "16", "21", "22", "23"]
GRADES = [*COMPULSORY, *SENIOR]
NO_GRANT = PLAIN & (pl.col("k_4702") == 0)


@plants("C01", on="member", where=ACTIVE & STUDENT & LEVEL.is_null(), home=PLAIN)
def schooled_and_at_school(_scene: Scene, member: Row) -> None:
    """C01: a student has a level of education too."""
    member.plant("education_level", "02", "")


@plants("C02", on="member", where=ADULT & pl.col("dropout_reason").is_null(), home=PLAIN)
def neither_schooled_nor_at_school(_scene: Scene, member: Row) -> None:
    """C02: neither level of education nor school."""
    member.edit(school_status=None)
    member.plant("education_level", None)


@plants(
    "C03", on="member", where=ACTIVE & STUDENT & HEALTHY & AGE.is_between(10, 15), home=NO_GRANT
)
def child_out_of_school(_scene: Scene, member: Row) -> None:
    """C03: a healthy child of 10 to 15 is not at school, and no reason is given."""
    member.edit(education_level="02", dropout_reason=None)
    member.plant("school_status", "00")


@plants(
    "C04",
    on="case",
    where=OPEN
    & ~pl.col("has_dropout_when_identified")
    & (~risk("09") | (pl.col("n_students") > 1)),
    home=pl.col("youngest").is_between(10, 15)
    & (pl.col("n_students") > 0)
    & (pl.col("k_4702") == 0),
    build=open_case,
)
def dropout_without_a_problem(scene: Scene, case: Row) -> None:
    """C04: a child left school for a reason, but the case says nobody has."""
    child = max(scene.members(case.home), key=lambda row: row["birth_on"])
    child.edit(school_status="00", education_level="02")
    child.plant("dropout_reason", scene.choose(["02", "05", "99"]), "")


@plants(
    "C05",
    on="member",
    where=ACTIVE & HEALTHY & AGE.is_between(7, 10) & SCHOOL.is_in(COMPULSORY),
    home=PLAIN,
)
def schoolchild_at_nursery(_scene: Scene, member: Row) -> None:
    """C05: a healthy child of seven or more is at nursery school."""
    member.plant("school_status", "01")


@plants(
    "C06",
    on="member",
    where=ACTIVE & AGE.is_between(9, 14) & SCHOOL.is_in(COMPULSORY),
    home=NO_GRANT,
)
def child_at_senior_school(scene: Scene, member: Row) -> None:
    """C06: a child of 14 or less is at senior secondary school or above."""
    member.plant("school_status", scene.choose(["31", "32", "41", "51"]))


@plants(
    "C07",
    on="member",
    where=ADULT & (AGE < 40) & IDLE,
    home=PLAIN & (pl.col("work_monitor") == 0),
)
def grown_up_at_primary_school(scene: Scene, member: Row) -> None:
    """C07: a grown-up is at primary school."""
    member.edit(education_level=None)
    member.plant("school_status", scene.choose(["11", "13", "16"]), "")


@plants(
    "C08",
    on="member",
    where=ACTIVE & (AGE.is_between(18, 19) | AGE.is_between(8, 10)) & STUDENT & IDLE,
    home=NO_GRANT,
)
def grade_against_age(scene: Scene, member: Row) -> None:
    """C08: a junior secondary grade at an age at which nobody is in it."""
    member.plant("school_status", scene.choose(["21", "22", "23"]))


@plants(
    "C10",
    on="member",
    where=ACTIVE & SCHOOL.is_in(SENIOR) & AGE.is_between(16, 19) & IDLE,
    home=PLAIN & ~pl.col("h_is_whole_no_labour").fill_null(value=False),
)
def student_at_work(scene: Scene, member: Row) -> None:
    """C10: a senior secondary student works."""
    member.edit(labour_capacity="01")
    row = work(scene, member, is_working=True)
    row.record("is_working", "false")


@plants(
    "C11",
    on="member",
    where=ACTIVE & (AGE < 16) & ~SEVERE,
    home=PLAIN & ~pl.col("h_is_whole_no_labour").fill_null(value=False),
)
def child_able_to_work(scene: Scene, member: Row) -> None:
    """C11: a child under 16 counts as able to work."""
    member.plant("labour_capacity", scene.choose(["01", "03"]))


@plants(
    "C12",
    on="member",
    where=ACTIVE & (AGE >= 60) & IDLE & ~SEVERE,
    home=PLAIN & ~pl.col("h_is_whole_no_labour").fill_null(value=False),
)
def elder_able_to_work(scene: Scene, member: Row) -> None:
    """C12: a member of 60 or more counts as ordinary, skilled or lost labour."""
    member.plant("labour_capacity", scene.choose(["01", "02", "04"]))


@plants("C13", on="member", where=ADULT, home=PLAIN)
def schooling_against_age(_scene: Scene, member: Row) -> None:
    """C13: a grown-up's level is "below school age"."""
    member.plant("education_level", "00")


@plants("C14", on="member", where=ACTIVE & SCHOOL.is_in(GRADES), home=NO_GRANT)
def grant_for_another_school(scene: Scene, member: Row) -> None:
    """C14: the vocational grant for a pupil who attends no vocational school."""
    row = measure(scene, member.home, "47", ["4702"], person=member)
    row.record("measure_kinds", "")
