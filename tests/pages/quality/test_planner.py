"""The planner draws the same list for everybody, and keeps it once."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from holdline.messages.catalogue import text
from holdline.shell.planner_plan import week
from holdline.state import visits
from holdline.state.store import store

Opened = Callable[..., AppTest]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_drawn_in_both_languages(opened: Opened, language: str) -> None:
    page = opened("planner", lang=language, division="370403")

    assert not page.exception
    assert not page.subheader


def test_a_kept_plan_stays(opened: Opened) -> None:
    """Its households, each with its chance, and the seed they can be drawn by again."""
    page = opened("planner", division="370403")
    label = text("zh", "pages.planner.keep")
    next(one for one in page.button if one.label == label).click().run()
    with store().reading() as db:
        plan = visits.plan(db, f"{week()}-370403-60")
        homes = visits.homes(db, f"{week()}-370403-60")

    assert not page.exception
    assert plan is not None
    assert plan.seed.isdecimal()
    assert len(homes) == 60
    assert all(0 < home.chance <= 1 for home in homes)
    assert label not in [one.label for one in page.button]


def test_a_province_is_too_wide_a_plan(opened: Opened) -> None:
    assert text("zh", "pages.planner.too_wide") in opened("planner").info[0].value
