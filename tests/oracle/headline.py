"""The headline figures a second time, in Polars, from the import files and the words alone.

Nothing here was written with the SQL in sight: where the two differ, one of them is wrong.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from tests.oracle.imports import accepted, as_of, divisions

MEASURES = ("identified", "open", "eliminated", "new", "eliminated_in_month")
TREES = ("management", "legal")
NOT_IDENTIFIED = ["CANDIDATE", "VERIFYING", "APPRAISED", "REJECTED"]
DATES = (
    "identified_month",
    "identified_on",
    "county_reviewed_on",
    "clue_on",
    "eliminated_month",
    "eliminated_on",
    "elimination_county_reviewed_on",
)
CASE = (*DATES, "monitor_type", "monitor_status", "risk_1", "is_eliminated", "is_rolled_back")

Figures = dict[str, dict[str, dict[str, int]]]


@dataclass(frozen=True)
class Oracle:
    """Every counted spell of an import, and the divisions each place belongs to.

    Attributes:
        spells: household_id, case_id, monitor_type, risk_1, placed_code, begin, end (first of the
            month; null while open), is_superseded, is_continued (not new), people.
        places: tree, placed_code, division: one row for each division a place lies in.
        below: by tree and division, the places within, as far as they have been asked.
    """

    spells: pl.DataFrame
    places: pl.DataFrame
    below: dict[tuple[str, str], pl.DataFrame] = field(default_factory=dict)

    def figures(self, *, division: str, month: date, tree: str) -> Figures:
        """Households and people of each measure, by monitor_type and for all."""
        spells = self.within(self.spells, division, tree)
        begun = spells.filter(pl.col("begin") <= month)
        latest = begun.sort("begin", "case_id").unique("household_id", keep="last")
        is_closed = pl.col("end").is_not_null() & (pl.col("end") <= month)
        counted = {
            "identified": latest,
            "open": latest.filter(~is_closed),
            "eliminated": latest.filter(is_closed),
            "new": spells.filter((pl.col("begin") == month) & ~pl.col("is_continued")),
            "eliminated_in_month": spells.filter(
                (pl.col("end") == month) & ~pl.col("is_superseded")
            ),
        }
        kinds = ["all", *sorted(begun["monitor_type"].unique())]
        return {kind: {name: _sum(rows, kind) for name, rows in counted.items()} for kind in kinds}

    def within(self, rows: pl.DataFrame, division: str, tree: str) -> pl.DataFrame:
        """The rows placed in a division of one of the trees, by placed_code."""
        if (tree, division) not in self.below:
            is_at = (pl.col("tree") == tree) & (pl.col("division") == division)
            self.below[tree, division] = self.places.filter(is_at).select("placed_code")
        return rows.join(self.below[tree, division], on="placed_code", how="semi")


def read(folder: Path) -> Oracle:
    """The oracle of one import folder of Parquet files."""
    known = divisions(folder)
    households = placed(accepted(folder, "household", ()), set(known["division_code"]))
    cases = accepted(folder, "monitor_case", CASE).join(households, on="household_id")
    spells = _followed(_begun(cases, as_of(folder).replace(day=1)))
    people = _people(spells, folder)
    spells = spells.join(people, on="case_id", how="left").with_columns(
        pl.col("people").fill_null(0)
    )
    return Oracle(spells, pl.concat([_places(known, tree) for tree in TREES]))


def _sum(rows: pl.DataFrame, kind: str) -> dict[str, int]:
    if kind != "all":
        rows = rows.filter(pl.col("monitor_type") == kind)
    return {"households": rows.height, "people": int(rows["people"].sum())}


def placed(households: pl.DataFrame, known: set[str]) -> pl.DataFrame:
    """Household and its village, else the nearest division above it that is known."""

    def place(village: str) -> str | None:
        codes = (village[:length] for length in (12, 9, 6, 4, 2))
        return next((code for code in codes if code in known), None)

    codes = households["village_code"].unique().to_list()
    places = pl.DataFrame(
        {"village_code": codes, "placed_code": [place(code) for code in codes]},
        schema={"village_code": pl.String, "placed_code": pl.String},
    )
    return households.join(places, on="village_code").drop_nulls("placed_code").drop("village_code")


def _begun(cases: pl.DataFrame, last: date) -> pl.DataFrame:
    """Identified cases, and the months they begin and end in, as the snapshot's month knows."""
    cases = cases.with_columns(
        pl.col(DATES).cast(pl.Date),
        pl.col("is_rolled_back").cast(pl.Boolean).fill_null(value=False),
        pl.col("is_eliminated")
        .cast(pl.Boolean)
        .fill_null(pl.col("eliminated_month").is_not_null()),
        pl.col("monitor_type").fill_null("UNKNOWN"),
    )
    ended = ("eliminated_month", "eliminated_on", "elimination_county_reviewed_on", last)
    begun = ("identified_month", "identified_on", "county_reviewed_on", "clue_on", *ended)
    begin, end = _first_of(*begun), _first_of(*ended)
    is_over = pl.col("is_eliminated") & ~pl.col("is_rolled_back")
    return (
        cases.filter(~pl.col("monitor_status").is_in(NOT_IDENTIFIED).fill_null(value=False))
        .with_columns(begin=begin)
        .filter(pl.col("begin") <= last)
        .with_columns(end=pl.when(is_over).then(pl.max_horizontal(end, "begin")))
        .with_columns(end=pl.when(pl.col("end") <= last).then("end"))
    )


def _first_of(*found: str | date) -> pl.Expr:
    return pl.coalesce(
        pl.col(one).dt.truncate("1mo") if isinstance(one, str) else pl.lit(one) for one in found
    )


def _followed(spells: pl.DataFrame) -> pl.DataFrame:
    """One open spell a household, the latest; each spell knows its neighbours in time."""
    order = ["household_id", "begin", "case_id"]
    still_open = spells.filter(pl.col("end").is_null()).sort(order)
    counted = pl.concat(
        [spells.filter(pl.col("end").is_not_null()), still_open.unique("household_id", keep="last")]
    ).sort(order)
    following = pl.col("begin").shift(-1).over("household_id")
    is_unclosed = pl.col("end").is_null() | (pl.col("end") > following)
    return counted.with_columns(
        is_superseded=(following.is_not_null() & is_unclosed).fill_null(value=False)
    ).with_columns(
        is_continued=pl.col("is_superseded").shift(1).over("household_id").fill_null(value=False)
    )


def _people(spells: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Members at the day of identification, for each case that has any."""
    members = accepted(folder, "member", ("member_status",))
    changes = accepted(folder, "member_change", ("person_id", "change_direction", "changed_on"))
    changes = changes.with_columns(pl.col("changed_on").cast(pl.Date))
    day, way = pl.col("changed_on"), pl.col("change_direction")
    dated = changes.group_by("household_id", "person_id").agg(
        left_on=day.filter(way == "decrease").max(), came_on=day.filter(way == "increase").min()
    )
    on = pl.coalesce("identified_on", "begin")
    is_gone = (pl.col("member_status") == "left") & (pl.col("left_on") <= on)
    is_later = pl.col("came_on") > on
    return (
        spells.join(members, on="household_id")
        .join(dated, on=["household_id", "person_id"], how="left")
        .filter(~is_gone.fill_null(value=False), ~is_later.fill_null(value=False))
        .group_by("case_id")
        .agg(people=pl.len())
    )


def _places(known: pl.DataFrame, tree: str) -> pl.DataFrame:
    zones = known.filter((pl.col("level") == 3) & pl.col("host_code").is_not_null())
    hosts = dict(zones.select("division_code", "host_code").iter_rows())
    above: dict[str, str | None] = {}
    for code, parent, manager in known.select(
        "division_code", "parent_code", "manager_code"
    ).iter_rows():
        legal = hosts.get(parent, parent)
        above[code] = legal if tree == "legal" else manager or parent
    if tree == "legal":
        above = {code: parent for code, parent in above.items() if code not in hosts}
    rows = []
    for place in above:
        step: str | None = place
        while step:
            rows.append((place, step))
            step = above.get(step)
    return pl.DataFrame(rows, schema=["placed_code", "division"], orient="row").with_columns(
        tree=pl.lit(tree)
    )
