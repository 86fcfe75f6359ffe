"""A drawn area is a filter of every page: said on it, kept by it, and taken off in one click."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import area
from holdline.shell import page

DRAWN = area.written(((117.2, 34.7), (117.3, 34.7), (117.3, 34.9), (117.2, 34.9)))
FILES = {one.name: one.path for one in page.discover()}


def opened(name: str, **address: str) -> AppTest:
    """Page *name* at an address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for part, value in address.items():
        app.query_params[part] = value
    app.run()
    return app.switch_page(str(FILES[name].relative_to(paths.ROOT))).run()


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("name", ["map", "briefing", "households", "risks", "projects"])
def test_a_page_says_that_it_shows_an_area_and_lets_go_of_it(name: str) -> None:
    shown = opened(name, lang="en", division="370403", area=DRAWN)

    assert not shown.exception
    assert "in the drawn area" in shown.button(key="area_chip").label
    shown.button(key="area_chip").click().run()
    assert not shown.exception
    assert "area" not in shown.query_params
    assert [one for one in shown.button if one.key == "area_chip"] == []


@pytest.mark.usefixtures("snapshot")
def test_data_that_are_not_of_households_are_named() -> None:
    """Projects belong to divisions: an area cannot part them."""
    told = [one.value for one in opened("projects", lang="en", area=DRAWN).caption]

    assert [one for one in told if "projects" in one and "whole division" in one]
    assert not [one.value for one in opened("risks", lang="en", area=DRAWN).caption
                if "whole division" in one.value]  # fmt: skip


@pytest.mark.usefixtures("snapshot")
def test_clearing_the_filters_clears_the_area_too() -> None:
    shown = opened("briefing", lang="en", division="370403", area=DRAWN)
    shown.button(key="clear").click().run()

    assert "area" not in shown.query_params
    assert shown.query_params["division"] == "370403"


@pytest.mark.usefixtures("snapshot")
def test_decisions_and_files_are_of_whole_divisions_and_say_so() -> None:
    """The area is kept for the pages that follow it."""
    shown = opened("rulebook", lang="en", area=DRAWN)

    assert [one for one in shown.caption if "does not follow it" in one.value]
    assert [one for one in shown.button if one.key == "area_chip"] == []
    assert shown.query_params["area"] == DRAWN


@pytest.mark.usefixtures("snapshot")
def test_a_damaged_area_is_no_area() -> None:
    shown = opened("briefing", lang="en", area="!!!")

    assert not shown.exception
    assert [one for one in shown.button if one.key == "area_chip"] == []
