"""Five hundred cells of the pages by lot: figure, list and an independent count are one number."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.reference.periods import shifted
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot
from tests.oracle import headline
from tests.oracle.pages import DIMENSIONS, FAMILIES, Pages, read

CELLS = 500
LISTS = {
    "main": "risks/listed", "any": "risks/listed", "set": "risks/listed",
    "cohort": "timelines/listed", "under_year": "timelines/listed",
    "reports": "queues/reports_listed", "suspected": "queues/suspected_listed",
    "credit": "modules/credit_listed", "members": "modules/members_listed",
    "work": "modules/work_listed", "support": "modules/support_listed",
    "collection": "modules/collection_listed", "cell": "explore/listed",
}  # fmt: skip
FIGURES = {
    "reports": ("reported", "closed", "overdue"),
    "suspected": ("issues", "in_time", "late", "open", "overdue"),
    "credit": ("loans", "overdue", "too_large"),
    "members": ("came", "went", "births", "deaths"),
    "work": ("working", "before"),
    "support": ("monitored", "covered", "uncovered"),
    "collection": ("monitored", "no_contact", "no_income"),
}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def pages(built_home: Path) -> Pages:
    """The pages of the small sample, recomputed."""
    return read(built_home / "import", headline.read(built_home / "import"))


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the small sample, faults and all."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as found:
        yield found


def ask(cursor: duckdb.DuckDBPyConnection, name: str, choice: Row) -> pl.DataFrame:
    """The rows of a query; inputs it does not take are left out."""
    file = query(name)
    return run(cursor, file, {one.name: choice[one.name] for one in file.inputs}).rows


def test_figure_list_and_independent_count_are_one(cursor, pages) -> None:
    wrong, seen = [], Counter[str]()
    for choice in drawn(cursor):
        family = choice["family"]
        told = (
            figure(cursor, choice),
            ask(cursor, LISTS[family], choice).height,
            FAMILIES[family](pages, choice),
        )
        seen[family] += told[0] > 0
        if len(set(told)) > 1:
            wrong.append((family, choice, told))

    assert wrong == []
    assert set(seen) == set(FAMILIES)
    assert min(seen.values()) > 0
    assert sum(seen.values()) > CELLS // 4


def drawn(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The same number of each family: a division where somebody is, a month, a figure, a key."""
    lot = random.Random(21)  # noqa: S311  a lot, not a secret
    places = cursor.execute(
        "select distinct p.view, p.ancestor_code from spell as s"
        " join division_path as p on p.leaf_code = s.village_code order by all"
    ).fetchall()
    sets = cursor.execute(
        "select distinct string_agg(risk, '+' order by risk) from risk_need"
        " group by case_id order by 1"
    ).fetchall()
    batches = cursor.execute(
        "select distinct coalesce(batch, 'UNKNOWN') || '~' || due_on from source_suspected"
        " where due_on is not null order by 1"
    ).fetchall()
    channels = cursor.execute("select distinct channel from queue_report order by 1").fetchall()
    begun = cursor.execute(
        "select distinct strftime(identified_month, '%Y-%m') from spell order by 1"
    ).fetchall()
    facets = cursor.execute(
        "select distinct dimension, facet from spell_facet order by all"
    ).fetchall()
    facets = [facet for name, facet in facets if name == "risk" or name in DIMENSIONS]
    for number in range(CELLS):
        tree, division = lot.choice(places)
        month = date(lot.randrange(2021, 2023), lot.randrange(1, 13), 1)
        family = list(FAMILIES)[number % len(FAMILIES)]
        if number % 3:
            division = "37"
        risks = [f"{at:02d}" for at in range(1, 13)]
        keys = {
            "main": risks, "any": risks,
            "set": [one[0] for one in sets], "suspected": [one[0] for one in batches],
            "reports": [one[0] for one in channels],
            "cohort": [f"{one[0]}~{months}" for one in begun for months in (3, 12, 24)],
        }  # fmt: skip
        last = shifted(month, 1) - timedelta(days=1)
        yield {
            "family": family, "view": tree, "division": division, "month": month, "on": last,
            "since": date(month.year, 1, 1), "year": month.year, "days": 15,
            "monitor_type": "", "main_risk": "", "closing": "", "counting": family, "over": "",
            "measure": lot.choice(("open", "identified", "eliminated")),
            "steps": sorted({lot.choice(facets) for _ in range(lot.randrange(3))}),
            "dimension": "monitor_type",
            "figure": lot.choice(FIGURES.get(family, (family,))),
            "key": lot.choice(keys.get(family, [""])),
        }  # fmt: skip


def figure(cursor: duckdb.DuckDBPyConnection, choice: Row) -> int:  # noqa: PLR0911
    """What the page shows for the choice."""
    family, key = choice["family"], choice["key"]
    if family in ("main", "any"):
        return one(ask(cursor, "risks/mix", choice), f"{family}_households", risk=key)
    if family == "set":
        return one(ask(cursor, "risks/overlap", choice), "households", risks=key)
    if family == "cohort":
        month, months = key.split("~")
        since = choice | {"since": date(2010, 1, 1)}
        rows = ask(cursor, "timelines/cohorts", since).filter(
            pl.col("identified_month").dt.strftime("%Y-%m") == month
        )
        rows = rows.filter(pl.col("months") <= int(months)).tail(1)
        return int(rows["eliminated_households"].sum())
    if family == "under_year":
        return int(ask(cursor, "timelines/guards", choice)["under_year"].sum())
    if family == "reports":
        return one(ask(cursor, "queues/reports", choice), choice["figure"], channel=key)
    if family == "suspected":
        batch, due = key.split("~")
        rows = ask(cursor, "queues/suspected", choice)
        return one(rows, choice["figure"], batch=batch, due_on=date.fromisoformat(due))
    if family == "cell":
        rows = ask(cursor, "explore/cells", choice)
        return one(rows, "households", value="all", across="all")
    return one(ask(cursor, f"modules/{family}", choice), choice["figure"], is_total=True)


def one(rows: pl.DataFrame, column: str, **where: object) -> int:
    """The cell of the row where all of *where* holds; 0 without one."""
    found = rows.filter(*(pl.col(name) == value for name, value in where.items()))
    return int(found[column].sum())
