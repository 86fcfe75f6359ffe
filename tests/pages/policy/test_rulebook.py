"""The rule book, driven through app.py as its reader would."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from holdline.rules import ruleset
from holdline.shell import sign_in

PAGE = "pages/policy/rulebook.py"
Page = Callable[..., AppTest]


@pytest.fixture
def page(opened: Callable[..., AppTest]) -> Page:
    """The page at an address, in Chinese."""
    return partial(opened, PAGE)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["policy_exit", "identification", "elimination"])
def test_every_clause_stands_beside_its_sentence(page: Page, name: str, language: str) -> None:
    app = page(**{"x-rules": name, "lang": language})
    said = "\n".join(one.value for one in app.markdown)

    assert not app.exception
    for clause in ruleset.load(name).clauses:
        assert clause.source["sentence"] in said
        assert clause.words[language]["title"] in said


def test_another_pack_is_chosen_by_its_name(page: Page) -> None:
    app = page(**{"x-pack": "example-2023"})
    said = "\n".join(one.value for one in app.markdown)

    assert not app.exception
    assert ruleset.load("policy_exit", "example-2023").clauses[1].words["zh"]["title"] in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["map", "compare"])
@pytest.mark.parametrize("pack", ["shandong-2021", "example-2023"])
def test_the_map_and_the_comparison_are_shown(
    page: Page, part: str, pack: str, language: str
) -> None:
    """A pack without a notice says so."""
    app = page(**{"x-part": part, "x-pack": pack, "lang": language})

    assert not app.exception
    assert not app.error


def test_a_figure_opens_its_households(page: Page) -> None:
    assert not page(**{"x-open": "not_known:c2", "division": "37"}).exception


def test_who_may_read_no_exact_figures_reads_the_rules_alone(page: Page) -> None:
    """An analyst's figures are published by the rule for small cells; these would not be."""
    app = page(division="37")
    app.session_state[sign_in.ROLE] = "analyst"
    app.run()
    clauses = "\n".join(one.value for one in app.markdown)
    app.session_state[sign_in.ROLE] = "data_team"
    shown = "\n".join(one.value for one in app.run().markdown)

    assert ruleset.load("policy_exit").clauses[0].source["sentence"] in clauses
    assert "各条款能判断多少" not in clauses
    assert "各条款能判断多少" in shown
