"""What-if, driven through app.py as its reader would."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.rules import ruleset
from holdline.rules.bits import total
from holdline.rules.opened import opened
from holdline.warehouse.snapshot import Snapshot

PAGE = "pages/policy/what_if.py"


def page(**address: str) -> AppTest:
    """The page at an address, opened in Chinese."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "zh"
    app.run()
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app.switch_page(PAGE).run()


def proposed(app: AppTest) -> int:
    """The figure of the first card."""
    return int("".join(one for one in app.metric[0].value if one.isdigit()))


def told(app: AppTest, name: str) -> str:
    """A part of the address; the tester gives it as a list while it was only given."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("part", ["where", "why", "curve", "guards", "scenarios"])
def test_every_part_is_shown(part: str) -> None:
    app = page(**{"x-part": part, "x-scenario": "c1_ratio=0.9;off=e1"})

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("name", ["policy_exit", "identification", "elimination"])
def test_the_first_card_is_what_the_rules_propose(snapshot: Snapshot, name: str) -> None:
    app = page(**{"x-rules": name, "division": "37"})
    rules = ruleset.load(name)
    decided = opened(snapshot.id, rules).index.decide(rules)

    assert total(decided.proposed) == proposed(app)


@pytest.mark.usefixtures("snapshot")
def test_a_change_shows_at_once_and_stands_in_the_address() -> None:
    app = page(division="37")
    before = proposed(app)
    app.slider(key="set_c1_ratio").set_value(0.8).run()

    assert proposed(app) > before
    assert told(app, "x-scenario") == "c1_ratio=0.8"


@pytest.mark.usefixtures("snapshot")
def test_a_clause_switched_off_proposes_nobody_for_it() -> None:
    app = page(division="37")
    before = proposed(app)
    app.toggle(key="on_c1").set_value(False).run()

    assert proposed(app) < before
    assert told(app, "x-scenario") == "off=c1"


@pytest.mark.usefixtures("snapshot")
def test_scenarios_kept_are_shared_by_the_address() -> None:
    app = page(**{"x-part": "scenarios", "x-scenario": "c1_ratio=0.8", "division": "37"})
    app.text_input(key="scenario_name").set_value("A").run()
    app.button(key="scenario_keep").click().run()

    assert told(app, "x-kept") == "A:c1_ratio=0.8"
    assert not app.exception


@pytest.mark.usefixtures("snapshot")
def test_nothing_is_exported_past_guards_not_looked_at() -> None:
    app = page(**{"x-part": "guards", "x-scenario": "c1_ratio=0.6;off=e1,e2,e3", "division": "37"})
    app.checkbox(key="guards_seen").set_value(True).run()

    assert app.query_params["x-seen"]
    assert not app.exception


@pytest.mark.usefixtures("snapshot")
def test_a_link_that_asks_for_what_is_not_is_answered_kindly() -> None:
    app = page(**{"x-scenario": "c9_ratio=1"})

    assert not app.exception
