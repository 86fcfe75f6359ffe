"""Five hundred cells of the pages by lot: figure, list and an independent count are one number."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from holdline.reference.periods import shifted
from tests.oracle import headline, needs
from tests.oracle.asked import Asked
from tests.oracle.pages import DIMENSIONS, FAMILIES, read

CELLS, OF_EACH = 501, 3
LISTS = {
    "main": "risks/listed", "any": "risks/listed", "set": "risks/listed",
    "cohort": "timelines/listed", "under_year": "timelines/listed",
    "reports": "queues/reports_listed", "suspected": "queues/suspected_listed",
    "credit": "modules/credit_listed", "members": "modules/members_listed",
    "work": "modules/work_listed", "support": "modules/support_listed",
    "collection": "modules/collection_listed", "cell": "explore/listed",
    "clues": "queues/clues_listed", "labels": "queues/labels_listed",
    "files": "queues/labels_listed", "gaps": "risks/listed", "focus": "risks/focus_listed",
    "disaster": "risks/disaster_listed", "projects": "modules/projects_listed",
}  # fmt: skip
FIGURES = {
    "reports": ("reported", "closed", "overdue"),
    "suspected": ("issues", "in_time", "late", "open", "overdue"),
    "credit": ("loans", "overdue", "too_large"),
    "members": ("came", "went", "births", "deaths"),
    "work": ("working", "before"),
    "support": ("monitored", "covered", "uncovered", "visited", "unvisited", "heaviest"),
    "clues": ("clues", "running", "overdue", "identified", "dropped"),
    "labels": ("stage", "long"),
    "gaps": ("any", "lacking", "late"),
    "focus": ("fresh", "monitored", "swept", "unseen", "undated"),
    "disaster": ("tagged", "open", "eliminated", "untouched"),
    "files": ("lacking", "incomplete"),
    "projects": ("projects", "done", "late", "unregistered"),
    "collection": ("monitored", "no_contact", "no_income"),
}
FAMILY_NAMES = [*FAMILIES, *needs.FAMILIES]
PAPERS = (
    "visit_record", "match_result", "appraisal_minutes", "attendance", "town_review",
    "publicity_photo", "feedback_village", "feedback_household", "notice_letter",
    "meeting_record", "policy_talk",
)  # fmt: skip
GROUPS = ("subsistence", "destitute", "major_illness", "severe_disability", "dependent_elder")
NEEDED = {
    "clues": "queues", "labels": "queues", "files": "queues", "gaps": "risks", "focus": "risks",
    "disaster": "risks",
}  # fmt: skip
KEYED = {
    "clues": "source_channel", "labels": "position", "gaps": "risk", "focus": "focus_group",
    "disaster": "disaster_tag",
}  # fmt: skip
# What a figure's column is called where it is not the figure's own name.
COLUMNS = {"any": "needing", "stage": "households"}
# These were at work in the autumn of the notice; labels within weeks of it.
AUTUMN = ("clues", "gaps", "disaster")
PLACES = """
select distinct p.view, p.ancestor_code from spell as s
join division_path as p on p.leaf_code = s.village_code order by all
"""
KEYS = {
    "set": "select distinct string_agg(risk, '+' order by risk) from risk_need"
    " group by case_id order by 1",
    "suspected": "select distinct coalesce(batch, 'UNKNOWN') || '~' || due_on"
    " from source_suspected where due_on is not null order by 1",
    "reports": "select distinct channel from queue_report order by 1",
    "clues": "select distinct source_channel from queue_clue order by 1",
    "disaster": "select distinct disaster_tag from household"
    " where disaster_tag is not null order by 1",
    "cohort": "select distinct strftime(identified_month, '%Y-%m') from spell order by 1",
}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def count(built_home: Path) -> Callable[[Row], int]:
    """What a choice should show, recomputed from the small sample's files."""
    folder = built_home / "import"
    pages = read(folder, headline.read(folder))
    lacking = needs.Needs(folder, pages)

    def counted(choice: Row) -> int:
        family = choice["family"]
        if family in FAMILIES:
            return FAMILIES[family](pages, choice)
        return needs.FAMILIES[family](lacking, choice)

    return counted


def test_figure_list_and_independent_count_are_one(asked: Asked, count) -> None:
    wrong, seen = [], Counter[str]()
    for choice in drawn(asked.cursor):
        family = choice["family"]
        listed = asked.rows(LISTS[family], choice).height
        told = (figure(asked, choice), listed, count(choice))
        seen[family] += told[0] > 0
        if len(set(told)) > 1:
            wrong.append((family, choice, told))

    assert wrong == []
    assert set(seen) == set(FAMILY_NAMES)
    assert min(seen.values()) > 0
    assert sum(seen.values()) > CELLS // 3


def drawn(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The same number of each family: a division where somebody is, a month, a figure, a key.

    Several figures are taken from each answer, as a page shows them together.
    """
    lot = random.Random(21)  # noqa: S311  a lot, not a secret
    keys, told = keys_of(cursor), cursor.execute(PLACES).fetchall()
    facets = cursor.execute("select distinct dimension, facet from spell_facet order by all")
    facets = [one for name, one in facets.fetchall() if name == "risk" or name in DIMENSIONS]
    for number in range(CELLS // OF_EACH):
        family = FAMILY_NAMES[number % len(FAMILY_NAMES)]
        tree, division = lot.choice(told)
        month = date(lot.randrange(2021, 2023), lot.randrange(1, 13), 1)
        if family in AUTUMN and number % 2:
            month = date(2021, lot.randrange(9, 13), 1)
        choice = {
            "family": family, "view": tree, "division": "37" if number % 3 else division,
            "month": month, "on": shifted(month, 1) - timedelta(days=1),
            "since": date(month.year, 1, 1), "year": month.year, "days": lot.choice((5, 15)),
            "round": month.year, "window": lot.choice((90, 180, 365)),
            "monitor_type": "", "main_risk": "", "closing": "", "counting": family, "over": "",
            "measure": lot.choice(("open", "identified", "eliminated")),
            "steps": sorted({lot.choice(facets) for _ in range(lot.randrange(3))}),
            "dimension": "monitor_type",
        }  # fmt: skip
        if family == "labels":
            choice["on"], choice["round"] = date(2021, 10, 20) + timedelta(lot.randrange(50)), 2021
        for _ in range(OF_EACH):
            figure = lot.choice(FIGURES.get(family, (family,)))
            yield choice | {"figure": figure, "key": lot.choice(keys.get(family, [""]))}


def keys_of(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What the figures of a family are told apart by, of those there are."""
    found = {
        family: [row[0] for row in cursor.execute(sql).fetchall()] for family, sql in KEYS.items()
    }
    risks = [f"{at:02d}" for at in range(1, 13)]
    months = [f"{month}~{many}" for month in found["cohort"] for many in (3, 12, 24)]
    steps = [str(at) for at in range(-1, 10)]
    return found | {
        "main": risks, "any": risks, "gaps": risks, "cohort": months, "labels": steps,
        "files": list(PAPERS), "focus": list(GROUPS),
    }  # fmt: skip


def figure(asked: Asked, choice: Row) -> int:  # noqa: PLR0911
    """What the page shows for the choice."""
    family, key = choice["family"], choice["key"]
    if family in ("main", "any"):
        return one(asked.rows("risks/mix", choice), f"{family}_households", risk=key)
    if family == "set":
        return one(asked.rows("risks/overlap", choice), "households", risks=key)
    if family == "cohort":
        month, months = key.split("~")
        since = choice | {"since": date(2010, 1, 1)}
        rows = asked.rows("timelines/cohorts", since).filter(
            pl.col("identified_month").dt.strftime("%Y-%m") == month
        )
        rows = rows.filter(pl.col("months") <= int(months)).tail(1)
        return int(rows["eliminated_households"].sum())
    if family == "under_year":
        return int(asked.rows("timelines/guards", choice)["under_year"].sum())
    if family == "reports":
        return one(asked.rows("queues/reports", choice), choice["figure"], channel=key)
    if family == "suspected":
        batch, due = key.split("~")
        rows = asked.rows("queues/suspected", choice)
        return one(rows, choice["figure"], batch=batch, due_on=date.fromisoformat(due))
    if family in NEEDED:
        return needed(asked.rows(f"{NEEDED[family]}/{family}", choice), choice)
    if family == "cell":
        rows = asked.rows("explore/cells", choice)
        return one(rows, "households", value="all", across="all")
    return one(asked.rows(f"modules/{family}", choice), choice["figure"], is_total=True)


def needed(rows: pl.DataFrame, choice: Row) -> int:
    """What the page shows of what is lacking, waiting or done."""
    family, key = choice["family"], choice["key"]
    column = COLUMNS.get(choice["figure"], choice["figure"])
    if family == "files":
        item = "all" if choice["figure"] == "incomplete" else key
        return one(rows, "households", item=item)
    where: dict[str, object] = {KEYED[family]: int(key) if family == "labels" else key}
    if family == "disaster":
        where["month"] = choice["month"]
    return one(rows, column, **where)


def one(rows: pl.DataFrame, column: str, **where: object) -> int:
    """The cell of the row where all of *where* holds; 0 without one."""
    found = rows.filter(*(pl.col(name) == value for name, value in where.items()))
    return int(found[column].sum())
