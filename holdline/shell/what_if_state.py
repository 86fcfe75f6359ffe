"""The scenario of the page, which lives in the address: read, change, keep under a name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from holdline.rules import answers, ruleset, scenario
from holdline.rules.bits import Words, total
from holdline.rules.index import Decided
from holdline.rules.opened import Opened, opened
from holdline.rules.ruleset import RuleSet
from holdline.rules.scenario import Named
from holdline.shell.selection import written
from holdline.shell.view import View

PACK, RULES, SCENARIO, KEPT, PART, SEEN, BY = (
    f"x-{name}" for name in ("pack", "rules", "scenario", "kept", "part", "seen", "by")
)
MOST_KEPT = 4
WHOLE = "what_if_address"  # the completed choice, of which a first address may lack parts
RULESETS = ("policy_exit", "identification", "elimination")


@dataclass(frozen=True)
class Trial:
    """What the page shows: the rules as the pack has them and as changed, decided for everybody.

    Attributes:
        view: of the page.
        base, rules: before and after.
    """

    view: View
    base: RuleSet
    rules: RuleSet

    @cached_property
    def held(self) -> Opened:
        """The index and its divisions."""
        return opened(self.view.manifest.snapshot_id, self.base)

    @cached_property
    def before(self) -> Decided:
        """Everybody, by the pack."""
        return self.held.index.decide(self.base)

    @cached_property
    def after(self) -> Decided:
        """Everybody, by the scenario."""
        return self.before if self.rules == self.base else self.held.index.decide(self.rules)

    @cached_property
    def here(self) -> Words:
        """The households of the chosen division."""
        selection = self.view.selection
        return self.held.places.rows_of(selection.tree, selection.division)

    def count(self, words: Words) -> int:
        """Households of the chosen division among *words*."""
        return total(words & self.here)

    def people(self, words: Words) -> int:
        """Their active members."""
        return answers.people(self.held.index, words & self.here)

    def number(self, parameter: str) -> int:
        """A threshold's value now, scaled."""
        now = self.rules.values[parameter]
        return now if isinstance(now, int) else 0

    def said(self, decision: str) -> str:
        """A decision in words."""
        return str(self.base.words[self.view.language][decision])

    def title(self, clause: str) -> str:
        """A clause's number and title."""
        words = self.rules.clause(clause).words[self.view.language]
        return f"{clause.upper()} {words['title']}"


def trial(view: View) -> Trial:
    """What the address asks for.

    Raises:
        RulesUnknown, ScenarioUnreadable, ParameterUnknown and others: the link asks in vain.
    """
    st.session_state[WHOLE] = written(view.selection.with_change(more=(), page=1))
    base = ruleset.load(told(RULES) or RULESETS[0], told(PACK) or ruleset.DEFAULT_PACK)
    return Trial(view, base, scenario.read(base, told(SCENARIO)))


def told(name: str) -> str:
    """A part of the address, as it is now."""
    return str(st.query_params.get(name, ""))


def tell(**parts: str) -> None:
    """Change parts of the address; an empty value takes one off."""
    told = {f"x-{name}": value for name, value in parts.items()}
    merged = {**st.session_state.get(WHOLE, {}), **st.query_params.to_dict(), **told}
    st.query_params.from_dict({name: value for name, value in merged.items() if value})


def changing(base: RuleSet, change: Callable[[RuleSet], RuleSet]) -> None:
    """Write the scenario as *change* makes it of the one in the address."""
    tell(scenario=scenario.written(change(scenario.read(base, told(SCENARIO)))), seen="")


def kept() -> list[Named]:
    """The scenarios kept in the address."""
    return scenario.several(told(KEPT))


def keep(name: str, text: str) -> None:
    """Keep a scenario under *name*, in the place of one of the same name or behind the others."""
    others = [one for one in kept() if one.name != name]
    tell(kept=scenario.joined([*others, Named(name, text)][-MOST_KEPT:]))


def drop(name: str) -> None:
    """Keep it no more."""
    tell(kept=scenario.joined([one for one in kept() if one.name != name]))


def go(division: str) -> None:
    """Open another division with the same scenario."""
    st.query_params["division"] = division
    st.rerun()


def value(key: str) -> Any:
    """What a widget holds."""
    return st.session_state[key]
