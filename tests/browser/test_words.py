"""The Chinese app speaks Chinese and the English app English, to the last hidden label."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened, Visited
from tests.browser.languages import CHINESE, english, foreign
from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.sites import sites
from tools.driving.words import said

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sites())
def test_every_page_is_of_one_language(
    visited: Visited, places: Places, page: str, language: str
) -> None:
    """Names of people, places, projects and events and titles of documents stay as they are."""
    own = re.compile("|".join(map(re.escape, places.tags)))
    texts = [own.sub("", text) for text in visited(page, language).texts]

    assert foreign(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_of_a_household_is_of_one_language(tab: Opened, places: Places, language: str) -> None:
    """Free text the import holds about the household stays as it is."""
    reader = tab(language).open("households", household=places.household)
    expect(reader.page.locator(".st-key-members table")).to_be_visible()
    own = re.compile("|".join(map(re.escape, places.texts)))

    assert foreign([own.sub("", text) for text in said(reader)], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_of_the_language_too(tab: Opened, places: Places, language: str) -> None:
    """What is shown on hovering over the question marks of the first page."""
    reader = tab(language).open(division=places.way[1])
    found = []
    for mark in reader.page.locator("[data-testid=stTooltipIcon]").all():
        mark.hover()
        tip = reader.page.locator("[data-testid=stTooltipContent]").last
        expect(tip).to_be_visible()
        found.append(tip.inner_text())
        reader.page.mouse.move(0, 0)
        expect(tip).to_be_hidden()

    assert len(found) > 2
    assert foreign(found, language) == []


def test_opened_menus_are_chinese(zh: Reader, places: Places) -> None:
    """What opens on a click: the menu, the app's own menu, every list of choices."""
    zh.open(division=places.way[1])
    found: list[str] = []
    for opener in OPENERS:
        opening = zh.page.locator(opener).first
        if not opening.count():
            continue
        opening.click()
        zh.page.wait_for_function(f"() => !!({OPENED})")
        found += english(said(zh))
        zh.page.keyboard.press("Escape")
        zh.page.mouse.move(0, 700)
        zh.page.wait_for_function(f"() => !({OPENED})")

    assert sorted(set(found)) == []


def test_language_switches_and_stays(zh: Reader, places: Places) -> None:
    """One click; the choice is in the address, and the next page keeps it."""
    zh.open(division=places.way[1], type="MT3_SEVERE")
    with zh.ran():
        zh.page.locator(".st-key-other_language button").click()
    expect(zh.page.locator("html")).to_have_attribute("lang", "en")
    assert {"lang": "en", "type": "MT3_SEVERE"}.items() <= zh.address().items()
    assert foreign(said(zh), "en") == []

    with zh.ran():
        zh.page.locator(".st-key-areas tbody tr button").last.click()
    assert zh.address()["lang"] == "en"
    with zh.ran():
        zh.page.locator(".st-key-other_language button").click()
    expect(zh.page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert foreign(said(zh), "zh") == []


def test_browser_decides_the_first_language(zh: Reader, en: Reader) -> None:
    """An English browser is met in English, a Chinese one in Chinese."""
    assert CHINESE.search(zh.open().page.title())
    assert not CHINESE.search(en.open().page.title())


OPENERS = (
    *(
        f".st-key-choose_{part} input"
        for part in ("division", "month", "monitor_type", "main_risk", "tree")
    ),
    "[data-testid=stMainMenu] button",
    "[data-testid=stTopNavSection]",
)
OPENED = """document.querySelector(
  '[role=listbox], [role=menu], [data-testid=stMainMenuPopover], [role=tooltip], ' +
  '[data-testid=stTooltipContent], [data-testid=stTopNavDropdownLink], [role=dialog]')"""
