"""Group J."""

import polars as pl

from tests.holdline.sample.faults.detectors.world import (
    Frame,
    World,
    detects,
    line,
    months,
    within,
    without,
)

TYPE = pl.col("elimination_type")
MONTH = pl.col("eliminated_month")
GAP = months("identified_month", "eliminated_month")


@detects("J01")
def within_a_year(w: World) -> Frame:
    return w.case.filter(MONTH.is_not_null() & (GAP < 12) & (TYPE != "ELIM_NATURAL"))


@detects("J02")
def at_once(w: World) -> Frame:
    return w.case.filter((GAP <= 2) & (TYPE == "ELIM_BY_SUPPORT"))


@detects("J03")
def backwards(w: World) -> Frame:
    return w.case.filter(pl.col("identified_month") > MONTH)


@detects("J04")
def incomplete(w: World) -> Frame:
    names = [
        f"has_{name}_when_eliminated"
        for name in ("dropout", "house_problem", "water_problem", "uninsured")
    ]
    names += [
        "elimination_type",
        "wage_income_when_eliminated_yuan",
        "business_income_when_eliminated_yuan",
        "net_income_per_head_when_eliminated_yuan",
    ]
    return w.closed.filter(pl.any_horizontal(pl.col(name).is_null() for name in names))


@detects("J05")
def unsupported(w: World) -> Frame:
    idle = w.case.filter("is_supported").filter(
        pl.col("developmental_status").fill_null("none") != "done"
    )
    return w.unanswered(idle)


@detects("J06")
def below_line(w: World) -> Frame:
    income = pl.col("net_income_per_head_when_eliminated_yuan")
    return w.case.filter("is_supported").filter(income < line(MONTH))


@detects("J07")
def no_labour(w: World) -> Frame:
    return within(w.case.filter("is_supported"), w.home.filter("is_whole_no_labour"))


@detects("J08")
def people_left(w: World) -> Frame:
    return within(w.closed.filter(TYPE == "ELIM_NATURAL"), w.member)


@detects("J09")
def nobody_left(w: World) -> Frame:
    return without(w.open, w.member)


@detects("J10")
def new_risk(w: World) -> Frame:
    illness = w.member.filter(pl.col("health_status").list.contains("03")).select(
        "household_id", on="diagnosed_on"
    )
    house = w.home.filter(pl.col("house_grade").is_in(["C", "D"])).select(
        "household_id", on="house_graded_on"
    )
    events = pl.concat([illness, house]).filter(pl.col("on").is_not_null())
    ended = w.closed.select(
        "household_id", "case_id", ended=pl.coalesce("eliminated_on", "eliminated_month")
    )
    later = events.join(ended, on="household_id").filter(
        (pl.col("on") > pl.col("ended")) & (pl.col("on") < w.ago(30))
    )
    again = w.case.select("household_id", again="identified_month")
    pairs = later.join(again, on="household_id").filter(
        pl.col("again").is_between(
            pl.col("on").dt.month_start().dt.offset_by("-1mo"), pl.col("on").dt.offset_by("30d")
        )
        & (pl.col("again") > pl.col("ended").dt.month_start())
    )
    return without(later, pairs, "household_id")


@detects("J11")
def future(w: World) -> Frame:
    return w.case.filter(w.as_of < MONTH)


@detects("J12")
def long_open(w: World) -> Frame:
    today = w.as_of.year * 12 + w.as_of.month
    then = pl.col("identified_month").dt.year() * 12 + pl.col("identified_month").dt.month().cast(
        pl.Int32
    )
    return w.open.filter(today - then > 24)


@detects("J13")
def open_measure(w: World) -> Frame:
    cases = w.closed.select("case_id", ended=pl.coalesce("eliminated_on", "eliminated_month"))
    return (
        w.measure.filter(pl.col("ended_on").is_null())
        .join(cases, on="case_id")
        .filter(pl.col("ended") < w.ago(183))
    )


@detects("J14")
def contradictory(w: World) -> Frame:
    typed = TYPE.is_not_null() & (TYPE != "NONE")
    ended = pl.col("is_eliminated")
    return w.case.filter(
        (~ended & (typed | MONTH.is_not_null())) | (ended & (~typed | MONTH.is_null()))
    )
