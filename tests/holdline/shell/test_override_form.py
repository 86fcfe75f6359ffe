"""Overrides on a household's card: made with a reason, checked by somebody else, told to all."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.identity import Person
from holdline.rules import compile as compiled
from holdline.rules import overriding, ruleset
from holdline.rules.opened import WHOLE
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

REASON = "车辆已于五月出售，有过户凭证"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people decide in one test is not there in another."""
    monkeypatch.setattr("holdline.paths.state", lambda: tmp_path)


@pytest.fixture
def card(snapshot: Snapshot) -> AppTest:
    """The card of a household that the rules propose."""
    text, values = compiled.households(ruleset.load("policy_exit"))
    with open_snapshot(snapshot).reading(WHOLE) as cursor:
        rows = cursor.execute(text, values).fetchall()
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "zh"
    app.run().switch_page("pages/monitor/households.py")
    app.query_params["lang"] = "zh"
    app.query_params["household"] = next(row[0] for row in rows if row[3] == "proposed")
    return app.run()


def make(app: AppTest, reason: str) -> AppTest:
    app.text_area(key="override_reason").set_value(reason)
    return app.button(key="override_keep").click().run()


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in [*app.markdown, *app.caption])


def test_one_that_is_made_waits_and_its_maker_cannot_check_it(card: AppTest) -> None:
    told = said(make(card, REASON))
    checks = [one for one in card.button if (one.key or "").startswith("check_")]

    assert REASON in told
    assert "待复核" in told
    assert [one.disabled for one in checks] == [True, True]
    assert "override_keep" not in [one.key for one in card.button]


def test_it_stands_once_somebody_else_agrees(card: AppTest) -> None:
    make(card, REASON)
    number = overriding.waiting()[0].number
    overriding.check(Person("bo", "bo", "leader"), number, agrees=True)
    told = said(card.run())

    assert "已生效" in told
    assert "bo" in told
    assert "继续享受政策，不标注" in told


def test_without_a_reason_nothing_is_kept(card: AppTest) -> None:
    make(card, "好")

    assert "理由" in card.error[0].value
    assert overriding.waiting() == []


def test_the_fewest_clauses_that_would_have_to_turn_are_told(card: AppTest) -> None:
    assert "改变结论至少要有 1 项条款变化" in said(card)
