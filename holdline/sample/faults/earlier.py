"""Earlier snapshots of a few households, for the faults that only show over years: C09 and D13.

One import is one snapshot, so these cannot stand in it. What is made here are the household and
member rows of those households as they were one and two years before; imported first, as
snapshots of their own, they let the checks over years find what is recorded.
"""

from datetime import date

import numpy as np
import polars as pl

from holdline.sample.faults.scene import Scene
from holdline.sample.faults.views import HEALTHY, PLAIN
from holdline.sample.tables import Tables

GRADES = ["12", "13", "14", "15", "16", "21", "22", "23"]
YEARS = (2, 1)
AMOUNT = 3
ACTIVE = pl.col("is_active") & PLAIN
PUPIL = ACTIVE & pl.col("school_status").is_in(GRADES) & (pl.col("n_students") == 1)
NOTHING_SAID = pl.col("recovered_on").is_null() & pl.col("note").is_null()
WELL = ACTIVE & HEALTHY & NOTHING_SAID & (pl.col("age") > 20) & (pl.col("n_students") == 0)


def earlier(
    tables: Tables, truth: pl.DataFrame, *, seed: int, chunk: str, as_of: date
) -> tuple[dict[date, Tables], pl.DataFrame]:
    """Snapshots of the two years before, and what they prove about the present one.

    C09: a pupil is in the same grade in all three. D13: somebody was gravely ill a year before,
    is healthy now, and nothing is said about recovery.

    Args:
        tables: a county's tables with their faults; they stay as they are.
        truth: of those faults; their households are left alone.
        seed: the sample's seed.
        chunk: the county's code.
        as_of: the day of *tables*.

    Returns:
        By day, oldest first, tables household and member of the households concerned; and the
        truth of C09 and D13, of the form that `plant` gives.
    """
    scene = Scene(tables, seed=seed, chunk=chunk, as_of=as_of, every=True)
    faulty = tables["household"]["household_id"].is_in(truth["household_id"].implode())
    scene.take_all(np.flatnonzero(faulty.to_numpy()))
    found = scene.views.masks("member", {"C09": PUPIL, "D13": WELL})
    for check, field, expected in (("C09", "school_status", ""), ("D13", "health_status", "03")):
        scene.turn_to(check)
        for member in scene.pick("member", found[check], AMOUNT):
            member.record(field, expected)
    told = scene.truth.frame()
    days = [as_of.replace(year=as_of.year - years) for years in YEARS]
    return {day: _snapshot(tables, told, day) for day in days}, told


def _snapshot(tables: Tables, truth: pl.DataFrame, day: date) -> Tables:
    concerned = pl.col("household_id").is_in(truth["household_id"].implode())
    ill = truth.filter(pl.col("check") == "D13")["person_id"]
    return {
        "household": _household(tables["household"].filter(concerned), day),
        "member": _member(tables["member"].filter(concerned), ill, day),
    }


def _household(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    moments = ("collected_on", "entered_at", "updated_at", "last_visited_on")
    days = [pl.col(name).dt.year() - day.year for name in moments]
    return rows.with_columns(
        pl.lit(day.year, pl.Int32).alias("data_year"),
        pl.lit(day.year, pl.Int32).alias("income_year"),
        *(
            pl.col(name).dt.offset_by(pl.format("-{}y", gap.clip(0)))
            for name, gap in zip(moments, days, strict=True)
        ),
        pl.lit(None, pl.Float64).alias("previous_net_income_per_head_yuan"),
    )


def _member(rows: pl.DataFrame, ill: pl.Series, day: date) -> pl.DataFrame:
    was_ill = pl.col("person_id").is_in(ill.implode())
    return rows.filter(pl.col("birth_on") < day).with_columns(
        pl.when(was_ill)
        .then(pl.lit(["03"], pl.List(pl.String)))
        .otherwise("health_status")
        .alias("health_status"),
        pl.when(was_ill)
        .then(8200.0)
        .otherwise("medical_self_pay_yuan")
        .alias("medical_self_pay_yuan"),
    )
