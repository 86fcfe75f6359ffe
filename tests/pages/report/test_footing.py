"""Pasted text is audited and marked; nothing is kept."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

pytestmark = pytest.mark.usefixtures("snapshot")
BAOSHAN = (paths.ROOT / "tests" / "golden" / "baoshan_2021.txt").read_text("utf-8")


def opened(text: str) -> AppTest:
    """The page with *text* pasted."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.query_params["lang"] = "zh"
    app.query_params["month"] = "2021-11"
    page = app.run().switch_page("pages/report/footing.py").run()
    return page.text_area(key="footing_text").set_value(text).run()


def test_a_true_text_is_said_to_foot() -> None:
    page = opened(BAOSHAN)

    assert not page.exception
    assert [one.value for one in page.success] == ["能核的数字都平。"]


def test_a_wrong_figure_is_marked_where_it_stands() -> None:
    page = opened(BAOSHAN.replace("44.49", "44.94"))
    text = "\n".join(one.value for one in page.markdown)

    assert not page.exception
    assert ":red-background[44\\.94%]" in text
    assert ":yellow-background[7,282户]" in text


def test_comparing_with_the_snapshot_is_a_choice() -> None:
    page = opened(BAOSHAN)
    page = page.toggle(key="footing_compare").set_value(True).run()

    assert not page.exception
    assert not page.success
