"""Today's five, read from two tables in one look, are what the pages' own queries count."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb

from holdline.reference.periods import shifted
from holdline.timeline.locks import locks
from holdline.timeline.procedure import legs, notice_ends
from tests.oracle.asked import Asked

CHOICES, REPORTS, CLUES = 60, 15, 15
NEVER = date(9999, 12, 31)
Row = dict[str, Any]


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


def told(asked: Asked, choice: Row) -> dict[tuple[str, str], Row]:
    """The answer of queues/exceptions by kind and key."""
    rows = asked.rows("queues/exceptions", choice).to_dicts()
    return {(row["kind"], row["key"]): row for row in rows}


def counted(asked: Asked, choice: Row) -> dict[tuple[str, str], int]:
    """The same counts by the queries of the pages."""
    guards = asked.rows("timelines/guards", choice)
    found = {
        ("reports_overdue", ""): asked.rows("queues/reports", choice)["overdue"].sum(),
        ("reports_unexplained", ""): asked.rows("queues/reports", choice)["unexplained"].sum(),
        ("clues_overdue", ""): asked.rows("queues/clues", choice)["overdue"].sum(),
        ("suspected_overdue", ""): asked.rows("queues/suspected", choice)["overdue"].sum(),
        ("early_unreasoned", ""): guards["unreasoned"].sum(),
        ("no_labour", ""): guards["no_labour"].sum(),
        ("means_late", ""): asked.rows("risks/means", choice)["lacking"].sum(),
        ("objections_unsettled", ""): asked.rows("queues/notices", choice)["unsettled"].sum(),
    }
    for row in asked.rows("risks/gaps", choice).iter_rows(named=True):
        found["help_late", row["risk"]] = row["late"]
    for row in asked.rows("risks/focus", choice).iter_rows(named=True):
        found["focus_unseen", row["focus_group"]] = row["unseen"]
    for row in asked.rows("timelines/spikes", choice).iter_rows(named=True):
        key = f"{row['village_code']}~{row['eliminated_on']}"
        found["elimination_spike", key] = row["eliminated"]
    return {key: int(value) for key, value in found.items() if value}


def test_count_what_the_pages_count(asked: Asked) -> None:
    wrong, kinds = [], set()
    for choice in drawn(asked.cursor):
        mine = {
            key: row["items"]
            for key, row in told(asked, choice).items()
            if key[0] != "notice" and (key[0] != "elimination_spike" or row["items"] >= 10)
        }
        pages = counted(asked, choice)
        kinds |= {key[0] for key in pages}
        if mine != pages:
            differ = set(mine.items()) ^ set(pages.items())
            wrong.append((choice["division"], choice["on"], sorted(differ)))

    assert wrong == []
    assert len(kinds) >= 7


def test_the_oldest_clock_is_that_of_the_longest_waiting(asked: Asked) -> None:
    for choice in drawn(asked.cursor):
        for kind, name in (
            ("reports_overdue", "queues/reports"),
            ("clues_overdue", "queues/clues"),
        ):
            row = told(asked, choice).get((kind, ""))
            if row:
                longest = asked.rows(name, choice)["longest"].drop_nulls().max()
                assert (choice["on"] - row["clock_on"]).days == longest


def test_notices_cut_short_are_the_households_the_lock_names(asked: Asked) -> None:
    seen = 0
    for choice in drawn(asked.cursor):
        on = choice["on"]
        taken = replace(legs(on, choice["division"]), working=choice["month"].month % 2 == 1)
        proposed = asked.rows("queues/proposed", choice)
        reasons = locks(proposed, on, taken)["reasons"].to_list()
        named = sum(bool({"notice_short", "handed_early"} & set(one)) for one in reasons)
        short = 0
        for (kind, key), row in told(asked, choice).items():
            if kind == "notice":
                first, ended, handed = (date.fromisoformat(day) for day in key.split("~"))
                least = notice_ends(first, taken.publicity, working=taken.working)
                short += row["items"] if ended < least or handed <= min(least, on) else 0
        seen += named
        assert short == named
    assert seen > 0
