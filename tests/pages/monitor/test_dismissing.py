"""One of today's five is set aside with a reason, rests while nothing changes, and comes back."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.identity import Person
from holdline.state import dismissals
from holdline.state.store import store

pytestmark = pytest.mark.usefixtures("snapshot", "own_state")
FORM = "dismiss_reason"
ADDRESS = {"lang": "zh", "division": "37", "month": "2022-12"}


def opened(**address: str) -> AppTest:
    """The briefing at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {**ADDRESS, **address}.items():
        app.query_params[name] = value
    return app.run()


def boxes(app: AppTest) -> list[str | None]:
    """The keys of the boxes one may write in."""
    return [one.key for one in app.text_area]


def in_force() -> list[tuple[str, str]]:
    """What is set aside, and why."""
    with store().reading() as db:
        kept = dismissals.in_force(db, "management", "37")
    return [(one.kind, one.reason) for one in kept]


def pressed(page: AppTest, reason: str) -> AppTest:
    """The form filled in and sent."""
    page.text_area(key="dismiss_reason").set_value(reason)
    return next(one for one in page.button if one.label == "搁置").click().run()


def test_it_is_set_aside_with_its_reason_and_comes_back_when_withdrawn() -> None:
    page = pressed(opened(**{"x-dismiss": "no_labour"}), "已派人逐户核实")

    assert not page.exception
    assert in_force() == [("no_labour", "已派人逐户核实")]

    shown = opened(**{"x-dismiss": "all"})
    assert any("整户无劳动能力" in one.value for one in shown.markdown)
    next(one for one in shown.button if one.label == "恢复").click().run()
    assert in_force() == []


def test_a_word_is_no_reason_and_nothing_is_kept() -> None:
    page = pressed(opened(**{"x-dismiss": "no_labour"}), "好")

    assert [one.value for one in page.error]
    assert in_force() == []


def test_another_month_is_another_finding() -> None:
    pressed(opened(**{"x-dismiss": "no_labour"}), "已派人逐户核实")

    assert opened(**{"x-dismiss": "all"}).text != []
    assert [one.value for one in opened(**{"x-dismiss": "all", "month": "2022-11"}).text] == []
    assert FORM in boxes(opened(**{"x-dismiss": "no_labour", "month": "2022-11"}))


def test_who_may_not_set_aside_is_offered_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Person, "may", lambda _, permission: permission != "act.dismiss")

    assert FORM not in boxes(opened(**{"x-dismiss": "no_labour"}))
