"""The themes: each is readable in both languages, and its figures are the free drill's."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.messages.catalogue import text
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.reference.themes import Theme, themes
from holdline.shell.free_drill import DIMENSIONS
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

THEMES = {theme.name: theme for theme in themes()}


def _counted(snapshot: Snapshot, theme: Theme) -> int:
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        last = cursor.execute("select last_month from snapshot_info").fetchall()[0][0]
        inputs = {
            "view": "management", "division": "3704", "month": last, "measure": theme.measure,
            "monitor_type": "", "main_risk": "", "closing": "", "dimension": "main_risk",
            "over": "", "steps": [f"{name}={value}" for name, value in theme.steps],
        }  # fmt: skip
        rows = run(cursor, query("explore/cells"), inputs).rows
    return int(rows.filter(rows["value"] == "all")["households"].sum())


def test_there_are_at_least_six_and_each_asks_for_what_there_is() -> None:
    asked = {name for theme in THEMES.values() for name, _ in theme.steps}
    asked |= {name for theme in THEMES.values() for name in theme.tables}
    assert len(THEMES) >= 6
    assert asked <= set(DIMENSIONS)


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_says_how_many_households_it_is_about(snapshot: Snapshot, name: str) -> None:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    page = app.run().switch_page("pages/analysis/themes.py")
    page.query_params["division"] = "3704"
    page.query_params["x-theme"] = name
    page.run()
    said = " ".join(one.value for one in page.markdown)

    assert not page.exception
    assert text("zh", f"themes.{name}.question") in said
    assert f"{_counted(snapshot, THEMES[name]):,}户" in said


def test_a_theme_is_readable_in_english(snapshot: Snapshot) -> None:
    del snapshot
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    page = app.run().switch_page("pages/analysis/themes.py").run()
    assert not page.exception
    assert any("Where are households at risk from illness" in one.value for one in page.markdown)


def opened(role: str = "data_team", **address: str) -> AppTest:
    """The page at *address* for somebody of *role*."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "zh", "division": "3704", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/analysis/themes.py").run()


@pytest.mark.usefixtures("snapshot", "own_state")
def test_a_theme_of_ones_own_is_kept_beside_the_shipped_and_deleted() -> None:
    """With the conditions of the address; seen by nobody of another role."""
    page = opened(**{"x-steps": "risk=01|labour=0"})
    page.text_input(key="kept_theme_name").set_value("病且无劳力")
    page.multiselect(key="own_tables").set_value(["people", "house_grade"])
    page.button(key="kept_theme_keep").click().run()
    own = opened(**{"x-theme": "own-1"})
    said = " ".join(one.value for one in own.markdown)

    assert not own.exception
    assert "任一风险：因病、劳动力人数：无劳动力（未消除）" in said
    assert "按房屋等级分" in said
    assert not any("病且无劳力" in one.label for one in opened("leader").button)
    own.button(key="kept_theme_drop_1").click().run()
    gone = opened(**{"x-theme": "own-1"})
    assert text("zh", "themes.illness.question") in " ".join(one.value for one in gone.markdown)


@pytest.mark.usefixtures("snapshot", "own_state")
def test_a_condition_is_added_to_a_theme_from_the_values_there_are() -> None:
    page = opened(**{"x-steps": "risk=01"})
    page.selectbox(key="own_by").set_value("head_sex").run()
    page.selectbox(key="own_value_head_sex").set_value("1").run()
    page.button(key="own_add").click().run()

    assert page.query_params["x-steps"] == "risk=01|head_sex=1"


@pytest.mark.usefixtures("snapshot")
def test_an_analyst_reads_themes_by_dimension_and_no_share_of_a_hidden_count() -> None:
    app = opened("analyst", **{"x-theme": "near_the_line"})

    assert not app.exception
