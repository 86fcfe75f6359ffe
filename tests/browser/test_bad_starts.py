"""Whatever is missing or mistyped: what happened and what to do, in the reader's language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.languages import foreign
from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.serving import served
from tools.driving.words import said

TROUBLE = ".st-key-trouble"
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app without any snapshot."""
    with served(tmp_path_factory.mktemp("bare")) as origin:
        yield origin


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, built_home: Path) -> Iterator[str]:
    """An app whose only snapshot cannot be read: its warehouse was cut short."""
    home = tmp_path_factory.mktemp("broken")
    shutil.copytree(built_home / "snapshots", home / "snapshots")
    for warehouse in home.glob("snapshots/*/warehouse.duckdb"):
        warehouse.chmod(0o644)
        warehouse.write_bytes(warehouse.read_bytes()[:5000])
    with served(home) as origin:
        yield origin


ASKED = {
    "unknown division": ({"division": "999999"}, "999999"),
    "village of nowhere": ({"division": "370403999999"}, "370403999999"),
    "words for a division": ({"division": "abc"}, "abc"),
    "month of no data": ({"month": "1999-01"}, "1999-01"),
    "month to come": ({"month": "2031-01"}, "2031-01"),
    "malformed month": ({"month": "2021-13"}, "2021-13"),
    "words for a month": ({"month": "soon"}, "soon"),
    "unknown snapshot": ({"snapshot": "20200101-00000000"}, "20200101-00000000"),
    "a path for a snapshot": ({"snapshot": "../../etc"}, "../../etc"),
}


@pytest.mark.parametrize("asked", ASKED)
def test_mistaken_address_is_named(tab: Opened, asked: str) -> None:
    """What was asked is named, in words of the reader's language, with a way out."""
    address, named = ASKED[asked]
    for language in LANGUAGES:
        reader = tab(language).open(**address)
        trouble = reader.page.locator(TROUBLE)
        expect(trouble).to_contain_text(named)
        expect(trouble.get_by_role("button")).to_be_visible()
        assert foreign(_without(said(reader), named), language) == []


def test_way_out_leads_home(zh: Reader) -> None:
    """The button takes what was mistaken out of the address."""
    zh.open("subjects", division="370403999999", month="2021-13")
    with zh.ran():
        zh.page.locator(TROUBLE).get_by_role("button").click()

    expect(zh.page.locator(TROUBLE)).to_have_count(0)
    assert zh.address()["month"] == "2022-12"


def test_unknown_household_is_named(tab: Opened) -> None:
    """And a button leads on."""
    for language in LANGUAGES:
        reader = tab(language).open("households", household="3799999999999999")
        trouble = reader.page.locator(TROUBLE)
        expect(trouble).to_contain_text("3799999999999999")
        assert foreign(said(reader), language) == []
    with reader.ran():
        trouble.get_by_role("button").click()
    expect(reader.page.locator(TROUBLE)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_village(tab: Opened, places: Places, language: str) -> None:
    """Nobody is monitored there: zeros and dashes, and words that say so, never a fault."""
    reader = tab(language).open(division=places.empty_village)
    main = reader.page.locator(".st-key-headline [data-key=open] button.main .value")
    expect(main).to_have_text("0")
    rate = reader.page.locator(".st-key-headline [data-key=rate] button.main .value")
    expect(rate).to_have_text("—")
    assert "NaN" not in " ".join(said(reader))

    with reader.ran():
        main.click()
    nobody = {"zh": "没有符合条件的户", "en": "No household"}
    expect(reader.page.locator(".st-key-behind")).to_contain_text(nobody[language])


def test_no_snapshot(tab: Opened, bare: str) -> None:
    """It says so, and offers to make one."""
    for language, told in (("zh", "还没有可用的数据快照"), ("en", "snapshot")):
        reader = tab(language, origin=bare).open()
        trouble = reader.page.locator(TROUBLE)
        expect(trouble).to_contain_text(told)
        expect(trouble.get_by_role("button").last).to_be_visible()
        assert foreign(said(reader), language) == []


def test_unreadable_snapshot(tab: Opened, broken: str) -> None:
    """It is named, and it is said what to do."""
    for language, told in (("zh", "无法读取"), ("en", "cannot be read")):
        reader = tab(language, origin=broken).open()
        expect(reader.page.locator(TROUBLE)).to_contain_text(told)
        assert foreign(said(reader), language) == []


def _without(texts: list[str], named: str) -> list[str]:
    """The texts without what the reader typed."""
    return [text.replace(named, "") for text in texts]
