"""What holds of every page there is, found by being there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from holdline.warehouse.snapshot import Snapshot
from tests.browser.places import Places
from tools.driving.reader import PHONE, Reader
from tools.driving.sites import sites
from tools.driving.words import said

TIMING = re.compile(r"\d[\d,]* 毫秒")
CHOICE = {
    "month": "2021-10",
    "type": "MT1_UNSTABLE",
    "risk": "01",
    "tree": "legal",
    "measure": "identified",
}


@pytest.mark.parametrize("page", sites())
def test_address_gives_the_same_page_again(
    tab: Callable[[], Reader], places: Places, page: str
) -> None:
    """A link sent to somebody else opens what its sender saw, and keeps every part."""
    first = tab().open(sites()[page], division=places.way[1], **CHOICE)
    address = first.address()
    assert {"division": places.way[1], **CHOICE}.items() <= address.items()
    seen = _seen(first)

    second = tab().open(first.path(), **address)
    assert second.address() == address
    assert _seen(second) == seen
    with second.ran():
        second.page.reload()
    assert second.address() == address
    assert _seen(second) == seen


@pytest.mark.parametrize("page", sites())
def test_address_is_whole_without_asking(zh: Reader, page: str) -> None:
    """Even a bare visit ends at an address that says where and when."""
    zh.open(sites()[page])
    zh.until(lambda: {"division", "month"} <= zh.address().keys(), f"bare address of {page}")
    assert zh.address()["month"] == "2022-12"


@pytest.mark.parametrize("page", sites())
def test_provenance_stands_below(zh: Reader, snapshot: Snapshot, page: str) -> None:
    """The sample's badge and the hashes of data, rules and code."""
    zh.open(sites()[page])
    shown = zh.page.locator(".st-key-footer").inner_text()
    manifest = snapshot.manifest

    expected = [
        "示例数据",
        manifest.snapshot_id,
        manifest.data_hash[:12],
        manifest.rule_pack,
        manifest.code_version,
    ]
    assert [part for part in expected if part not in shown] == []
    expect(zh.page.locator(".st-key-footer")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", sites())
def test_phone_does_not_scroll_sideways(
    tab: Callable[..., Reader], places: Places, page: str, language: str
) -> None:
    """At 390 pixels a page keeps to its width."""
    reader = tab(language, PHONE).open(sites()[page], division=places.way[1])
    wide, room = reader.page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [Math.max(main.scrollWidth, document.documentElement.scrollWidth), innerWidth] }"
    )

    assert wide <= room


def _seen(reader: Reader) -> list[str]:
    """Every word in sight, but for how long the page took."""
    return [TIMING.sub("", text) for text in said(reader)]
