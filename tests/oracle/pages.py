"""What the risks, timelines, queues, modules and explore pages count, a second time, in Polars.

From the import files and the words of the pages alone, as tests/oracle/headline is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from tests.oracle.headline import Oracle, placed
from tests.oracle.imports import accepted, divisions

RISKS = [f"risk_{place}" for place in range(1, 6)]
CASE = (*RISKS, "identified_month", "identified_on", "eliminated_month", "eliminated_on",
        "elimination_type", "contact_name", "contact_phone")  # fmt: skip
HOME = ("household_type", "house_grade", "net_income_per_head_yuan")
Choice = dict[str, Any]


@dataclass(frozen=True)
class Pages:
    """What the pages count, of one import.

    Attributes:
        oracle: that of the headline figures.
        spells: its spells, with what the pages tell them apart by.
        homes: household_id and placed_code of each household.
        tables: other tables, each row with its household's placed_code.
    """

    oracle: Oracle
    spells: pl.DataFrame
    homes: pl.DataFrame
    tables: dict[str, pl.DataFrame]

    def within(self, rows: pl.DataFrame, choice: Choice) -> pl.DataFrame:
        """The rows placed in the chosen division, by placed_code."""
        return self.oracle.within(rows, choice["division"], choice["view"])

    def latest(self, choice: Choice) -> pl.DataFrame:
        """Each household's latest spell by the end of the month; closed: eliminated by then."""
        begun = self.within(self.spells, choice).filter(pl.col("begin") <= choice["month"])
        last = begun.sort("begin", "case_id").unique("household_id", keep="last")
        is_closed = pl.col("end").is_not_null() & (pl.col("end") <= choice["month"])
        return last.with_columns(closed=is_closed)

    def open(self, choice: Choice) -> pl.DataFrame:
        """Those under monitoring at the end of the month."""
        return self.latest(choice).filter(~pl.col("closed"))

    def ended(self, choice: Choice) -> pl.DataFrame:
        """Every elimination by the end of the month."""
        ended = (pl.col("end") <= choice["month"]) & ~pl.col("is_superseded")
        return self.within(self.spells, choice).filter(ended)


def read(folder: Path, oracle: Oracle) -> Pages:
    """The pages of one import folder of Parquet files."""
    cases = accepted(folder, "monitor_case", CASE)
    homes = accepted(folder, "household", HOME)
    heads = (
        accepted(folder, "member", ("relation_to_head", "sex", "member_status"))
        .filter(
            pl.col("relation_to_head") == "01",
            pl.col("member_status").fill_null("active") == "active",
        )
        .group_by("household_id")
        .agg(head_sex=pl.col("sex").min())
    )
    spells = (
        oracle.spells.drop([one for one in (*CASE, *HOME) if one in oracle.spells.columns])
        .join(cases.drop("household_id"), on="case_id", how="left")
        .join(homes.drop("village_code"), on="household_id", how="left")
        .join(heads, on="household_id", how="left")
        .with_columns(
            risks=pl.concat_list(pl.col("risk_1").fill_null("UNKNOWN"), *RISKS[1:])
            .list.drop_nulls()
            .list.unique()
            .list.sort()
        )
    )
    places = placed(accepted(folder, "household", ()), set(divisions(folder)["division_code"]))
    tables = {
        name: accepted(folder, name, columns).join(places, on="household_id", how="left")
        for name, columns in COLUMNS.items()
    }
    own = [name for name in tables if "village_code" in tables[name].columns]
    for name in own:
        tables[name] = tables[name].with_columns(
            pl.col("placed_code").fill_null(pl.col("village_code"))
        )
    return Pages(oracle, spells, places, tables)


COLUMNS = {
    "self_report": ("village_code", "self_report_channel", "reported_on", "closed_on"),
    "suspected": ("village_code", "batch", "issued_on", "due_on", "issue_status", "handled_on"),
    "micro_credit": ("lent_on", "loan_status", "is_overdue", "loan_yuan"),
    "member_change": ("change_direction", "member_change_reason", "changed_on"),
    "work_monitor": ("person_id", "data_year", "is_working"),
    "responsible": (
        "assigned_on",
        "ended_on",
        "last_visited_on",
        "responsible_id_number",
        "organisation",
        "responsible_name",
        "phone",
    ),
}
HANDLED = ("true_kept", "corrected", "false_alarm")
DIMENSIONS: dict[str, pl.Expr] = {
    "monitor_type": pl.col("monitor_type"),
    "main_risk": pl.col("risk_1").fill_null("UNKNOWN"),
    "identified_year": pl.col("begin").dt.year().cast(pl.String),
    "people": pl.when(pl.col("people") >= 6)
    .then(pl.lit("6_more"))
    .otherwise(pl.col("people").cast(pl.String)),
    "household_type": pl.col("household_type").fill_null("UNKNOWN"),
    "house_grade": pl.col("house_grade").fill_null("UNKNOWN"),
    "head_sex": pl.col("head_sex").fill_null("UNKNOWN"),
}


def main_risk(pages: Pages, choice: Choice) -> int:
    """Households under monitoring whose first risk it is."""
    return pages.open(choice).filter(pl.col("risk_1").fill_null("UNKNOWN") == choice["key"]).height


def any_risk(pages: Pages, choice: Choice) -> int:
    """Households under monitoring with it among their five."""
    return pages.open(choice).filter(pl.col("risks").list.contains(choice["key"])).height


def set_of_risks(pages: Pages, choice: Choice) -> int:
    """Households under monitoring with exactly these."""
    return pages.open(choice).filter(pl.col("risks").list.join("+") == choice["key"]).height


def cohort(pages: Pages, choice: Choice) -> int:
    """Of those that began in a month, eliminated within so many; both told, and in order."""
    month, months = choice["key"].split("~")
    begun, ended = pl.col("begin"), pl.col("end")
    passed = (ended.dt.year() - begun.dt.year()) * 12 + ended.dt.month() - begun.dt.month()
    return (
        timed(pages.ended(choice))
        .filter(begun.dt.strftime("%Y-%m") == month, passed <= int(months))
        .height
    )


def timed(rows: pl.DataFrame) -> pl.DataFrame:
    """Those whose months are both told, the elimination not before the identification."""
    begun = pl.coalesce("identified_month", "identified_on")
    ended = pl.coalesce("eliminated_month", "eliminated_on")
    in_order = pl.col("eliminated_month").fill_null(date(9999, 12, 1)) >= pl.col("begin")
    return rows.filter(begun.is_not_null(), ended.is_not_null(), in_order)


def early(pages: Pages, choice: Choice) -> int:
    """Eliminated, not naturally, before a year was whole; by months where a day is missing."""
    rows = pages.ended(choice).filter(pl.col("elimination_type").fill_null("") != "ELIM_NATURAL")
    whole = pl.col("identified_on").dt.offset_by("1y")
    begun, ended = pl.col("begin"), pl.col("end")
    passed = (ended.dt.year() - begun.dt.year()) * 12 + ended.dt.month() - begun.dt.month()
    by_day = pl.col("eliminated_on") < whole
    told = pl.col("identified_on").is_not_null() & pl.col("eliminated_on").is_not_null()
    return rows.filter(pl.when(told).then(by_day).otherwise(passed < 12)).height


def reports(pages: Pages, choice: Choice) -> int:
    """Self-reports of a channel by the day: all, those closed, or those open beyond their days."""
    on, closed = choice["on"], pl.col("closed_on").fill_null(date(9999, 12, 31))
    rows = pages.within(pages.tables["self_report"], choice).filter(
        pl.col("reported_on") <= on,
        pl.col("self_report_channel").fill_null("UNKNOWN") == choice["key"],
    )
    late = (closed > on) & (pl.col("reported_on") < on - timedelta(days=choice["days"]))
    kept = {"reported": pl.lit(value=True), "closed": closed <= on, "overdue": late}
    return rows.filter(kept[choice["figure"]]).height


def suspected(pages: Pages, choice: Choice) -> int:
    """Suspected records of a batch and due day: all, in time, late, or open beyond the day."""
    batch, due = choice["key"].split("~")
    on, day = choice["on"], date.fromisoformat(due)
    handled = pl.when(pl.col("issue_status").is_in(HANDLED)).then(pl.col("handled_on"))
    done = pl.when(handled <= on).then(handled)
    rows = pages.within(pages.tables["suspected"], choice).filter(
        pl.col("issued_on") <= on,
        pl.col("due_on") == day,
        pl.col("batch").fill_null("UNKNOWN") == batch,
    )
    kept = {
        "issues": pl.lit(value=True), "in_time": done <= day, "late": done > day,
        "open": done.is_null(), "overdue": done.is_null() & pl.lit(day < on),
    }  # fmt: skip
    return rows.filter(kept[choice["figure"]]).height


def credit(pages: Pages, choice: Choice) -> int:
    """Loans made by the day: all, those overdue, those above fifty thousand."""
    rows = pages.within(pages.tables["micro_credit"], choice)
    rows = rows.filter(pl.col("lent_on") <= choice["on"])
    late = pl.coalesce("is_overdue", pl.col("loan_status") == "overdue")
    kept = {"loans": pl.lit(value=True), "overdue": late, "too_large": pl.col("loan_yuan") > 50000}
    return rows.filter(kept[choice["figure"]]).height


def members(pages: Pages, choice: Choice) -> int:
    """Members who came or went from the first of the year to the day."""
    rows = pages.within(pages.tables["member_change"], choice)
    rows = rows.filter(pl.col("changed_on").is_between(choice["since"], choice["on"]))
    way, why = pl.col("change_direction"), pl.col("member_change_reason")
    kept = {
        "came": way == "increase",
        "went": way == "decrease",
        "births": why == "01",
        "deaths": why == "51",
    }
    return rows.filter(kept[choice["figure"]]).height


def work(pages: Pages, choice: Choice) -> int:
    """People with a record of work in the year, or the year before."""
    year = choice["year"] - (choice["figure"] == "before")
    rows = pages.within(pages.tables["work_monitor"], choice)
    kept = rows.filter(pl.col("data_year") == year, pl.col("is_working"))
    return kept.select("person_id", "household_id").unique().height


def support(pages: Pages, choice: Choice) -> int:
    """Households under monitoring with somebody responsible on the day, or with nobody.

    Or visited in ninety days, not visited though nothing later is told, or of whoever has most.
    """
    on, far = choice["on"], date(9999, 12, 31)
    pairs = pages.tables["responsible"].filter(
        pl.col("assigned_on").fill_null(on) <= on, pl.col("ended_on").fill_null(far) > on
    )
    rows, figure = pages.open(choice), choice["figure"]
    how = {"covered": "semi", "uncovered": "anti"}.get(figure)
    if how:
        return rows.join(pairs, on="household_id", how=how).height
    if figure == "heaviest":
        unit = pl.concat_str(
            pl.col("organisation", "responsible_name", "phone").fill_null("").str.strip_chars(),
            separator="~",
        )
        number = pl.col("responsible_id_number").str.strip_chars().str.to_uppercase()
        cared = pairs.join(rows, on="household_id", how="semi").group_by(
            pl.coalesce(number.replace("", None), unit)
        )
        return int(cared.agg(pl.col("household_id").n_unique())["household_id"].max() or 0)
    if figure == "monitored":
        return rows.height
    visits = pairs.group_by("household_id").agg(
        latest=pl.col("last_visited_on").max(),
        known=pl.col("last_visited_on").filter(pl.col("last_visited_on") <= on).max(),
    )
    rows = rows.join(visits, on="household_id", how="left")
    visited = (pl.col("known") > on - timedelta(days=90)).fill_null(value=False)
    nothing_later = (pl.col("latest") <= on).fill_null(value=True)
    return rows.filter(visited if figure == "visited" else ~visited & nothing_later).height


def collection(pages: Pages, choice: Choice) -> int:
    """Households under monitoring: all, those without a contact, those without an income."""
    lacks = pl.col("contact_name").is_null() | pl.col("contact_phone").is_null()
    kept = {
        "monitored": pl.lit(value=True), "no_contact": lacks,
        "no_income": pl.col("net_income_per_head_yuan").is_null(),
    }  # fmt: skip
    return pages.open(choice).filter(kept[choice["figure"]]).height


def cell(pages: Pages, choice: Choice) -> int:
    """Households of a measure for which every step and the cell's own value hold."""
    rows = pages.latest(choice)
    if choice["measure"] != "identified":
        rows = rows.filter(pl.col("closed") == (choice["measure"] == "eliminated"))
    for step in choice["steps"]:
        name, value = step.split("=")
        holds = (
            pl.col("risks").list.contains(value) if name == "risk" else DIMENSIONS[name] == value
        )
        rows = rows.filter(holds)
    return rows.height


FAMILIES: dict[str, Callable[[Pages, Choice], int]] = {
    "main": main_risk, "any": any_risk, "set": set_of_risks, "cohort": cohort, "under_year": early,
    "reports": reports, "suspected": suspected, "credit": credit, "members": members,
    "work": work, "support": support, "collection": collection, "cell": cell,
}  # fmt: skip
