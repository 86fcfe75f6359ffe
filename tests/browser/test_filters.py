"""What the reader has chosen is always in sight, goes along, and goes off at one click."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visited
from tests.browser.places import Places
from tests.browser.visits import CHOICE, shown
from tools.driving.reader import Reader
from tools.driving.sites import sites

SHOWN = {
    "choose_month": "2021年10月",
    "choose_monitor_type": "脱贫不稳定户",
    "choose_main_risk": "因病",
}


@pytest.mark.parametrize("page", sites())
def test_are_in_sight_on_every_page(visited: Visited, page: str) -> None:
    """No filter works unseen, and the way out of all of them is there."""
    seen = visited(page, "zh", address=CHOICE)

    assert seen.filters == SHOWN
    assert "清除筛选" in seen.texts


def test_go_along_to_every_other_page(zh: Reader, places: Places) -> None:
    """By the menu, as a reader would go."""
    told = {"division": places.way[1], "month": "2021-10", "type": "MT1_UNSTABLE", "risk": "01"}
    zh.open(**told)
    for page, path in list(sites().items())[1:]:
        _by_menu(zh, path)
        zh.until(lambda: told.items() <= zh.address().items(), page)
        assert shown(zh) == SHOWN, page


def test_are_chosen_from_the_lists(zh: Reader, places: Places) -> None:
    """A choice is in the address at once, and the figures follow."""
    zh.open(division=places.way[1])
    total = zh.page.locator(".st-key-headline [data-key=open] button.main .value")
    before = total.inner_text()
    for part, name, option in (
        ("monitor_type", "type", "边缘易致贫户"),
        ("main_risk", "risk", "因残"),
        ("month", "month", "2022年3月"),
        ("tree", "tree", "法定口径"),
    ):
        zh.choose(f"choose_{part}", option)
        assert name in zh.address()

    assert int(total.inner_text()) < int(before)


def test_clear_takes_all_off_and_stays_in_the_division(zh: Reader, places: Places) -> None:
    """One click; the division and the page stay."""
    zh.open("subjects", division=places.way[1], **CHOICE)
    with zh.ran():
        zh.page.locator(".st-key-clear button").click()

    assert zh.path() == "subjects"
    assert zh.address()["division"] == places.way[1]
    assert not {"type", "risk"} & zh.address().keys()
    expect(zh.page.locator(".st-key-clear")).to_have_count(0)


def test_clear_offers_itself_only_when_something_is_filtered(zh: Reader) -> None:
    """A bare page has nothing to clear."""
    zh.open()
    expect(zh.page.locator(".st-key-clear")).to_have_count(0)


def test_links_of_an_older_choice_do_not_leak_into_a_new_one(zh: Reader, places: Places) -> None:
    """An address that says nothing of a filter has none, whatever was chosen before."""
    zh.open(division=places.way[1], **CHOICE)
    zh.open(division=places.way[1])

    assert not {"type", "risk"} & zh.address().keys()
    assert shown(zh)["choose_monitor_type"] == "全部类别"


def _by_menu(reader: Reader, path: str) -> None:
    """Open the menu headings one after the other until the page's link is there, and follow it."""
    link = reader.page.locator(f"a[href$='/{path}'], a[href*='/{path}?']").first
    for heading in reader.page.locator("[data-testid=stTopNavSection]").all():
        if link.is_visible():
            break
        heading.click()
        reader.page.locator("[data-testid=stTopNavDropdownLink]").first.wait_for()
        if not link.is_visible():
            reader.page.keyboard.press("Escape")
    with reader.ran():
        link.click()
