"""What holds of every page there is, found by being there."""

import pytest

from holdline.warehouse.snapshot import Snapshot
from tests.browser.conftest import Opened, Visited
from tests.browser.visits import CHOICE, visit
from tools.driving.reader import Reader
from tools.driving.sites import sites

LANGUAGES = ("zh", "en")
# Tables, charts, the map, sliders and the free drill, each drawn by parts of their own.
AGAIN = ("briefing", "map", "what_if", "explore", "findings")


@pytest.mark.parametrize("page", sites())
def test_the_address_keeps_every_part(visited: Visited, page: str) -> None:
    """Whatever was filtered by stands in the bar, to be sent to somebody else."""
    assert visited(page, "zh", address=CHOICE).address.items() >= CHOICE.items()


@pytest.mark.parametrize("page", AGAIN)
def test_address_gives_the_same_page_again(tab: Opened, visited: Visited, page: str) -> None:
    """A link sent to somebody else opens what its sender saw; tests/pages looks at every page."""
    sent = visited(page, "zh", address=CHOICE)
    got = visit(tab(), sent.path, sent.address)
    assert got.address == sent.address
    if got.texts != sent.texts:  # a chart may have been read before its words were drawn
        sent = visit(tab(), sent.path, sent.address)
    assert got.texts == sent.texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sites())
def test_has_no_faults(visited: Visited, page: str, language: str) -> None:
    """No error on the console, and no request that leaves the machine."""
    assert visited(page, language).faults == ()


@pytest.mark.parametrize("page", sites())
def test_bars_nobody_out(visited: Visited, page: str) -> None:
    """Contrast, names of controls, words for pictures: WCAG 2.1 A and AA, as far as axe sees."""
    assert visited(page, "zh").barriers == ()


@pytest.mark.parametrize("page", sites())
def test_provenance_stands_below(visited: Visited, snapshot: Snapshot, page: str) -> None:
    """The sample's badge and the hashes of data, rules and code."""
    manifest = snapshot.manifest
    expected = [
        "虚构样本",
        manifest.snapshot_id,
        manifest.data_hash[:12],
        manifest.rule_pack,
        manifest.code_version,
    ]

    assert [part for part in expected if part not in visited(page, "zh").footer] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sites())
def test_phone_does_not_scroll_sideways(visited: Visited, page: str, language: str) -> None:
    """At 390 pixels a page keeps to its width."""
    seen = visited(page, language)

    assert 0 < seen.width <= seen.room


@pytest.mark.parametrize("page", ["briefing", "subjects"])
def test_address_is_whole_without_asking(zh: Reader, page: str) -> None:
    """Even a bare visit ends at an address that says where and when."""
    zh.open(sites()[page])
    zh.until(lambda: {"division", "month"} <= zh.address().keys(), "the address stays bare")

    assert zh.address()["month"] == "2022-12"
