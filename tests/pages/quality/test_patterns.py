"""The patterns page ranks villages and shows what stands behind each line."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from holdline.shell.patterns_list import PATTERNS, grade, sentence

Opened = Callable[..., AppTest]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_drawn_in_both_languages(opened: Opened, language: str) -> None:
    page = opened("patterns", lang=language)

    assert not page.exception
    assert not page.subheader


@pytest.mark.parametrize("pattern", ["incomes_alike", "shared_point", "none such"])
def test_one_pattern_can_be_chosen(opened: Opened, pattern: str) -> None:
    assert not opened("patterns", **{"x-pattern": pattern}).exception


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_is_one_sentence(language: str, pattern: str) -> None:
    """With its figures filled in."""
    evidence = {"incomes_alike": "9870", "growth_alike": "1.05"}.get(pattern, "2022-05-04 20:00:00")
    row = {"pattern": pattern, "base": 20, "households": 12, "usual": 0.02, "evidence": evidence}
    told = sentence(language, row)

    assert "12" in told
    assert "20" in told
    assert "{" not in told


@pytest.mark.parametrize(
    ("surprise", "name"),
    [(9, "hardly"), (6, "hardly"), (5.9, "seldom"), (3, "seldom"), (2, "rare"), (0.5, "possible")],
)
def test_rarity_has_a_word(surprise: float, name: str) -> None:
    assert grade(surprise) == name
