"""The scenario of the page, which lives in the address: read, change, keep under a name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from holdline.rules import answers, guards, leaving, overriding, ruleset, scenario
from holdline.rules.bits import Words, total
from holdline.rules.guards import Ground
from holdline.rules.index import Decided
from holdline.rules.leaving import Standing
from holdline.rules.opened import Opened, opened
from holdline.rules.overriding import Overridden
from holdline.rules.ruleset import RuleSet
from holdline.rules.scenario import Named
from holdline.shell.selection import written
from holdline.shell.view import View
from holdline.state.overrides import Override

PACK, RULES, SCENARIO, KEPT, PART, BY, CLAUSE, OPEN = (
    f"x-{name}" for name in ("pack", "rules", "scenario", "kept", "part", "by", "clause", "open")
)
MOST_KEPT = 6
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
    def area(self) -> Words | None:
        """The households of the area drawn on the map; None when none is drawn."""
        if not self.view.is_narrowed:
            return None
        found = self.view.query("policy/rows_held", rules=self.base.name).rows
        return guards.flagged(self.held.index, found["place"].to_list())

    @cached_property
    def decided(self) -> Decided:
        """Everybody by the scenario, whatever area is drawn: what leaves is of a division."""
        return self.held.index.decide(self.rules)

    @cached_property
    def before(self) -> Decided:
        """Everybody shown, by the pack."""
        return self._shown(self.held.index.decide(self.base))

    @cached_property
    def after(self) -> Decided:
        """Everybody shown, by the scenario."""
        return self.before if self.rules == self.base else self._shown(self.decided)

    def _shown(self, decided: Decided) -> Decided:
        """Of the drawn area only, when there is one."""
        if self.area is None:
            return decided
        names = ("scope", "kept", "saved", "pending", "proposed")
        return replace(decided, **{name: getattr(decided, name) & self.area for name in names})

    @cached_property
    def here(self) -> Words:
        """The households of the chosen division, and of the drawn area when there is one."""
        selection = self.view.selection
        rows = self.held.places.rows_of(selection.tree, selection.division)
        return rows if self.area is None else rows & self.area

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """What people decided otherwise, and stands."""
        return tuple(overriding.standing(self.base.name))

    @cached_property
    def by_hand(self) -> Overridden:
        """What the overrides change of the scenario's outcome."""
        rows = self.held.rows([one.household_id for one in self.overrides])
        return overriding.applied(self.held.index, self.after, self.overrides, rows)

    @cached_property
    def standing(self) -> Standing:
        """What stands in the way of an export from the chosen division."""
        manifest, selection = self.view.manifest, self.view.selection
        return leaving.of_scenario(
            self.held, self.decided, snapshot_id=manifest.snapshot_id, data_hash=manifest.data_hash,
            tree=selection.tree, division=selection.division,
        )  # fmt: skip

    @cached_property
    def within(self) -> Decided:
        """The scenario's outcome as far as it concerns the chosen division, the whole of it."""
        selection = self.view.selection
        return leaving.within(self.held, self.decided, selection.tree, selection.division)

    @property
    def ground(self) -> Ground:
        """What its proposals are held against."""
        selection = self.view.selection
        return leaving.ground_of(self.held, selection.tree, selection.division)

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
    base = ruleset.load(told(RULES) or RULESETS[0], told(PACK) or ruleset.DEFAULT_PACK)
    return replace(of_rules(view, base), rules=scenario.read(base, told(SCENARIO)))


def of_rules(view: View, base: RuleSet) -> Trial:
    """The rules as their pack has them."""
    st.session_state[WHOLE] = written(view.selection.with_change(more=(), page=1))
    return Trial(view, base, base)


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
    tell(scenario=scenario.written(change(scenario.read(base, told(SCENARIO)))))


def kept() -> list[Named]:
    """The scenarios compared, which stand in the address."""
    return scenario.several(told(KEPT))


def keep(name: str, text: str) -> None:
    """Compare a scenario under *name*, in the place of one so named or behind the others."""
    others = [one for one in kept() if one.name != name]
    tell(kept=scenario.joined([*others, Named(name, text)][-MOST_KEPT:]))


def drop(name: str) -> None:
    """Compare it no more."""
    tell(kept=scenario.joined([one for one in kept() if one.name != name]))


def go(division: str) -> None:
    """Open another division with the same scenario."""
    st.query_params["division"] = division
    st.rerun()


def value(key: str) -> Any:
    """What a widget holds."""
    return st.session_state[key]


def hold(key: str, value: Any) -> None:
    """Let a widget hold *value*; one that does is left alone.

    Writing what it holds already would set it back under a hand that has moved on meanwhile.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
