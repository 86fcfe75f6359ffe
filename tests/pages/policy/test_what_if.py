"""What-if, driven through app.py as its reader would."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from holdline.access import area
from holdline.access.scope import Scope
from holdline.rules import ruleset
from holdline.rules.bits import total
from holdline.rules.opened import opened
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

PAGE = "pages/policy/what_if.py"
Page = Callable[..., AppTest]


@pytest.fixture
def page(opened: Callable[..., AppTest]) -> Page:
    """The page at an address, in Chinese."""
    return partial(opened, PAGE)


HARSH = "c1_ratio=0.6;off=e1,e2,e3"


def told(app: AppTest, name: str) -> str:
    """A part of the address; the tester gives it as a list while it was only given."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def proposed(app: AppTest) -> int:
    """The least number of the sentence below the cards: what is proposed for certain."""
    said = next(one.value for one in app.caption if "最少" in one.value)
    return int(said.split("最少 ")[1].split(" 户")[0].replace(",", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["where", "why", "curve", "guards", "scenarios"])
def test_every_part_is_shown(page: Page, part: str, language: str) -> None:
    app = page(**{"x-part": part, "x-scenario": "c1_ratio=0.9;off=e1", "lang": language})

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("name", ["policy_exit", "identification", "elimination"])
def test_the_figures_are_what_the_rules_decide(page: Page, snapshot: Snapshot, name: str) -> None:
    app = page(**{"x-rules": name, "division": "37"})
    rules = ruleset.load(name)
    decided = opened(snapshot.id, rules).index.decide(rules)

    assert total(decided.proposed) == proposed(app)


def test_only_the_open_clause_has_sliders(page: Page) -> None:
    """Forty more would make every release of one wait for them."""
    first = [one.key for one in page(division="37").slider]
    third = [one.key for one in page(**{"division": "37", "x-clause": "c3"}).slider]

    assert first == ["set_c1_ratio"]
    assert third == ["set_c3_price_wan", "set_c3_age_years"]


def test_a_change_shows_at_once_and_stands_in_the_address(page: Page) -> None:
    app = page(division="37")
    before = proposed(app)
    app.slider(key="set_c1_ratio").set_value(0.8).run()

    assert proposed(app) > before
    assert told(app, "x-scenario") == "c1_ratio=0.8"


def test_a_clause_switched_off_proposes_nobody_for_it(page: Page) -> None:
    app = page(division="37")
    before = proposed(app)
    app.toggle(key="on_c1").set_value(False).run()

    assert proposed(app) < before
    assert told(app, "x-scenario") == "off=c1"


def test_scenarios_compared_are_shared_by_the_address(page: Page) -> None:
    app = page(**{"x-part": "scenarios", "x-scenario": "c1_ratio=0.8", "division": "37"})
    app.text_input(key="scenario_name").set_value("A").run()
    app.button(key="scenario_keep").click().run()

    assert told(app, "x-kept") == "A:c1_ratio=0.8"
    assert not app.exception


def test_a_scenario_kept_for_everybody_is_there_for_the_next_reader(page: Page) -> None:
    app = page(**{"x-part": "scenarios", "x-scenario": "c1_ratio=0.8", "division": "37"})
    app.text_input(key="scenario_name").set_value("A").run()
    app.button(key="scenario_save").click().run()
    other = page(**{"x-part": "scenarios"})

    assert not app.error
    assert any("已存方案 1 个" in one.value for one in other.markdown)


def test_a_name_is_kept_once(page: Page) -> None:
    for _ in range(2):
        app = page(**{"x-part": "scenarios", "x-scenario": "c1_ratio=0.8"})
        app.text_input(key="scenario_name").set_value("A").run()
        app.button(key="scenario_save").click().run()

    assert "A" in app.error[0].value


def is_blocked(app: AppTest) -> bool:
    """Whether the page offers the way to the guards in the place of the file."""
    return "to_guards" in [one.key for one in app.button]


def answered(app: AppTest, reason: str) -> None:
    """Give a reason for the first kind nobody has answered for."""
    app.text_input(key="what_if_guards_reason").set_value(reason)
    next(one for one in app.button if one.label == "确认").click().run()


def test_nothing_is_exported_before_each_guard_is_acknowledged_with_a_reason(page: Page) -> None:
    """And another scenario's guards are other guards."""
    address = {"x-scenario": HARSH, "division": "37"}
    before = is_blocked(page(**address))
    guards = page(**address, **{"x-part": "guards"})
    while any(one.label == "确认" for one in guards.button):
        answered(guards, "逐户看过，确有其事")

    assert before
    assert not is_blocked(page(**address))
    assert is_blocked(page(**{**address, "x-scenario": f"{HARSH},e4"}))


def test_a_word_is_no_reason(page: Page) -> None:
    app = page(**{"x-scenario": HARSH, "division": "37", "x-part": "guards"})
    answered(app, "好")

    assert "理由" in app.error[0].value


def test_what_of_the_bar_does_not_matter_is_said_once_it_is_chosen(page: Page) -> None:
    plain = [one.value for one in page().caption if "不影响本页" in one.value]
    chosen = [one.value for one in page(month="2021-10").caption if "不影响本页" in one.value]

    assert (len(plain), len(chosen)) == (0, 1)


@pytest.mark.parametrize(
    "figure",
    ["proposed", "enters", "flow:kept>proposed", "sole:c1", "met:e1", "guard:clause:c1",
     "guard:village:x", "kept@370403", "kept@nowhere", "nonsense", "sole:nothing"],
)  # fmt: skip
def test_a_figure_in_the_address_opens_its_households_or_nothing(page: Page, figure: str) -> None:
    app = page(**{"x-open": figure, "x-scenario": "c1_ratio=0.9", "division": "37"})

    assert not app.exception


def test_a_link_that_asks_for_what_is_not_is_answered_kindly(page: Page) -> None:
    with pytest.raises(AssertionError, match="c9_ratio"):
        page(**{"x-scenario": "c9_ratio=1"})


def test_a_drawn_area_narrows_every_figure_and_lets_nothing_leave(
    page: Page, snapshot: Snapshot
) -> None:
    """Inside and outside add up to the county; guards and exports stay of the whole division."""
    west, middle, east = 100.0, 117.35, 130.0
    address = {"division": "370403", "x-scenario": HARSH, "x-part": "where"}
    whole = proposed(shown := page(**address))
    assert [one for one in shown.button if one.key == "to_guards"]
    parts = []
    for one, other in ((west, middle), (middle, east)):
        drawn = ((one, 30.0), (other, 30.0), (other, 40.0), (one, 40.0))
        shown = page(**address, area=area.written(drawn))
        assert [told for told in shown.caption if "清除范围后可导出" in told.value]
        assert [one for one in shown.button if one.key == "to_guards"] == []
        parts.append(proposed(shown))
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        unplaced = cursor.execute(
            "select count(*) from exit_fact join point using (household_id)"
            " where point.state <> 'drawn' and exit_fact.village_code like '370403%'"
        ).fetchone()

    assert all(0 < one < whole for one in parts)
    assert 0 <= whole - sum(parts) <= unplaced[0]
