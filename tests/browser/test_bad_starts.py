"""Whatever is missing or mistyped: what happened and what to do, in the reader's language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.places import Places
from tests.browser.test_words import CHINESE, _english
from tools.driving.serving import served
from tools.driving.words import said

TROUBLE = ".st-key-trouble"


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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("asked", ASKED)
def test_mistaken_address(tab: Opened, asked: str, language: str) -> None:
    """It is named, and a button leads home."""
    address, named = ASKED[asked]
    reader = tab(language).open(**address)
    trouble = reader.page.locator(TROUBLE)
    expect(trouble).to_contain_text(named)
    _speaks(said(reader), language, named)

    with reader.ran():
        trouble.get_by_role("button").click()
    expect(reader.page.locator(".st-key-headline")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unknown_household(tab: Opened, language: str) -> None:
    """It is named, and a button leads on."""
    reader = tab(language).open("households", household="3799999999999999")
    trouble = reader.page.locator(TROUBLE)

    expect(trouble).to_contain_text("3799999999999999")
    _speaks(said(reader), language, "3799999999999999")
    with reader.ran():
        trouble.get_by_role("button").click()
    expect(reader.page.locator(TROUBLE)).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
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
    expect(reader.page.locator(".st-key-behind")).to_contain_text(
        "没有符合条件的户" if language == "zh" else "No household"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_snapshot(tab: Opened, bare: str, language: str) -> None:
    """It says so, and offers to make one."""
    reader = tab(language, origin=bare).open()
    trouble = reader.page.locator(TROUBLE)

    expect(trouble).to_contain_text("还没有可用的数据快照" if language == "zh" else "snapshot")
    expect(trouble.get_by_role("button").last).to_be_visible()
    _speaks(said(reader), language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_unreadable_snapshot(tab: Opened, broken: str, language: str) -> None:
    """It is named, and it is said what to do."""
    reader = tab(language, origin=broken).open()

    expect(reader.page.locator(TROUBLE)).to_contain_text(
        "无法读取" if language == "zh" else "cannot be read"
    )
    _speaks(said(reader), language)


def _speaks(texts: list[str], language: str, named: str = "") -> None:
    """Nothing of the other language but what the reader typed, and the switch of languages."""
    texts = [text.replace(named, "") if named else text for text in texts]
    if language == "zh":
        assert _english(texts) == []
    else:
        assert [text for text in texts if CHINESE.search(text) and text != "中文"] == []
