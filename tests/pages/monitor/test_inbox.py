"""The inbox: signals with reasons and who took note, comments with their views."""

import re
import urllib.parse
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.quality import signals
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.reference.periods import months
from holdline.state import audit
from holdline.state.store import store
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

TOWN, BESIDE, COUNTY = "370403001", "370403002", "370403"
pytestmark = pytest.mark.usefixtures("snapshot", "own_state")


def opened(role: str, division: str, page: str = "monitor/inbox", **address: str) -> AppTest:
    """A page for somebody of *role* who sees *division*."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.session_state["demonstration_role"] = role
    app.session_state["demonstration_division"] = division
    given = {"lang": "zh", "month": "2021-11", "division": division, **address}
    for name, value in given.items():
        app.query_params[name] = value
    return app.run().switch_page(f"pages/{page}.py").run()


def said(app: AppTest, text: str) -> AppTest:
    """The page once *text* was sent as a comment."""
    box = next(one for one in app.text_area if str(one.key).startswith("comment_text"))
    box.set_value(text)
    button = next(one for one in app.button if one.label == "提交")
    return button.click().run()


def sent(app: AppTest) -> str:
    """All that the page sends; in the JSON of tables Chinese letters are escaped."""
    nodes, held = [app._tree], []
    while nodes:
        node = nodes.pop()
        nodes += list(getattr(node, "children", {}).values())
        if (proto := getattr(node, "proto", None)) is not None:
            held.append(proto.SerializeToString())
    told = b"\n".join(held).decode("utf-8", "ignore")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), told)


def test_a_townships_comment_is_read_above_and_not_beside() -> None:
    said(opened("data_team", TOWN, "monitor/briefing"), "请核实<b>新增</b>原因 **急**")

    assert "请核实<b>新增</b>原因 **急**" in sent(opened("data_team", COUNTY))
    assert "请核实<b>新增</b>原因 **急**" in sent(opened("leader", COUNTY))
    assert "请核实" not in sent(opened("data_team", BESIDE))
    assert "请核实" not in sent(opened("analyst", COUNTY))  # they see published figures only
    here = opened("data_team", TOWN, "monitor/briefing")
    assert [one.value for one in here.text if "请核实" in one.value] == [
        "请核实<b>新增</b>原因 **急**"
    ]
    assert any("（1）" in one for one in _labels(here))


def _labels(app: AppTest) -> list[str]:
    """What stands on the buttons that open something over the page."""
    nodes: list[Any] = [app._tree]
    held = []
    while nodes:
        node = nodes.pop()
        nodes += list(getattr(node, "children", {}).values())
        if getattr(node, "type", "") == "popover":
            held.append(str(node.proto.popover.label))
    return held


def test_a_comment_that_names_somebody_is_refused(snapshot: Snapshot) -> None:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        name, elsewhere = (
            cursor.execute(
                "select min(head_name) from household where length(head_name) = 3"
                f" and starts_with(village_code, '{town}')"
            ).fetchall()[0][0]
            for town in (TOWN, BESIDE)
        )
    for text in (f"{name}家要入户", "电话 138-1234-5678 打不通", "37040319900101123X 待核", "x"):
        page = said(opened("data_team", TOWN, "monitor/briefing"), text)
        assert len(page.error) == 1, text
    assert elsewhere not in "".join(one.value for one in page.error)
    assert [one.action for one in _events() if one.action.startswith("comment")] == []


def test_it_is_resolved_once_and_written_down() -> None:
    said(opened("leader", TOWN, "monitor/briefing"), "请核实新增原因")
    page = opened("data_team", TOWN, "monitor/briefing")
    page = next(one for one in page.button if one.label == "办结").click().run()

    assert not page.exception
    assert "请核实" not in sent(opened("data_team", TOWN))
    assert "请核实" in sent(opened("data_team", TOWN, **{"x-all": "yes"}))
    acts = [one.action for one in _events() if one.action.startswith("comment")]
    assert acts == ["comment.made", "comment.resolved"]


def test_what_was_searched_for_is_not_kept() -> None:
    said(opened("data_team", TOWN, "monitor/households", words="王小明"), "这张清单要核对")
    with store().reading() as db:
        from holdline.state import comments  # noqa: PLC0415

        held = comments.listed(db, ("",), ("records",))[0]
    assert "王小明" not in urllib.parse.unquote(held.address)
    assert (held.page, held.division_code) == ("households", TOWN)


def first(shot: Snapshot) -> tuple[str, signals.Signal]:
    """The first month of the sample that has a signal, and the signal."""
    with open_snapshot(shot).reading(Scope()) as cursor:
        for month in months(date(2020, 1, 1), date(2022, 12, 1)):
            asked = {"view": "management", "division": "3704", "month": month}
            rows = run(cursor, query(signals.FIGURES), asked).rows
            if held := signals.found(rows.iter_rows(named=True), month):
                return f"{month:%Y-%m}", held[0]
    pytest.fail("the sample has no signal")


def test_a_signal_has_its_reason_and_is_taken_note_of_with_a_word(snapshot: Snapshot) -> None:
    month, one = first(snapshot)
    name = f"{one.kind}~{one.division_code}"
    page = opened("data_team", "3704", month=month, **{"x-note": name})
    assert one.reason("zh") in sent(page)
    page.text_area(key="note_reason").set_value("已电话核实，系集中摸排")
    page = next(one for one in page.button if one.label == "知悉").click().run()

    assert not page.exception
    assert name not in sent(opened("data_team", "3704", month=month))
    known = sent(opened("leader", "3704", month=month, **{"x-all": "yes"}))
    assert "已电话核实" in known
    assert "已电话核实" not in sent(opened("analyst", "3704", month=month, **{"x-all": "yes"}))
    assert [one.action for one in _events() if one.action.startswith("signal")] == ["signal.noted"]


def _events() -> list[audit.Event]:
    with store().reading() as db:
        return list(audit.events(db))
