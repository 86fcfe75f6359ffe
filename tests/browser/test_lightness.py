"""Charts travel as light specifications, and a click sends little."""

import pytest

from tests.browser.conftest import Visited
from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.sites import sites

FIGURE, CLICK, PAGE = 45_000, 95_000, 250_000


@pytest.mark.parametrize("page", sites())
def test_figures_and_pages_are_light(visited: Visited, page: str) -> None:
    """No chart carries its data twice, no page sends what nobody looks at."""
    seen = visited(page, "zh")

    assert {key: size for key, size in seen.charts.items() if size > FIGURE} == {}
    assert seen.sent < PAGE


def test_click_sends_little(zh: Reader, places: Places) -> None:
    """A step down and a change of month, each as bytes over the wire."""
    zh.open(division="37")
    before = len(zh.frames)
    with zh.ran():
        zh.page.locator(f".st-key-areas tr[data-key='{places.way[0]}'] button").first.click()
    down = sum(frame.size for frame in zh.frames[before:])
    before = len(zh.frames)
    zh.choose("choose_month", "2022年3月")
    month = sum(frame.size for frame in zh.frames[before:])

    assert max(down, month) < CLICK
