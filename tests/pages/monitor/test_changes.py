"""The changes page says what moved, and opens the households that moved it."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": "zh", "month": "2022-06", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/monitor/changes.py").run()


def said(page: AppTest) -> str:
    """All that stands on the page as text."""
    return "\n".join(one.value for one in page.markdown)


def test_compares_with_the_month_before_unless_another_is_chosen() -> None:
    assert "2022年5月" in said(opened())
    assert "2021年6月" in said(opened(**{"x-since": "2021-06"}))


def test_a_month_after_the_chosen_one_is_compared_with_itself() -> None:
    page = opened(**{"x-since": "2022-11"})

    assert not page.exception
    assert "2022年6月 " in said(page)
    assert "**0**" in said(page)


@pytest.mark.parametrize(("by", "key"), [("areas", "370403"), ("kinds", "MT1_UNSTABLE~01")])
def test_a_change_opens_its_households(by: str, key: str) -> None:
    page = opened(**{"x-since": "2021-01", "measure": "identified", "x-open": f"{by}-change.{key}"})

    assert not page.exception
    assert any("带同样的正负号" in one.value for one in page.caption)


def test_speaks_english_when_asked() -> None:
    page = opened(lang="en")

    assert not page.exception
    assert "what each division added or took" in said(page)
