"""Own SQL on a page: asked once, answered as a table, refused kindly."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.exports import console
from holdline.messages.catalogue import everything, languages

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(sql: str = "", role: str = "data_team") -> AppTest:
    """The page with *sql* in its address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "zh", "month": "2021-11", "division": "3704"}.items():
        app.query_params[name] = value
    if sql:
        app.query_params["x-sql"] = sql
    return app.run().switch_page("pages/data/sql.py").run()


def test_the_example_is_offered_and_runs_when_pressed() -> None:
    page = opened()
    assert str(page.text_area(key="sql_text").value).startswith("select short_name")
    page = next(one for one in page.button if one.label == "执行").click().run()

    assert not page.exception
    assert not page.error
    assert "x-sql" in page.query_params
    assert any(one.value.endswith("行") for one in page.caption)


def test_what_cannot_be_run_is_told_and_the_text_stays() -> None:
    page = opened("drop table monitoring")

    assert [one.value.partition("。")[0] for one in page.error] == ["这不是一条 SELECT"]
    assert page.text_area(key="sql_text").value == "drop table monitoring"


@pytest.mark.parametrize("language", languages())
def test_every_view_and_column_has_words(language: str) -> None:
    held = everything(language)
    views = console.views_for(Scope())
    wanted = {f"about.{console.name_of(one)}" for one in views}
    wanted |= {f"columns.{column.name}" for one in views for column in one.columns}

    assert {one for one in wanted if f"pages.sql.{one}" not in held} == set()
    written = {
        key.removeprefix("pages.sql.") for key in held if key.startswith("pages.sql.columns")
    }
    assert written - wanted == set()


def test_a_leader_has_no_such_page() -> None:
    page = opened("select 1", role="leader")

    assert not page.text_area
    assert page.subheader
