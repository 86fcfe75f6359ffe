"""The page of what goes with faster elimination: its base, its words, the spells behind a level."""

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.shell.speed_parts import FACTORS, LEAST
from holdline.timeline.hazard import fit
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot


def opened(language: str = "zh", role: str = "data_team", **address: str) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": language, "division": "37", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/analysis/speed.py").run()


def test_every_level_counts_as_many_spells_as_its_list(snapshot: Snapshot) -> None:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        first, last = cursor.execute(
            "select first_month, last_month from snapshot_info"
        ).fetchall()[0]
        asked = {"view": "management", "division": "37", "since": first, "month": last,
                 "monitor_type": "", "main_risk": "", "least": LEAST}  # fmt: skip
        found = fit(run(cursor, query("speed/cells"), asked).rows, FACTORS)
        for one in found.effects:
            facet = f"{one.factor}={one.level}"
            listed = {
                ended: run(
                    cursor, query("speed/listed"), {**asked, "facet": facet, "ended": ended}
                ).rows
                for ended in (False, True)
            }
            assert (one.spells, one.events) == (listed[False].height, listed[True].height)
    assert found.events > 0
    for name in FACTORS:
        assert sum(one.spells for one in found.effects if one.factor == name) == found.spells


def test_without_factors_it_is_the_curve_of_the_timelines_page(snapshot: Snapshot) -> None:
    """Eliminated and at risk by month of life, from two queries over two different tables."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        first, last = cursor.execute(
            "select first_month, last_month from snapshot_info"
        ).fetchall()[0]
        asked = {"view": "management", "division": "37", "since": first, "month": last,
                 "monitor_type": "", "main_risk": ""}  # fmt: skip
        mine = run(cursor, query("speed/cells"), {**asked, "least": 0}).rows
        curve = run(
            cursor, query("timelines/curve"), {**asked, "places": "itself", "by": "all"}
        ).rows
    summed = mine.group_by("months").agg(pl.col("at_risk").sum(), pl.col("events").sum())
    both = curve.join(summed, on="months", how="left", suffix="_mine")
    told = pl.col("by_support") + pl.col("untold")

    assert both.height > 12
    assert both.filter(pl.col("at_risk") != pl.col("at_risk_mine")).is_empty()
    assert both.filter(told != pl.col("events")).is_empty()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_what_it_compares_and_that_it_is_no_cause(
    snapshot: Snapshot, language: str
) -> None:
    del snapshot
    page = opened(language)
    said = " ".join(one.value for one in page.caption)

    assert not page.exception
    assert ("不是因果" if language == "zh" else "not cause") in said


def test_few_eliminations_are_said_to_be_few(snapshot: Snapshot) -> None:
    del snapshot
    page = opened(division="370403", risk="11")

    assert not page.exception
    assert page.info


def test_analysts_do_not_reach_it(snapshot: Snapshot) -> None:
    """Curves of time are closed to them (docs/decisions/0050), and so are hazards."""
    del snapshot
    page = opened(role="analyst")

    assert not any("因果" in one.value for one in page.caption)
