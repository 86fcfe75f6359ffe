"""The pivot page: totals that are counted, kept tables, small cells, and the way to people."""

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

ASKED = {
    "view": "management", "division": "37", "measure": "identified", "monitor_type": "",
    "main_risk": "", "steps": [], "closing": "", "first": "main_risk", "second": "monitor_type",
    "third": "head_sex", "over": "closing",
}  # fmt: skip


def opened(role: str = "data_team", **address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "zh", "measure": "identified", "division": "37", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/analysis/pivot.py").run()


@pytest.fixture
def cells(snapshot: Snapshot) -> pl.DataFrame:
    """The cells of three nested dimensions across a fourth."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        last = cursor.execute("select last_month from snapshot_info").fetchall()[0][0]
        return run(cursor, query("pivot/cells"), {**ASKED, "month": last}).rows


def test_single_valued_dimensions_sum_to_their_subtotals_and_to_the_total(
    cells: pl.DataFrame,
) -> None:
    """Each of type, main risk, sex and state is one thing: levels, rows and columns must agree."""
    counts = ("households", "people", "identified", "eliminated", "income_told")
    for inner, outer in (("three", ["one", "two"]), ("two", ["one"]), ("one", [])):
        names = ("one", "two", "three")[len(outer) + 1 :]
        is_level = pl.all_horizontal(pl.col(name) == "all" for name in names) if names else True
        level = cells.filter((pl.col(inner) != "all") & is_level)
        above = cells.filter((pl.col(inner) == "all") & is_level)
        above = above.filter(pl.all_horizontal([pl.col(one) != "all" for one in outer] or [True]))
        keys = [*outer, "across"]
        summed = level.group_by(keys).agg(pl.col(counts).sum()).sort(keys)
        assert summed.rows() == above.select(*keys, *counts).sort(keys).rows()


def test_medians_of_totals_are_no_averages_of_those_below(cells: pl.DataFrame) -> None:
    whole = cells.filter((pl.col("one") == "all") & (pl.col("across") == "all")).row(0, named=True)
    parts = cells.filter((pl.col("one") != "all") & (pl.col("two") == "all"))
    parts = parts.filter((pl.col("across") == "all") & (pl.col("income_told") > 0))

    assert whole["income_median"] is not None
    assert whole["income_median"] != pytest.approx(parts["income_median"].mean())


def test_the_table_says_whom_it_is_about_and_opens_them(snapshot: Snapshot) -> None:
    del snapshot
    page = opened(**{
        "x-rows": "risk|monitor_type|people", "x-over": "head_sex",
        "x-show": "households|rate|income|months", "x-open": "cell.01~all~all~all~rate",
    })  # fmt: skip
    said = " ".join(one.value for one in page.markdown)

    assert not page.exception
    assert "累计识别" in said
    assert any("重复计户" in one.value for one in page.caption)


@pytest.mark.parametrize("chart", ["none", "bars", "stacked", "heat"])
def test_every_chart_is_drawn(snapshot: Snapshot, chart: str) -> None:
    del snapshot
    address = {"x-rows": "main_risk|monitor_type", "x-over": "closing", "x-chart": chart}

    assert not opened(**address).exception


def test_what_an_address_names_that_there_is_not_is_left_out(snapshot: Snapshot) -> None:
    del snapshot
    page = opened(**{
        "x-rows": "shoe_size|main_risk", "x-show": "joy", "x-over": "main_risk", "x-open": "cell.x",
    })  # fmt: skip

    assert not page.exception
    assert page.multiselect(key="pivot_rows").value == ["main_risk"]
    assert page.selectbox(key="pivot_over").value == ""


@pytest.mark.usefixtures("snapshot", "own_state")
def test_a_table_is_kept_for_oneself_opened_and_deleted() -> None:
    page = opened(**{"x-rows": "people", "x-show": "months"})
    page.text_input(key="kept_pivot_name").set_value("按人口").run()
    page.button(key="kept_pivot_keep").click().run()
    again = opened()
    mine = next(one for one in again.button if one.label == "按人口")
    mine.click().run()

    assert again.query_params["x-rows"] == "people"
    assert again.query_params["x-show"] == "months"
    assert not any(one.label == "按人口" for one in opened("analyst").button)
    drop = next(one for one in again.button if (one.key or "").startswith("kept_pivot_drop"))
    drop.click().run()
    assert not any(one.label == "按人口" for one in opened().button)


def test_an_analysts_medians_are_rounded_and_missing_on_a_small_base(snapshot: Snapshot) -> None:
    """And no count of theirs is small, no rate finer than its published counts."""
    scope = Scope(sight="figures")
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        last = cursor.execute("select last_month from snapshot_info").fetchall()[0][0]
        asked = {**ASKED, "month": last}
        whole = run(cursor, query("pivot/cells"), asked).rows
        shown = answer(cursor, query("pivot/cells"), asked, scope).rows
    small = shown.filter(pl.col("income_told") < 20)
    large = shown.filter(pl.col("income_median").is_not_null())

    assert whole.height == shown.height
    assert small["income_median"].null_count() == small.height > 0
    assert large.height > 0
    assert (large["income_median"] % 100 == 0).all()
    assert shown.filter(pl.col("households").is_between(1, 9)).is_empty()
    told = shown.filter(pl.col("elimination_rate").is_not_null())
    assert (
        (
            told["elimination_rate"] - (told["eliminated"] / told["identified"]).clip(upper_bound=1)
        ).abs()
        < 1e-12
    ).all()
