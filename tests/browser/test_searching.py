"""A household is found by its number, a member's full name or its village, masked, within scope."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opened
from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.serving import served
from tools.driving.words import said

COUNTY = "370403"
MASKED = re.compile(r"^[\u3400-\u9fff]{1,2}\*+$")


@pytest.fixture(scope="module")
def scoped(built_home: Path) -> Iterator[str]:
    """The app of a reader who may see one county only."""
    with served(built_home, settings={"HOLDLINE_DIVISIONS": COUNTY}) as origin:
        yield origin


def test_by_number_finds_the_one_household(zh: Reader, places: Places) -> None:
    """The whole number leads to one row."""
    rows = _found(zh.open(), places.household)

    expect(rows).to_have_count(1)
    assert rows.first.get_attribute("data-key") == places.household


def test_by_the_beginning_of_a_number(zh: Reader, places: Places) -> None:
    """A number not yet whole finds all that begin so."""
    keys = _keys(_found(zh.open(), places.household[:12]))

    assert places.household in keys
    assert all(key.startswith(places.household[:12]) for key in keys)


def test_by_name_is_masked(zh: Reader, places: Places) -> None:
    """The full name finds its household, and nothing found shows a full name."""
    rows = _found(zh.open(), places.head)

    assert places.household in _keys(rows)
    names = rows.locator("td:nth-child(2)").all_inner_texts()
    assert [name for name in names if not MASKED.match(name.strip())] == []


def test_by_village(zh: Reader, places: Places) -> None:
    """The village's name finds its households."""
    keys = _keys(_found(zh.open(division=places.way[2]), places.village))

    assert any(key.startswith(places.way[3]) for key in keys)


def test_of_nothing_says_so(zh: Reader) -> None:
    """Neither an error nor an empty screen."""
    zh.open()
    _search(zh, "完全不存在的词")

    expect(zh.page.get_by_text("没有找到").first).to_be_visible()


def test_signs_are_only_signs(zh: Reader) -> None:
    """No sign of SQL or of patterns finds everything, or breaks anything."""
    for word in ("%", "_", "'", "*", "\\", "张' or '1'='1"):
        zh.open("households", words=word)
        expect(zh.page.locator(".st-key-found")).to_be_attached()
        expect(zh.page.locator(".st-key-found tbody tr")).to_have_count(0)


def test_from_a_result_to_the_card_and_back(zh: Reader, places: Places) -> None:
    """The card opens from the result, and back leads to the result."""
    rows = _found(zh.open(), places.household)
    with zh.ran():
        rows.first.locator("button").first.click()
    assert zh.address()["household"] == places.household
    with zh.ran():
        zh.page.go_back()

    expect(zh.page.locator(".st-key-found tbody tr")).to_have_count(1)


def test_card_shows_no_full_name_number_or_telephone(zh: Reader, places: Places) -> None:
    """What is masked in the list is masked on the card."""
    zh.open("households", household=places.household)
    expect(zh.page.locator(".st-key-members table")).to_be_visible()
    shown = " ".join(said(zh))

    assert places.head not in shown
    assert re.search(re.escape(places.head[0]) + r"\*+", shown)
    assert not re.search(r"\d{6}(19|20)\d{6}\d{3}[\dX]\b", shown.replace(places.household, ""))
    assert not re.search(r"\b1\d{10}\b", shown)


def test_within_scope_only(tab: Opened, scoped: str) -> None:
    """By number, a household of another county is not found; one's own is."""
    reader = tab("zh", origin=scoped).open()
    assert reader.address()["division"] == COUNTY
    keys = _keys(_found(reader, COUNTY))
    assert keys
    assert all(key.startswith(COUNTY) for key in keys)

    _search(reader, "370402")
    expect(reader.page.locator(".st-key-found tbody tr")).to_have_count(0)


def test_forbidden_divisions_are_refused_kindly(tab: Opened, scoped: str) -> None:
    """Above and beside one's own nothing is shown but the way back."""
    for language, told in (("zh", "管辖范围"), ("en", "jurisdiction")):
        reader = tab(language, origin=scoped)
        for division in ("37", "3704", "370402", "370481"):
            reader.open(division=division)
            trouble = reader.page.locator(".st-key-trouble")
            expect(trouble).to_contain_text(told)
            assert reader.page.locator(".st-key-headline, .st-key-areas").count() == 0
        with reader.ran():
            trouble.get_by_role("button").click()
        assert reader.address()["division"] == COUNTY


def test_forbidden_household_is_unknown(tab: Opened, scoped: str) -> None:
    """Whether it exists is not told."""
    reader = tab("zh", origin=scoped).open("households", household="3704020010010001")

    expect(reader.page.locator(".st-key-trouble")).to_contain_text("3704020010010001")
    expect(reader.page.locator(".st-key-members")).to_have_count(0)


def test_forbidden_divisions_are_not_offered(tab: Opened, scoped: str) -> None:
    """Neither breadcrumb, nor list of siblings, nor table names what may not be seen."""
    reader = tab("zh", origin=scoped).open()
    shown = " ".join(said(reader))

    assert [name for name in ("滕州", "台儿庄", "济南", "青岛") if name in shown] == []


def _search(reader: Reader, words: str) -> None:
    box = reader.page.locator(".st-key-search input")
    box.fill(words)
    with reader.ran():
        box.press("Enter")


def _found(reader: Reader, words: str) -> Locator:
    _search(reader, words)
    rows = reader.page.locator(".st-key-found tbody tr")
    expect(rows.first).to_be_visible()
    return rows


def _keys(rows: Locator) -> list[str]:
    return [str(row.get_attribute("data-key")) for row in rows.all()]
