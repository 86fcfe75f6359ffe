"""What the pages say is lacking, waiting or done, a second time, in Polars.

From the import files and the words of the pages alone, as tests/oracle/headline is.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from tests.oracle.imports import accepted, as_of
from tests.oracle.pages import Pages

Choice = dict[str, Any]
REFERENCE = Path(__file__).parents[2] / "data" / "reference"
STEPS = (
    "appraised_on", "town_reviewed_on", "publicity_from_on", "submitted_to_county_at",
    "county_reviewed_on", "submitted_to_city_on", "submitted_to_province_on",
    "province_decided_on", "annotated_on",
)  # fmt: skip
ANSWERS = ("town_review_result", "county_review_result", "province_result")
BACK = ("returned", "rejected")
FOCUSED = ("HT_ORDINARY", "HT_POV_NOT_ENJOY")
COLUMNS: dict[str, tuple[str, ...]] = {
    "warning": ("village_code", "source_channel", "issued_on", "case_id", "closed_on"),
    "monitor_case": ("source_channel", "clue_on", "county_reviewed_on", "identified_on"),
    "annotation": (*STEPS, *ANSWERS, "annotation_stage"),
    "annotation_file": ("is_done",),
    "support_measure": ("case_id", "measure_class", "risk_type", "started_on"),
    "project": ("project_year", "project_status", "ended_on", "is_asset_registered"),
    "household": ("village_code", "household_type", "disaster_tag", "swept_on"),
    "member": ("member_status", "subsistence_type", "subsistence_from_on", "destitute_type",
               "destitute_from_on", "health_status", "diagnosed_on", "disability_grade",
               "disability_certified_on", "care_level", "birth_on"),
}  # fmt: skip


class Needs:
    """The pages of an import with what these figures are made of, each table read once."""

    def __init__(self, folder: Path, pages: Pages) -> None:
        """*pages* are those of the same *folder*."""
        self.pages, self.day = pages, as_of(folder)
        self.tables = {name: accepted(folder, name, columns) for name, columns in COLUMNS.items()}
        self.homes = self.tables["household"].join(pages.homes, on="household_id")
        self.clues = self._clues()
        self.answers = _answers(pages.spells, self.tables["support_measure"])
        self.groups = _groups(self.tables["member"], self.day).join(self.homes, on="household_id")
        self.labels = self._labels()

    def within(self, rows: pl.DataFrame, choice: Choice) -> pl.DataFrame:
        """The rows placed in the chosen division."""
        return self.pages.within(rows, choice)

    def _clues(self) -> pl.DataFrame:
        """Each warning, and each case that tells of a clue and came of no warning."""
        cases, warnings = self.tables["monitor_case"], self.tables["warning"]
        reviewed = pl.coalesce("county_reviewed_on", "identified_on")
        ends = cases.select("case_id", reviewed=reviewed)
        warned = (
            warnings.join(self.pages.homes, on="household_id", how="left")
            .join(ends, on="case_id", how="left")
            .select(
                channel="source_channel",
                placed_code=pl.coalesce("placed_code", "village_code"),
                told="issued_on",
                ended=pl.coalesce("reviewed", "closed_on"),
                led=pl.col("case_id").is_in(cases["case_id"].to_list()).fill_null(value=False),
            )
        )
        grown = (
            cases.filter(pl.col("clue_on").is_not_null())
            .join(warnings.drop_nulls("case_id"), on="case_id", how="anti")
            .join(self.pages.homes, on="household_id")
            .select(
                "placed_code", channel="source_channel", told="clue_on", ended=reviewed, led=True
            )
        )
        both = pl.concat([warned, grown.select(warned.columns)])
        return both.with_columns(pl.col("channel").fill_null("UNKNOWN"))

    def _labels(self) -> pl.DataFrame:
        """Each household of a round with the papers it lacks."""
        codes = pl.read_csv(REFERENCE / "codes.csv", infer_schema=False)
        papers = codes.filter(pl.col(codes.columns[0]) == "file_item", pl.col("code") != "other")
        wanted = papers.select(file_item="code")
        rounds = self.tables["annotation"].join(self.pages.homes, on="household_id")
        done = self.tables["annotation_file"].filter("is_done")
        keys = ["household_id", "annotation_year"]
        lacking = (
            rounds.select(keys)
            .join(wanted, how="cross")
            .join(done, on=[*keys, "file_item"], how="anti")
            .group_by(keys)
            .agg(lacking="file_item")
        )
        return rounds.join(lacking, on=keys, how="left")


def _answers(spells: pl.DataFrame, measures: pl.DataFrame) -> pl.DataFrame:
    """For each spell and risk, the first day of a measure for it, and whether one has no day.

    A measure that names a risk answers that; one that names none those of its class. It counts for
    the case it names, else from three months before the spell until the month the spell ends.
    """
    by_class = pl.read_csv(REFERENCE / "risk_measures.csv", infer_schema=False)
    named = measures.drop_nulls("risk_type").with_columns(risk="risk_type")
    unnamed = measures.filter(pl.col("risk_type").is_null()).join(
        by_class.select("measure_class", risk="risk_type"), on="measure_class"
    )
    columns = ["household_id", "case_id", "risk", "started_on"]
    given = pl.concat([named.select(columns), unnamed.select(columns)])
    given = given.rename({"case_id": "named"})
    began = pl.coalesce("started_on", "begin")
    first = pl.col("begin").dt.offset_by("-3mo")
    is_open = (began >= first) & (began < pl.col("end").dt.offset_by("1mo")).fill_null(value=True)
    return (
        spells.select("case_id", "household_id", "begin", "end")
        .join(given, on="household_id")
        .filter(
            (pl.col("named") == pl.col("case_id")).fill_null(value=False)
            | (pl.col("named").is_null() & is_open)
        )
        .group_by("case_id", "risk")
        .agg(first=pl.col("started_on").min(), undated=pl.col("started_on").is_null().any())
    )


def _groups(members: pl.DataFrame, day: date) -> pl.DataFrame:
    """Households of each group to be looked at first, and when their latest member came into it."""
    members = members.filter(pl.col("member_status").fill_null("active") == "active")
    aged = pl.col("birth_on") <= date(day.year - 60, day.month, day.day)
    nothing = pl.lit(None, dtype=pl.Date)
    told = {
        "subsistence": (
            pl.col("subsistence_type").is_in(["01", "02"]),
            pl.col("subsistence_from_on"),
        ),
        "destitute": (
            pl.col("destitute_type").fill_null("00") != "00",
            pl.col("destitute_from_on"),
        ),
        "major_illness": (pl.col("health_status").list.contains("03"), pl.col("diagnosed_on")),
        "severe_disability": (
            pl.col("disability_grade").is_in(["1", "2"]),
            pl.col("disability_certified_on"),
        ),
        "dependent_elder": ((pl.col("care_level") == "03") & aged, nothing),
    }
    return pl.concat(
        members.filter(is_in)
        .group_by("household_id")
        .agg(since=since.max())
        .with_columns(group=pl.lit(name))
        for name, (is_in, since) in told.items()
    )


def clues(needs: Needs, choice: Choice) -> int:
    """Clues of the year from a channel: all, running, running too long, identified, or dropped."""
    on, days = choice["on"], choice["days"]
    rows = needs.within(needs.clues, choice).filter(
        pl.col("channel") == choice["key"], pl.col("told").is_between(choice["since"], on)
    )
    over = (pl.col("ended") <= on).fill_null(value=False)
    kept = {
        "clues": pl.lit(value=True), "running": ~over, "identified": over & pl.col("led"),
        "overdue": ~over & (pl.col("told") < on - timedelta(days=days)),
        "dropped": over & ~pl.col("led"),
    }  # fmt: skip
    return rows.filter(kept[choice["figure"]]).height


def labels(needs: Needs, choice: Choice) -> int:
    """Households of the year's round at a step, or those of them there for too long."""
    on, position = choice["on"], int(choice["key"])
    rows = needs.within(needs.labels, choice).filter(pl.col("annotation_year") == choice["round"])
    stopped = pl.any_horizontal(
        pl.col("annotation_stage") == "stopped", *(pl.col(one).is_in(BACK) for one in ANSWERS)
    ).fill_null(value=False)
    reached, since = pl.lit(-1), pl.lit(None, dtype=pl.Date)
    for number, step in enumerate(STEPS, 1):
        day = pl.col(step).cast(pl.Date)
        is_there = (day <= on).fill_null(value=False)
        reached = pl.when(is_there).then(number).otherwise(reached)
        since = pl.when(is_there).then(day).otherwise(since)
    there = pl.when(stopped).then(0).otherwise(reached) == position
    rows = rows.filter(there)
    if choice["figure"] == "stage":
        return rows.height
    is_long = since < on - timedelta(days=choice["days"])
    return rows.filter(is_long).height if 1 <= position <= 7 else 0


def files(needs: Needs, choice: Choice) -> int:
    """Households of the year's round whose file lacks a paper, or any."""
    rows = needs.within(needs.labels, choice).filter(pl.col("annotation_year") == choice["round"])
    lacking = pl.col("lacking")
    if choice["figure"] == "incomplete":
        return rows.filter(lacking.is_not_null()).height
    return rows.filter(lacking.list.contains(choice["key"])).height


def gaps(needs: Needs, choice: Choice) -> int:
    """Under monitoring with a risk: all, those without a measure for it, those for over a month."""
    on, risk = choice["on"], choice["key"]
    rows = needs.pages.open(choice).filter(pl.col("risks").list.contains(risk))
    if choice["figure"] == "any":
        return rows.height
    answered = needs.answers.filter(
        pl.col("risk") == risk, pl.col("undated") | (pl.col("first") <= on)
    )
    rows = rows.join(answered, on="case_id", how="anti")
    late = pl.col("begin").dt.offset_by("2mo") <= on
    return rows.filter(late).height if choice["figure"] == "late" else rows.height


def focus(needs: Needs, choice: Choice) -> int:
    """Ordinary or unsubsidised households newly in a group, by whether anybody has looked."""
    on = choice["on"]
    rows = needs.within(needs.groups, choice).filter(
        pl.col("group") == choice["key"], pl.col("household_type").is_in(FOCUSED)
    )
    if choice["figure"] == "undated":
        return rows.filter(pl.col("since").is_null()).height
    rows = rows.filter(pl.col("since").is_between(on - timedelta(days=choice["window"]), on))
    everywhere = {**choice, "division": "37"}
    watched = needs.pages.open(everywhere)["household_id"].to_list()
    is_watched = pl.col("household_id").is_in(watched)
    swept = pl.col("swept_on").is_between("since", on).fill_null(value=False)
    kept = {
        "fresh": pl.lit(value=True), "monitored": is_watched,
        "swept": ~is_watched & swept, "unseen": ~is_watched & ~swept,
    }  # fmt: skip
    return rows.filter(kept[choice["figure"]]).height


def disaster(needs: Needs, choice: Choice) -> int:
    """Households tagged with a disaster: all, monitored, eliminated again, never taken up."""
    rows = needs.within(needs.homes, choice).filter(pl.col("disaster_tag") == choice["key"])
    states = needs.pages.latest({**choice, "division": "37"}).select("household_id", "closed")
    rows = rows.join(states, on="household_id", how="left")
    kept = {
        "tagged": pl.lit(value=True), "open": ~pl.col("closed"), "eliminated": pl.col("closed"),
        "untouched": pl.col("closed").is_null(),
    }  # fmt: skip
    return rows.filter(kept[choice["figure"]]).height


def projects(needs: Needs, choice: Choice) -> int:
    """Projects of the year: all, finished, beyond their end, finished without an asset told."""
    rows = needs.tables["project"].with_columns(placed_code="division_code")
    rows = needs.within(rows, choice).filter(pl.col("project_year") == choice["year"])
    done = pl.col("project_status").is_in(["done", "accepted"]).fill_null(value=False)
    unfinished = pl.col("project_status").fill_null("running").is_in(["planned", "running"])
    kept = {
        "projects": pl.lit(value=True), "done": done,
        "late": (pl.col("ended_on") < choice["on"]) & unfinished,
        "unregistered": done & ~pl.col("is_asset_registered").fill_null(value=False),
    }  # fmt: skip
    return rows.filter(kept[choice["figure"]]).height


FAMILIES: dict[str, Callable[[Needs, Choice], int]] = {
    "clues": clues, "labels": labels, "files": files, "gaps": gaps, "focus": focus,
    "disaster": disaster, "projects": projects,
}  # fmt: skip
