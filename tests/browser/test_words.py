"""The Chinese app speaks Chinese and the English app English, to the last hidden label."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect

from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.sites import sites
from tools.driving.words import said

ROOT = Path(__file__).parents[2]
# What is the same in every language: names of files and columns, versions and digests, codes.
NEUTRAL = re.compile(
    r"""
    \b\w+(?:[/.]\w+)*\.(?:sql|toml|parquet|csv|xlsx)\b  # files
    | \b\d{8}-[0-9a-f]{8}\b                             # snapshots
    | \b[0-9a-f]{12,64}\b                               # digests
    | \bshandong-2021(?:\+[0-9a-f]+)?                   # rule packs
    | \b\d+\.\d+\.\d+(?:\+[0-9a-z.]+)?                  # versions
    | \bSHA-256\b | \bAPP\b | \bID\b | \bWGS-84\b | \bGCJ-02\b
    | \bJ?\d{16,}[0-9X]*\b                              # households, people, cases
    """,
    re.VERBOSE,
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
MASKED = re.compile(r"[\u3400-\u9fff]{1,2}\*+")
TITLES = re.compile(r"《[^》]*》|[\u3400-\u9fff]+〔\d{4}〕\d+号")


@pytest.fixture(scope="session")
def names() -> re.Pattern[str]:
    """Names of divisions, longest first, which no language translates."""
    rows = pl.read_parquet(ROOT / "data" / "reference" / "divisions_37.parquet")
    found = {*rows["division_name"], *rows["division_short_name"]} - {None, ""}
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


@pytest.mark.parametrize("page", sites())
def test_no_english_in_chinese_pages(zh: Reader, places: Places, page: str) -> None:
    """Every page, at a county and down to a household."""
    zh.open(sites()[page], division=places.way[1])
    assert [] == _english(said(zh))


@pytest.mark.parametrize("page", sites())
def test_no_chinese_in_english_pages(
    en: Reader, places: Places, names: re.Pattern[str], page: str
) -> None:
    """Names of people and places and titles of documents stay as they are."""
    en.open(sites()[page], division=places.way[1])
    assert [] == _chinese(said(en), names)


def test_no_english_on_a_chinese_card(zh: Reader, places: Places) -> None:
    """The card of one household."""
    zh.open("households", household=places.household)
    expect(zh.page.locator(".st-key-members table")).to_be_visible()
    assert [] == _english(said(zh))


def test_no_chinese_on_an_english_card(
    en: Reader, places: Places, names: re.Pattern[str]
) -> None:
    """The card of one household."""
    en.open("households", household=places.household)
    expect(en.page.locator(".st-key-members table")).to_be_visible()
    own = re.compile("|".join(map(re.escape, places.texts)))
    assert [] == _chinese([own.sub("", text) for text in said(en)], names)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_of_the_language_too(
    tab: Callable[[str], Reader], places: Places, names: re.Pattern[str], language: str
) -> None:
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
    assert [] == (_english(found) if language == "zh" else _chinese(found, names))


def test_no_english_in_opened_menus(zh: Reader, places: Places) -> None:
    """What opens on a click: the menu, the app's own menu, every list of choices, the help."""
    zh.open(division=places.way[1])
    found = []
    for opener in _openers(zh):
        zh.page.locator(opener).first.click()
        zh.page.wait_for_function(OPENED)
        found += _english(said(zh))
        zh.page.keyboard.press("Escape")
        zh.page.mouse.move(0, 700)
        zh.page.wait_for_function(f"() => !({OPENED})()")
    assert [] == sorted(set(found))


def test_language_switches_and_stays(zh: Reader, places: Places, names: re.Pattern[str]) -> None:
    """One click; the choice is in the address, and the next page keeps it."""
    zh.open(division=places.way[1], type="MT3_SEVERE")
    with zh.ran():
        zh.page.locator(".st-key-other_language button").click()
    expect(zh.page.locator("html")).to_have_attribute("lang", "en")
    assert zh.address()["lang"] == "en"
    assert zh.address()["type"] == "MT3_SEVERE"
    assert [] == _chinese(said(zh), names)

    with zh.ran():
        zh.page.locator(".st-key-areas tbody tr button").last.click()
    assert zh.address()["lang"] == "en"
    with zh.ran():
        zh.page.locator(".st-key-other_language button").click()
    expect(zh.page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert [] == _english(said(zh))


def test_browser_decides_the_first_language(zh: Reader, en: Reader) -> None:
    """An English browser is met in English, any other in Chinese."""
    assert "守线" in zh.open().page.title()
    assert not CHINESE.search(en.open().page.title())


OPENED = """() => document.querySelector(
  '[role=listbox], [role=menu], [data-testid=stMainMenuPopover], [role=tooltip], ' +
  '[data-testid=stTooltipContent], [data-testid=stTopNavSection] a, [role=dialog]')"""


def _openers(reader: Reader) -> Iterable[str]:
    choices = [
        f".st-key-choose_{part} [data-baseweb=select], .st-key-choose_{part} [role=combobox]"
        for part in ("division", "month", "monitor_type", "main_risk", "tree")
    ]
    menus = ["[data-testid=stMainMenu] button", "[data-testid=stTopNavSection]"]
    return [one for one in (*choices, *menus) if reader.page.locator(one).count()]


def _english(texts: list[str]) -> list[str]:
    own = {"English"}
    return sorted({text for text in texts if text not in own and ENGLISH.search(NEUTRAL.sub("", text))})


def _chinese(texts: list[str], names: re.Pattern[str]) -> list[str]:
    own = {"中文"}
    found = set()
    for text in texts:
        left = MASKED.sub("", names.sub("", TITLES.sub("", text)))
        if text not in own and CHINESE.search(left):
            found.add(text)
    return sorted(found)
