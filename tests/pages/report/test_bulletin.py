"""The bulletin's page shows the blocks of the file, with numbers that open their households."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.query_params["lang"] = address.pop("lang", "zh")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/report/bulletin.py").run()


def said(page: AppTest) -> str:
    """Its text."""
    assert not page.exception
    return "\n".join(one.value for one in page.markdown)


def test_its_numbers_are_links_to_households() -> None:
    text = said(opened(division="370403", month="2021-11"))

    assert "关于薛城区2021年11月防返贫监测帮扶工作情况的通报" in text
    assert "](households?division=370403&month=2021-11)户" in text
    assert "measure=eliminated" in text


def test_the_quality_bulletin_and_english_are_there() -> None:
    page = opened(division="370403", month="2022-12", lang="en", **{"x-kind": "quality"})

    assert "Bulletin on the quality of monitoring data" in said(page)


def test_filters_of_the_bar_do_not_narrow_it() -> None:
    """A bulletin is of everybody in the division."""
    whole = said(opened(division="370403", month="2021-11"))
    narrowed = said(opened(division="370403", month="2021-11", type="MT1_UNSTABLE"))

    assert whole == narrowed
