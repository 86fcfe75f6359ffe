"""Today's five, read from two tables in one look, are what the pages' own queries count."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.reference.periods import shifted
from holdline.timeline.locks import locks
from holdline.timeline.procedure import legs, notice_ends
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

CHOICES, REPORTS, CLUES = 60, 15, 15
NEVER = date(9999, 12, 31)
Row = dict[str, Any]


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the small sample, faults and all."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as found:
        yield found


def ask(cursor: duckdb.DuckDBPyConnection, name: str, inputs: Row) -> Any:
    """The rows of a query as a frame; inputs it does not take are left out."""
    file = query(name)
    return run(cursor, file, {one.name: inputs[one.name] for one in file.inputs}).rows


def drawn(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Divisions, months and filters by lot; the notice's own autumn more often than others."""
    lot = random.Random(5)  # noqa: S311  a lot, not a secret
    places = cursor.execute(
        "select distinct p.view, p.ancestor_code, level < 4 from household as h"
        " join division_path as p on p.leaf_code = h.village_code where level < 5 order by all"
    ).fetchall()
    wide = [place for place in places if place[2]]
    for at in range(CHOICES):
        tree, division, _ = lot.choice(places if at % 3 else wide)
        month = date(2021, lot.randrange(9, 13), 1)
        if at % 2:
            month = date(lot.randrange(2020, 2023), lot.randrange(1, 13), 1)
        on = lot.choice((shifted(month, 1) - timedelta(days=1), month.replace(day=12)))
        yield {
            "view": tree, "division": division, "month": month, "on": on,
            "monitor_type": lot.choice(("", "", "MT1_UNSTABLE", "MT2_MARGINAL")),
            "main_risk": lot.choice(("", "", "01")), "since": date(month.year, 1, 1),
            "report_days": REPORTS, "clue_days": CLUES, "days": 15, "round": month.year,
            "window": 90, "least": 10,
        }  # fmt: skip


def told(cursor: duckdb.DuckDBPyConnection, choice: Row) -> dict[tuple[str, str], Row]:
    """The answer of queues/exceptions by kind and key."""
    rows = ask(cursor, "queues/exceptions", choice).to_dicts()
    return {(row["kind"], row["key"]): row for row in rows}


def counted(cursor: duckdb.DuckDBPyConnection, choice: Row) -> dict[tuple[str, str], int]:
    """The same counts by the queries of the pages."""
    guards = ask(cursor, "timelines/guards", choice)
    found = {
        ("reports_overdue", ""): ask(cursor, "queues/reports", choice)["overdue"].sum(),
        ("reports_unexplained", ""): ask(cursor, "queues/reports", choice)["unexplained"].sum(),
        ("clues_overdue", ""): ask(cursor, "queues/clues", choice)["overdue"].sum(),
        ("suspected_overdue", ""): ask(cursor, "queues/suspected", choice)["overdue"].sum(),
        ("early_unreasoned", ""): guards["unreasoned"].sum(),
        ("no_labour", ""): guards["no_labour"].sum(),
        ("means_late", ""): ask(cursor, "risks/means", choice)["lacking"].sum(),
        ("objections_unsettled", ""): ask(cursor, "queues/notices", choice)["unsettled"].sum(),
    }
    for row in ask(cursor, "risks/gaps", choice).iter_rows(named=True):
        found["help_late", row["risk"]] = row["late"]
    for row in ask(cursor, "risks/focus", choice).iter_rows(named=True):
        found["focus_unseen", row["focus_group"]] = row["unseen"]
    for row in ask(cursor, "timelines/spikes", choice).iter_rows(named=True):
        key = f"{row['village_code']}~{row['eliminated_on']}"
        found["elimination_spike", key] = row["eliminated"]
    return {key: int(value) for key, value in found.items() if value}


def test_count_what_the_pages_count(cursor) -> None:
    wrong, kinds = [], set()
    for choice in drawn(cursor):
        mine = {
            key: row["items"]
            for key, row in told(cursor, choice).items()
            if key[0] != "notice" and (key[0] != "elimination_spike" or row["items"] >= 10)
        }
        pages = counted(cursor, choice)
        kinds |= {key[0] for key in pages}
        if mine != pages:
            differ = set(mine.items()) ^ set(pages.items())
            wrong.append((choice["division"], choice["on"], sorted(differ)))

    assert wrong == []
    assert len(kinds) >= 7


def test_the_oldest_clock_is_that_of_the_longest_waiting(cursor) -> None:
    for choice in drawn(cursor):
        for kind, name in (
            ("reports_overdue", "queues/reports"),
            ("clues_overdue", "queues/clues"),
        ):
            row = told(cursor, choice).get((kind, ""))
            if row:
                longest = ask(cursor, name, choice)["longest"].drop_nulls().max()
                assert (choice["on"] - row["clock_on"]).days == longest


def test_notices_cut_short_are_the_households_the_lock_names(cursor) -> None:
    seen = 0
    for choice in drawn(cursor):
        on = choice["on"]
        taken = replace(legs(on, choice["division"]), working=choice["month"].month % 2 == 1)
        proposed = ask(cursor, "queues/proposed", choice)
        reasons = locks(proposed, on, taken)["reasons"].to_list()
        named = sum(bool({"notice_short", "handed_early"} & set(one)) for one in reasons)
        short = 0
        for (kind, key), row in told(cursor, choice).items():
            if kind == "notice":
                first, ended, handed = (date.fromisoformat(day) for day in key.split("~"))
                least = notice_ends(first, taken.publicity, working=taken.working)
                short += row["items"] if ended < least or handed <= min(least, on) else 0
        seen += named
        assert short == named
    assert seen > 0
