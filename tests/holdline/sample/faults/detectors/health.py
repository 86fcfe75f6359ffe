"""Group D."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import Frame, World, detects, has, within

AGE = pl.col("age")
LABOUR = pl.col("labour_capacity")
HEALTH = pl.col("health_status")
ILL = HEALTH.list.contains("02") | HEALTH.list.contains("03")


def no(column: str) -> pl.Expr:
    return ~pl.col(column).fill_null(value=False)


@detects("D01")
def no_health(w: World) -> Frame:
    return w.member.filter(HEALTH.is_null() | (HEALTH.list.len() == 0))


@detects("D02")
def healthy_and_more(w: World) -> Frame:
    return w.member.filter(HEALTH.list.contains("01") & (HEALTH.list.len() > 1))


@detects("D03")
def healthy_lost(w: World) -> Frame:
    return w.member.filter(AGE.is_between(16, 59) & pl.col("is_healthy") & (LABOUR == "04"))


@detects("D04")
def healthy_none(w: World) -> Frame:
    return w.member.filter(
        AGE.is_between(16, 59) & pl.col("is_healthy") & ~pl.col("is_student") & (LABOUR == "05")
    )


@detects("D05")
def severe_labour(w: World) -> Frame:
    return w.member.filter(
        pl.col("disability_grade").is_in(["1", "2"]) & LABOUR.is_in(["01", "02"])
    )


@detects("D06")
def medical_twice(w: World) -> Frame:
    return w.member.filter(pl.col("has_resident_medical") & pl.col("has_employee_medical"))


@detects("D07")
def no_medical(w: World) -> Frame:
    return w.member.filter(
        no("has_resident_medical")
        & no("has_employee_medical")
        & pl.col("insurance_exemption").is_null()
    )


@detects("D08")
def no_serious(w: World) -> Frame:
    by_cause = (pl.col("main_cause") == "01") | pl.col("other_causes").list.contains("01")
    poor = w.home.filter(by_cause.fill_null(value=False)).select("household_id")
    risky = w.open.filter(has("01")).select("household_id")
    patients = w.member.filter(ILL & ~pl.col("has_serious_illness_insurance"))
    return within(patients, pl.concat([poor, risky]))


@detects("D09")
def free_illness(w: World) -> Frame:
    return w.member.filter(
        HEALTH.list.contains("03") & (pl.col("medical_self_pay_yuan").fill_null(0) == 0)
    )


@detects("D10")
def pension_twice(w: World) -> Frame:
    return w.member.filter(pl.col("has_resident_pension") & pl.col("has_employee_pension"))


@detects("D11")
def no_pension(w: World) -> Frame:
    return w.member.filter(
        (AGE >= 60)
        & no("has_resident_pension")
        & no("has_employee_pension")
        & no("is_drawing_pension")
    )


@detects("D12")
def dead(w: World) -> Frame:
    died = w["dept_match"].filter(
        (pl.col("match_item") == "death") & (pl.col("match_result") == "hit")
    )
    return within(w.member, died, "person_id")
