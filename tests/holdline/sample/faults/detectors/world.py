"""The imported tables as a checker sees them, and the detectors found so far.

Written apart from the planters, from the wording of domain.md §7: a second opinion.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[5]
LINE_FILE = ROOT / "data/reference/parameters/monitoring_line.toml"
LOW = ["01", "02"]
LABOUR = ["01", "02"]
HANDS = ["01", "02", "03"]
RISKS = [f"risk_{place}" for place in range(1, 6)]
IDS = ["household_id", "person_id", "case_id"]
LIFTED = ["HT_POV_ENJOY", "HT_POV_NOT_ENJOY"]

Frame = pl.DataFrame
FOUND: dict[str, Callable[["World"], Frame]] = {}


def detects(check: str) -> Callable[[Callable[["World"], Frame]], Callable[["World"], Frame]]:
    """Register a detector."""

    def register(found: Callable[["World"], Frame]) -> Callable[["World"], Frame]:
        assert check not in FOUND, check
        FOUND[check] = found
        return found

    return register


def hits(check: str, world: "World") -> Frame:
    """What a detector finds: household_id, person_id, case_id, value; no row twice."""
    frame = FOUND[check](world)
    kept = [*IDS, "value"]
    return frame.select(
        pl.col(name).cast(pl.String)
        if name in frame.columns
        else pl.lit(None, pl.String).alias(name)
        for name in kept
    ).unique(maintain_order=True)


@cache
def lines() -> dict[int, float]:
    """Shandong's monitoring line by year."""
    values = tomllib.loads(LINE_FILE.read_text("utf-8"))["monitoring_line"]["values"]
    return {v["valid_from"].year: float(v["value"]) for v in values if v["jurisdiction"] == "37"}


def line(day: pl.Expr) -> pl.Expr:
    """The monitoring line of the year of a date."""
    years = pl.max_horizontal(day.dt.year(), pl.lit(2020))
    return years.replace_strict(lines(), default=None, return_dtype=pl.Float64)


def has(*codes: str) -> pl.Expr:
    """Whether a case carries one of the risks."""
    return pl.any_horizontal(pl.col(name).is_in(codes).fill_null(value=False) for name in RISKS)


def months(start: str, end: str) -> pl.Expr:
    """Whole months from one month column to another."""
    years = pl.col(end).dt.year() - pl.col(start).dt.year()
    return years * 12 + (
        pl.col(end).dt.month().cast(pl.Int32) - pl.col(start).dt.month().cast(pl.Int32)
    )


@dataclass(frozen=True)
class World:
    """The tables of an import on its day."""

    tables: dict[str, Frame]
    as_of: date

    def __getitem__(self, name: str) -> Frame:
        """A table."""
        return self.tables[name]

    def ago(self, days: int) -> date:
        """The day that many days before."""
        return self.as_of - timedelta(days=days)

    @cached_property
    def home(self) -> Frame:
        """Households."""
        return self["household"]

    @cached_property
    def everyone(self) -> Frame:
        """Members, those who left too, with age and what the number tells."""
        digits = pl.col("id_number").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
        today = self.as_of.month * 100 + self.as_of.day
        birth = pl.coalesce("birth_on", digits)
        had = (birth.dt.month().cast(pl.Int32) * 100 + birth.dt.day().cast(pl.Int32)) <= today
        length = pl.col("id_number").str.len_chars()
        return self["member"].with_columns(
            first18=pl.col("id_number").str.slice(0, 18),
            length=length,
            digits_day=digits,
            is_number=length.is_in([18, 20, 22]),
            age=self.as_of.year - birth.dt.year() - pl.when(had).then(0).otherwise(1),
            is_healthy=(pl.col("health_status").list.len() == 1)
            & pl.col("health_status").list.contains("01"),
            is_student=pl.col("school_status").is_not_null() & (pl.col("school_status") != "00"),
        )

    @cached_property
    def member(self) -> Frame:
        """Active members."""
        return self.everyone.filter(pl.col("member_status").fill_null("active") == "active")

    @cached_property
    def head(self) -> Frame:
        """Heads, with head_age, head_sex, head_number."""
        return self.member.filter(pl.col("relation_to_head") == "01").select(
            "household_id", head_age="age", head_sex="sex", head_number="id_number"
        )

    @cached_property
    def case(self) -> Frame:
        """Spells, with is_open and is_supported."""
        live = pl.col("monitor_status").is_null() | pl.col("monitor_status").is_in(
            ["MONITORED", "ELIMINATING"]
        )
        return self["monitor_case"].with_columns(
            is_open=~pl.col("is_eliminated") & pl.col("monitor_type").is_not_null() & live,
            is_supported=pl.col("is_eliminated")
            & (pl.col("elimination_type") == "ELIM_BY_SUPPORT"),
        )

    @cached_property
    def open(self) -> Frame:
        """Open cases."""
        return self.case.filter("is_open")

    @cached_property
    def closed(self) -> Frame:
        """Eliminated cases."""
        return self.case.filter("is_eliminated")

    @cached_property
    def measure(self) -> Frame:
        """Support measures."""
        return self["support_measure"]

    @cached_property
    def job(self) -> Frame:
        """Work records of active members, with what is known of the person."""
        people = self.member.select(
            "person_id", "age", "labour_capacity", "school_status", "destitute_type"
        )
        return self["work_monitor"].join(people, on="person_id")

    @cached_property
    def worker(self) -> Frame:
        """Members at work: a job now, or months in the year."""
        now = self["work_monitor"].filter("is_working").select("person_id").unique()
        some = pl.col("work_months").fill_null(0) > 0
        return self.member.join(now.with_columns(is_now=True), on="person_id", how="left").filter(
            some | pl.col("is_now") | pl.col("work_place").is_not_null()
        )

    def size(self, name: str, rows: Frame) -> Frame:
        """How many *rows* each household has."""
        return rows.group_by("household_id").agg(pl.len().alias(name))

    def count(self, **wanted: pl.Expr) -> Frame:
        """For each household with an active member, how many members each expression holds for."""
        return self.member.group_by("household_id").agg(
            pl.len().alias("people"), **{name: one.sum() for name, one in wanted.items()}
        )

    def with_class(self, *classes: str) -> Frame:
        """Households with a measure of one of the classes."""
        return (
            self.measure.filter(pl.col("measure_class").is_in(classes))
            .select("household_id")
            .unique()
        )

    def answered(self, cases: Frame, *classes: str) -> Frame:
        """Cases with a measure (of the classes): their own, or the household's outside any case."""
        measures = self.measure
        if classes:
            measures = measures.filter(pl.col("measure_class").is_in(classes))
        own = cases.join(measures.select("case_id").unique(), on="case_id", how="semi")
        free = measures.filter(pl.col("case_id").is_null()).select("household_id").unique()
        return pl.concat([own, cases.join(free, on="household_id", how="semi")]).unique()

    def unanswered(self, cases: Frame, *classes: str) -> Frame:
        """The other cases."""
        return cases.join(self.answered(cases, *classes), on="case_id", how="anti")

    def with_kind(self, kind: str) -> Frame:
        """Households with a measure of a kind."""
        return (
            self.measure.filter(pl.col("measure_kinds").list.contains(kind))
            .select("household_id")
            .unique()
        )


def without(frame: Frame, other: Frame, on: str = "household_id") -> Frame:
    """Rows of *frame* whose key is not in *other*."""
    return frame.join(other.select(on).unique(), on=on, how="anti")


def within(frame: Frame, other: Frame, on: str = "household_id") -> Frame:
    """Rows of *frame* whose key is in *other*."""
    return frame.join(other.select(on).unique(), on=on, how="semi")
