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
