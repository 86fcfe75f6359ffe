"""The subjects page shows one measure at a time, as the address says."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/monitor/subjects.py").run()


@pytest.mark.parametrize(
    ("measure", "title"),
    [("open", "未消除"), ("identified", "累计识别"), ("new", "本月新增"), ("closed", "本月消除")],
)
def test_its_titles_name_the_measure(measure: str, title: str) -> None:
    page = opened(measure=measure)

    assert not page.exception
    said = [one.value for one in page.markdown]
    assert any(title in one and "分地区" in one for one in said)
    assert any(title in one and "分月份" in one for one in said)


def test_speaks_english_when_asked() -> None:
    page = opened(lang="en")

    assert not page.exception
    assert any("by division and type" in one.value for one in page.markdown)


def test_who_sees_no_lists_is_offered_no_search_for_households() -> None:
    """It would end in a refusal."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = "analyst"
    page = app.run().switch_page("pages/monitor/subjects.py").run()

    assert not page.exception
    assert "search" not in [one.key for one in page.text_input]
    assert "search" in [one.key for one in opened().text_input]
