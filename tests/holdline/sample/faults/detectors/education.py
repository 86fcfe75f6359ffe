"""Group C."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import Frame, World, detects, within

AGE = pl.col("age")
SCHOOL = pl.col("school_status")
LEVEL = pl.col("education_level")
OUT = SCHOOL.is_null() | (SCHOOL == "00")
SENIOR_UP = [
    "31",
    "32",
    "33",
    "41",
    "42",
    "43",
    "51",
    "52",
    "53",
    "60",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
]
TO_SENIOR = ["01", "10", "11", "12", "13", "14", "15", "16", "21", "22", "23", "31", "32", "33"]
VOCATIONAL = ["41", "42", "43", "51", "52", "53", "82"]


@detects("C01")
def both(w: World) -> Frame:
    return w.member.filter(LEVEL.is_not_null() & ~OUT)


@detects("C02")
def neither(w: World) -> Frame:
    return w.member.filter((AGE >= 6) & LEVEL.is_null() & OUT & pl.col("dropout_reason").is_null())


@detects("C03")
def child_out(w: World) -> Frame:
    return w.member.filter(
        AGE.is_between(6, 15) & OUT & pl.col("dropout_reason").is_null() & pl.col("is_healthy")
    )


@detects("C04")
def dropout(w: World) -> Frame:
    left = w.member.filter(pl.col("dropout_reason").is_not_null())
    fine = w.open.filter(~pl.col("has_dropout_when_identified"))
    return within(left, fine)


@detects("C05")
def nursery(w: World) -> Frame:
    return w.member.filter((AGE >= 7) & pl.col("is_healthy") & (SCHOOL == "01"))


@detects("C06")
def young_senior(w: World) -> Frame:
    return w.member.filter((AGE <= 14) & SCHOOL.is_in(SENIOR_UP))


@detects("C07")
def old_primary(w: World) -> Frame:
    return w.member.filter(
        (AGE >= 20) & SCHOOL.is_in(["01", "10", "11", "12", "13", "14", "15", "16"])
    )


@detects("C08")
def junior_age(w: World) -> Frame:
    return w.member.filter(SCHOOL.is_in(["21", "22", "23"]) & ~AGE.is_between(11, 17))


@detects("C10")
def working_student(w: World) -> Frame:
    busy = pl.col("is_working").fill_null(value=False) | pl.col("plans_work").fill_null(value=False)
    return w.job.filter(busy & SCHOOL.is_in(TO_SENIOR))


@detects("C11")
def child_labour(w: World) -> Frame:
    return w.member.filter((AGE < 16) & (pl.col("labour_capacity") != "05"))


@detects("C12")
def elder_labour(w: World) -> Frame:
    return w.member.filter((AGE >= 60) & pl.col("labour_capacity").is_in(["01", "02", "04"]))


@detects("C13")
def level_age(w: World) -> Frame:
    return w.member.filter(
        (LEVEL.is_in(["06", "07", "08"]) & (AGE < 18)) | ((LEVEL == "00") & (AGE > 7))
    )


@detects("C14")
def grant(w: World) -> Frame:
    granted = w.measure.filter(
        pl.col("measure_kinds").list.contains("4702") & pl.col("person_id").is_not_null()
    )
    pupils = w.everyone.select("person_id", "school_status")
    return granted.join(pupils, on="person_id").filter(
        ~SCHOOL.is_in(VOCATIONAL).fill_null(value=False)
    )
