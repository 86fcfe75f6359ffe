"""Households hit by one event, followed month by month: taken up, eliminated, still watched."""

from collections.abc import Sequence
from datetime import date

import polars as pl

COUNTS = ("open", "new", "eliminated", "taken_up", "cleared", "untouched")
WITH_PEOPLE = ("open", "new", "eliminated")


def followed(cohort: pl.Series, spells: pl.DataFrame, months: Sequence[date]) -> pl.DataFrame:
    """What became of the households of *cohort*.

    Args:
        cohort: their numbers; each counts once.
        spells: rows of map/spells, of these and of other households.
        months: first days, from the event's month on, in order.

    Returns:
        One row a month: month; open (under monitoring at month end), new (came under monitoring in
        the month), eliminated (in the month), taken_up (came under monitoring since the event),
        cleared (eliminated since the event), untouched (never monitored by month end) in distinct
        households, and open_people, new_people, eliminated_people at identification.
    """
    own = spells.filter(pl.col("household_id").is_in(cohort.unique().implode()))
    size = cohort.n_unique()
    rows = [{"month": month, **_counted(own, month, months[0], size)} for month in months]
    people = (f"{name}_people" for name in WITH_PEOPLE)
    return pl.DataFrame(
        rows, schema={"month": pl.Date(), **dict.fromkeys((*COUNTS, *people), pl.Int64())}
    )


def members(
    cohort: pl.Series, spells: pl.DataFrame, name: str, month: date, since: date
) -> pl.Series:
    """The numbers of the households behind count *name* of `followed` at *month*, in order."""
    own = spells.filter(pl.col("household_id").is_in(cohort.unique().implode()))
    if name == "untouched":
        begun = own.filter(pl.col("identified_month") <= month)["household_id"]
        return cohort.filter(~cohort.is_in(begun.unique().implode())).unique().sort()
    return own.filter(_is(name, month, since))["household_id"].unique().sort()


def _counted(own: pl.DataFrame, month: date, since: date, size: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in COUNTS[:-1]:
        held = own.filter(_is(name, month, since))
        found[name] = held["household_id"].n_unique()
        if name in WITH_PEOPLE:
            found[f"{name}_people"] = int(held["people"].sum())
    begun = own.filter(pl.col("identified_month") <= month)["household_id"].n_unique()
    return {**found, "untouched": size - begun}


def _is(name: str, month: date, since: date) -> pl.Expr:
    """Whether a spell makes its household count as *name* at *month*."""
    began, ended = pl.col("identified_month"), pl.col("closed_month")
    is_new, is_out = ~pl.col("is_continued"), pl.col("is_eliminated")
    told = {
        "open": (began <= month) & (ended.is_null() | (ended > month)),
        "new": is_new & (began == month),
        "eliminated": is_out & (ended == month),
        "taken_up": is_new & began.is_between(since, month),
        "cleared": is_out & ended.is_between(since, month),
    }
    return told[name]
