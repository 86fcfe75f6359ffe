"""Scenarios that people keep for one another: asked, permitted and audited."""

from holdline.access import audit
from holdline.access.identity import Person
from holdline.rules import scenario
from holdline.rules.ruleset import RuleSet
from holdline.state import scenarios
from holdline.state.scenarios import Saved
from holdline.state.store import store

ACT = "act.save"


def listed(rules: RuleSet) -> list[Saved]:
    """Those kept for the pack and rule set of *rules*, by name."""
    with store().reading() as db:
        return scenarios.listed(db, rules.pack, rules.name)


def keep(person: Person, rules: RuleSet, name: str) -> int:
    """Keep what *rules* change under *name*; its number.

    Raises:
        NotPermitted: *person* has no such right.
        ScenarioNameTaken: another is called so.
    """
    person.must(ACT)
    with store().writing() as db:
        told = (rules.pack, rules.name, name, scenario.written(rules), person.account)
        number = scenarios.keep(db, *told)
        audit.within(db, person, "scenario.kept", rules.name, number=number, name=name)
    return number


def drop(person: Person, number: int) -> None:
    """Keep a scenario no more.

    Raises:
        NotPermitted, ScenarioNotThere: it cannot be, or not by *person*.
    """
    person.must(ACT)
    with store().writing() as db:
        scenarios.drop(db, number, person.account)
        audit.within(db, person, "scenario.dropped", "", number=number)
