"""Faults of health, disability and insurance, group D; D13 needs `earlier` snapshots."""

from datetime import timedelta

import polars as pl

from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import match
from holdline.sample.faults.views import HEALTHY, PLAIN, STUDENT, WORKING

ACTIVE = pl.col("is_active")
AGE = pl.col("age")
HEALTH = pl.col("health_status")
LABOUR = pl.col("labour_capacity")
WORKING_AGE = AGE.is_between(18, 58)
UNMATCHED = PLAIN & (pl.col("dept_match") == 0)
SOME_LABOUR = PLAIN & ~pl.col("h_is_whole_no_labour").fill_null(value=False)
ABLE = ACTIVE & WORKING_AGE & HEALTHY & LABOUR.is_in(["01", "02"]) & ~STUDENT & ~WORKING


@plants(
    "D01", on="member", where=ACTIVE & HEALTHY & pl.col("disability_grade").is_null(), home=PLAIN
)
def no_health(_scene: Scene, member: Row) -> None:
    """D01: the state of health is empty."""
    member.plant("health_status", None)


@plants("D02", on="member", where=ACTIVE & HEALTHY, home=PLAIN & (pl.col("h_main_cause") != "01"))
def healthy_and_ill(_scene: Scene, member: Row) -> None:
    """D02: healthy and chronically ill at once."""
    member.plant("health_status", ["01", "02"])


@plants("D03", on="member", where=ABLE, home=PLAIN & (pl.col("work_monitor") == 0))
def healthy_without_labour_left(_scene: Scene, member: Row) -> None:
    """D03: healthy, of working age, yet "labour lost"."""
    member.plant("labour_capacity", "04")


@plants("D04", on="member", where=ABLE, home=PLAIN & (pl.col("work_monitor") == 0))
def healthy_without_labour(_scene: Scene, member: Row) -> None:
    """D04: healthy, of working age, no student, yet "no labour"."""
    member.plant("labour_capacity", "05")


@plants(
    "D05",
    on="member",
    where=ACTIVE & pl.col("disability_grade").is_in(["1", "2"]) & AGE.is_between(17, 59),
    home=SOME_LABOUR,
)
def severely_disabled_labour(scene: Scene, member: Row) -> None:
    """D05: severely disabled, yet ordinary or skilled labour."""
    member.plant("labour_capacity", scene.choose(["01", "02"]))


@plants("D06", on="member", where=ACTIVE, home=PLAIN)
def insured_twice(_scene: Scene, member: Row) -> None:
    """D06: in the residents' and in the employees' medical insurance."""
    member.edit(has_resident_medical=True)
    member.plant("has_employee_medical", value=True, expected=False)


@plants("D07", on="member", where=ACTIVE & pl.col("insurance_exemption").is_null(), home=PLAIN)
def not_insured(_scene: Scene, member: Row) -> None:
    """D07: in no basic medical insurance, and no reason why."""
    member.edit(has_employee_medical=False)
    member.plant("has_resident_medical", value=False, expected=True)


@plants(
    "D08",
    on="member",
    where=ACTIVE & (HEALTH.list.contains("02") | HEALTH.list.contains("03")),
    home=PLAIN & (pl.col("h_main_cause") == "01"),
)
def patient_without_serious_illness_insurance(_scene: Scene, member: Row) -> None:
    """D08: a patient of a household poor by illness lacks serious-illness insurance."""
    member.plant("has_serious_illness_insurance", value=False, expected=True)


@plants("D09", on="member", where=ACTIVE & HEALTH.list.contains("03"), home=PLAIN)
def major_illness_without_cost(_scene: Scene, member: Row) -> None:
    """D09: a major illness that cost nothing."""
    member.edit(medical_out_of_list_yuan=0.0)
    member.plant("medical_self_pay_yuan", 0.0)


@plants("D10", on="member", where=ACTIVE & (AGE >= 16) & ~STUDENT, home=PLAIN)
def pensioned_twice(_scene: Scene, member: Row) -> None:
    """D10: in the residents' and in the employees' pension insurance."""
    member.edit(has_resident_pension=True)
    member.plant("has_employee_pension", value=True, expected=False)


@plants("D11", on="member", where=ACTIVE & (AGE >= 60), home=PLAIN)
def elder_without_pension(_scene: Scene, member: Row) -> None:
    """D11: sixty or older and in no pension scheme."""
    member.edit(has_employee_pension=False, is_drawing_pension=False)
    member.plant("has_resident_pension", value=False, expected=True)


@plants("D12", on="member", where=ACTIVE & (AGE >= 60), home=UNMATCHED)
def dead_but_registered(scene: Scene, member: Row) -> None:
    """D12, with K07: the police report a death, the member is still on the register."""
    day = scene.as_of - timedelta(days=scene.between(40, 300))
    row = match(scene, member.home, "10", "death", person=member, event_on=day)
    row.record("event_on", "", "K07")
