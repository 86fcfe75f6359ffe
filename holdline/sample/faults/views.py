"""What planters look at: the tables, with what is known of each row's household beside it.

Every view has the columns of its table and the household columns of `_homes`: how many active
members of which kind (`n`, `n_*`), spells (`cases`, `open`), measures (`m_*`), rows elsewhere
(`annotation`, `work_monitor`, …: how many) and the household's own cells as `h_*`.
The view "case" is the table monitor_case; "member" has also `age`, `is_active`, `is_healthy`
and `is_student`.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.sample.tables import Tables

OPEN = ~pl.col("is_eliminated") & pl.col("monitor_status").is_in(["MONITORED", "ELIMINATING"])
CLOSED = pl.col("is_eliminated")
SUPPORTED = CLOSED & (pl.col("elimination_type") == "ELIM_BY_SUPPORT")
PLAIN = (pl.col("cases") == 0) & (pl.col("annotation") == 0)
STUDENT = pl.col("is_student")
HEALTHY = pl.col("is_healthy")
LIFTED = pl.col("h_household_type").is_in(["HT_POV_ENJOY", "HT_POV_NOT_ENJOY"])
WORKING = (
    (pl.col("work_months").fill_null(0) > 0)
    | pl.col("work_place").is_not_null()
    | pl.col("public_post").is_not_null()
)

RISKS = ("risk_1", "risk_2", "risk_3", "risk_4", "risk_5")


def risk(*codes: str) -> pl.Expr:
    """Whether a case carries one of the risks."""
    return pl.any_horizontal(pl.col(name).is_in(codes) for name in RISKS).fill_null(value=False)


_KEPT = (
    "household_type",
    "monitor_type",
    "is_whole_no_labour",
    "village_code",
    "net_income_yuan",
    "net_income_per_head_yuan",
    "wage_income_yuan",
    "business_income_yuan",
    "business_cost_yuan",
    "subsistence_income_yuan",
    "destitute_income_yuan",
    "other_transfer_income_yuan",
    "house_grade",
    "main_cause",
    "hardship_on",
    "longitude",
)
_COUNTED = (
    "annotation",
    "self_report",
    "warning",
    "dept_match",
    "kin_link",
    "member_change",
    "micro_credit",
    "work_monitor",
    "responsible",
    "support_measure",
    "suspected",
)
_CLASSES = ("39", "40", "41", "42", "45", "46", "47", "48", "50", "52")
_ASSETS = ("vehicle", "house", "enterprise", "payroll")
_KINDS = ("4702", "4801", "4802", "4803")


def _members() -> dict[str, pl.Expr]:
    """What is counted over the active members of a household."""
    health, labour = pl.col("health_status"), pl.col("labour_capacity")
    head = pl.col("relation_to_head") == "01"
    return {
        "n_labour": labour.is_in(["01", "02"]).sum(),
        "n_hands": labour.is_in(["01", "02", "03"]).sum(),
        "n_unable": labour.is_in(["03", "04", "05"]).sum(),
        "n_healthy": HEALTHY.sum(),
        "n_sick": (health.list.contains("02") | health.list.contains("03")).sum(),
        "n_major": health.list.contains("03").sum(),
        "n_disabled": health.list.contains("04").sum(),
        "n_severe": pl.col("disability_grade").is_in(["1", "2"]).sum(),
        "n_students": STUDENT.sum(),
        "n_spouses": (pl.col("relation_to_head") == "02").sum(),
        "n_dibao": pl.col("subsistence_type").is_in(["01", "02"]).sum(),
        "n_tekun": (pl.col("destitute_type").fill_null("00") != "00").sum(),
        "n_working": WORKING.sum(),
        "n_at_work": (pl.col("work_months").fill_null(0) > 0).sum(),
        "head_age": pl.col("age").filter(head).first(),
        "head_sex": pl.col("sex").filter(head).first(),
        "youngest": pl.col("age").min(),
        "diagnosed": pl.col("diagnosed_on").max(),
    }


class Views:
    """The tables of a county beside what is known of their households; made when first used."""

    def __init__(self, tables: Tables, as_of: date) -> None:
        """Look at *tables* on the day *as_of*."""
        self._tables = tables
        self._as_of = as_of
        self._homes: dict[str, NDArray[np.int64]] = {}
        self._order: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        self._known: pl.DataFrame | None = None
        self._members: pl.DataFrame | None = None
        self._villages: NDArray[np.int64] | None = None
        self._plain: NDArray[np.bool_] | None = None

    @staticmethod
    def table(view: str) -> str:
        """The table of a view."""
        return "monitor_case" if view == "case" else view

    def homes(self, view: str) -> NDArray[np.int64]:
        """The position of each row's household; -1 when it has none."""
        if not self._homes:
            self._place()
        return self._homes[self.table(view)]

    def of_home(self, table: str, home: int) -> NDArray[np.int64]:
        """Positions of a household's rows."""
        if table not in self._order:
            homes = self.homes(table)
            order = np.argsort(homes, kind="stable")
            self._order[table] = order, homes[order]
        order, sorted_homes = self._order[table]
        start, end = np.searchsorted(sorted_homes, [home, home + 1])
        return order[start:end]

    def of_village(self, home: int) -> NDArray[np.int64]:
        """Positions of the households in the village of the household at *home*."""
        if self._villages is None:
            codes = self._tables["household"]["village_code"]
            self._villages = codes.rank("dense").to_numpy().astype(np.int64)
        return np.flatnonzero(self._villages == self._villages[home])

    def plain(self) -> NDArray[np.bool_]:
        """Whether each household is plain: no spell, no annotation."""
        if self._plain is None:
            self._plain = self.known().select(PLAIN).to_series().to_numpy()
        return self._plain

    def masks(self, view: str, wanted: Mapping[str, pl.Expr]) -> dict[str, NDArray[np.int64]]:
        """Positions of the rows of *view* for which each expression holds.

        Rows without a household answer for the first one: leave them out by `homes`.
        """
        needed = {column for one in wanted.values() for column in one.meta.root_names()}
        found = self._beside(view, needed).select(**wanted).fill_null(value=False)
        return {name: np.flatnonzero(found[name].to_numpy()) for name in wanted}

    def _beside(self, view: str, needed: set[str]) -> pl.DataFrame:
        frame = self._people() if view == "member" else self._tables[self.table(view)]
        known = self.known()
        known = known.select("n", *(name for name in known.columns if name in needed - {"n"}))
        if view == "household":
            return frame.hstack(known)
        return frame.hstack(known[self.homes(view).clip(min=0)])

    def known(self) -> pl.DataFrame:
        """What is known of each household, in the order of the household table."""
        if self._known is None:
            self._known = self._gathered()
        return self._known

    def _place(self) -> None:
        """Find the households of every table's rows, in one go."""
        frames = {
            name: frame
            for name, frame in self._tables.items()
            if name != "household" and "household_id" in frame.columns
        }
        ids = pl.concat([frame.select("household_id") for frame in frames.values()])
        homes = self._tables["household"].select("household_id").with_row_index("home")
        placed = ids.join(homes, on="household_id", how="left", maintain_order="left")["home"]
        found = placed.cast(pl.Int64).fill_null(-1).to_numpy()
        ends = np.cumsum([frame.height for frame in frames.values()])
        self._homes = dict(zip(frames, np.split(found, ends[:-1]), strict=True))
        self._homes["household"] = np.arange(homes.height)

    def _people(self) -> pl.DataFrame:
        if self._members is None:
            self._members = self._described()
        return self._members

    def _described(self) -> pl.DataFrame:
        birth = pl.col("birth_on")
        month_day = birth.dt.month() * 100 + birth.dt.day()
        health, school = pl.col("health_status"), pl.col("school_status")
        today = self._as_of.month * 100 + self._as_of.day
        return self._tables["member"].with_columns(
            age=self._as_of.year - birth.dt.year() - (month_day > today),
            is_active=pl.col("member_status").fill_null("active") == "active",
            home=pl.Series(self.homes("member")),
            is_healthy=(health.list.len() == 1) & health.list.contains("01"),
            is_student=school.is_not_null() & (school != "00"),
        )

    def _gathered(self) -> pl.DataFrame:
        household = self._tables["household"]
        people = self._people().filter("is_active")
        spells = self._tables["monitor_case"].with_columns(home=self.homes("case"))
        measures = self._tables["support_measure"].with_columns(home=self.homes("support_measure"))
        kinds = {f"k_{k}": pl.col("measure_kinds").list.contains(k).sum() for k in _KINDS}
        classes = {f"m_{c}": (pl.col("measure_class") == c).sum() for c in _CLASSES}
        known = household.select(
            *(pl.col(name).alias(f"h_{name}") for name in _KEPT), pl.lit(self._as_of).alias("as_of")
        )
        size = pl.len().over("village_code").alias("village_homes")
        known = known.hstack(household.select(size)).with_row_index("home")
        matches = self._tables["dept_match"].with_columns(home=self.homes("dept_match"))
        owned = (pl.col("match_result") == "hit") & pl.col("match_item").is_in(_ASSETS)
        parts = (
            matches.filter(owned).group_by("home").agg(assets=pl.len()),
            people.group_by("home").agg(n=pl.len(), **_members()),
            spells.group_by("home").agg(cases=pl.len(), open=OPEN.sum()),
            measures.group_by("home").agg(**classes, **kinds),
        )
        for part in parts:
            columns = part.with_columns(pl.col("home").cast(pl.UInt32))
            known = known.join(columns, on="home", how="left", maintain_order="left")
        counts = [self._count(table) for table in _COUNTED]
        told = ("head_age", "head_sex", "youngest", "diagnosed", "home")
        numbers = [name for part in parts for name in part.columns if name not in told]
        return known.drop("home").with_columns(pl.col(numbers).fill_null(0)).hstack(counts)

    def _count(self, table: str) -> pl.Series:
        homes = self.homes(table)
        counted = np.bincount(homes[homes >= 0], minlength=self._tables["household"].height)
        return pl.Series(table, counted)
