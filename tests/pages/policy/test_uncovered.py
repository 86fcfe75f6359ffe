"""Not covered (应纳未纳), driven through app.py as its reader would."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from holdline.rules import ruleset
from holdline.rules.bits import total
from holdline.rules.opened import opened
from holdline.warehouse.snapshot import Snapshot

PAGE = "pages/policy/uncovered.py"
Page = Callable[..., AppTest]


@pytest.fixture
def page(opened: Callable[..., AppTest]) -> Page:
    """The page at an address, in Chinese."""
    return partial(opened, PAGE)


def test_it_counts_what_the_rules_of_identification_decide(page: Page, snapshot: Snapshot) -> None:
    rules = ruleset.load("identification")
    decided = opened(snapshot.id, rules).index.decide(rules)
    said = next(
        one.value for one in page(division="37").markdown if "按通知的认定标准" in one.value
    )

    assert f"{total(decided.proposed):,}" in said
    assert f"{total(decided.pending):,}" in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("figure", ["", "removed:m1", "unswept:f3", "pending"])
def test_its_figures_open_their_households(page: Page, figure: str, language: str) -> None:
    app = page(**{"division": "37", "x-open": figure, "lang": language})

    assert not app.exception
    assert not app.error
