"""The tasks page shows what waits, what was sent, and takes files back."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from holdline.messages.catalogue import text
from holdline.shell.tasks_sending import CHOSEN

Opened = Callable[..., AppTest]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_drawn_in_both_languages(opened: Opened, language: str) -> None:
    page = opened("tasks", lang=language)

    assert not page.exception
    assert not page.subheader


def test_ticked_townships_are_offered_as_files(opened: Opened) -> None:
    """Nothing is made before the button is pressed; until then it says how many."""
    page = opened("tasks", division="370403")
    button = next(one for one in page.button if one.label == text("zh", "pages.tasks.all_towns"))
    button.click().run()
    files = len(page.session_state[CHOSEN])

    assert not page.exception
    assert files > 1
    assert not [one for one in page.button if one.label == text("zh", "pages.tasks.send_none")]


def test_a_division_where_nothing_waits_says_so(opened: Opened) -> None:
    page = opened("tasks", division="3701")

    assert not page.exception


def test_a_leader_sees_what_waits_and_nothing_to_press(opened: Opened) -> None:
    """They could send nothing: a form that ends in a refusal is worse than none."""
    page = opened("tasks", role="leader", division="370403")

    assert not page.exception
    assert any(text("zh", "pages.tasks.waiting") in one.value for one in page.markdown)
    assert not any(one.label == text("zh", "pages.tasks.all_towns") for one in page.button)
    assert not page.date_input
