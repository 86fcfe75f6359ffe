"""Events on time axes: shipped ones with their source, one's own, and only where they belong."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.charts.marked import marked, notes
from holdline.charts.multiples import Panel, multiples
from holdline.messages.catalogue import languages
from holdline.reference.marks import KINDS, marks
from holdline.warehouse.snapshot import Snapshot
from tests.holdline.drawn import CHARTS


def opened(path: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": "zh", "division": "370403", "month": "2022-03", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page(path).run()


def captions(page: AppTest) -> str:
    return " ".join(one.value for one in page.caption)


@pytest.mark.parametrize("one", marks(), ids=lambda one: one.id)
def test_a_shipped_event_has_a_source_and_its_words(one: Any) -> None:
    assert one.words["source_zh"]
    assert one.words["source_en"]
    assert one.kind in KINDS
    assert one.starts <= one.ends
    for language in languages():
        assert one.words[f"short_{language}"]
        assert one.words[f"title_{language}"]


def test_the_briefing_and_the_risks_mark_the_notice_and_say_so_below(snapshot: Snapshot) -> None:
    del snapshot
    for path in ("pages/monitor/briefing.py", "pages/monitor/risks.py"):
        page = opened(path)
        assert not page.exception
        assert "2021-10 省通知" in captions(page)


def test_a_chart_of_other_months_has_no_marks(snapshot: Snapshot) -> None:
    del snapshot
    assert "省通知" not in captions(opened("pages/monitor/briefing.py", month="2021-08"))


@pytest.mark.usefixtures("snapshot", "own_state")
def test_one_of_ones_own_is_marked_here_and_below_and_nowhere_else() -> None:
    page = opened("pages/monitor/marks.py")
    page.text_input(key="kept_mark_name").set_value("本区暴雨")
    page.date_input(key="mark_starts").set_value(date(2022, 1, 5))
    page.date_input(key="mark_ends").set_value(date(2022, 1, 7))
    page.selectbox(key="mark_kind").set_value("disaster")
    page.text_input(key="mark_source").set_value("区应急局通报")
    next(one for one in page.button if one.label == "添加").click().run()

    assert not page.exception
    assert "2022-01 本区暴雨" in captions(opened("pages/monitor/briefing.py"))
    below = opened("pages/monitor/briefing.py", division="370403001")
    assert "2022-01 本区暴雨" in captions(below)
    assert "本区暴雨" not in captions(opened("pages/monitor/briefing.py", division="3704"))


def test_a_mark_is_a_line_and_a_number_on_every_axis_and_a_note() -> None:
    many = CHARTS["multiples"]()
    told = marked(many, {"2021-02": "notice", "1999-01": "long ago"})

    assert notes(told) == ["① 2021-02 notice"]
    assert len(told["layout"]["shapes"]) == 6
    assert notes(marked(many, {})) == []


def test_lines_near_each_other_in_a_small_panel_share_one_place_for_their_numbers() -> None:
    months = [f"2021-{month:02}" for month in range(1, 13)]
    panels = [Panel(name, [1] * 12, [""] * 12, name) for name in ("illness", "disaster")]
    small = multiples(panels, columns=months, across=2, height=100)
    told = marked(small, {"2021-02": "rain", "2021-03": "notice", "2021-12": "list"})

    numbers = [one for one in told["layout"]["annotations"] if one["xref"] == "x2"]
    assert [(one["x"], one["text"]) for one in numbers] == [("2021-03", "①②"), ("2021-12", "③")]
