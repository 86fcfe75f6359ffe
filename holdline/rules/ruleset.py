"""A rule set with its settings: immutable, changed only into another."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from holdline import paths
from holdline.errors import ClauseUnknown, ParameterRefused, ParameterUnknown, RulesUnknown
from holdline.rules import rulefile
from holdline.rules.clause import Clause, Parameter, Resolved, Value

DEFAULT_PACK = "shandong-2021"
UNKNOWN = ("keep", "no", "yes")
PACK = "pack.toml"


@dataclass(frozen=True)
class RuleSet:
    """The clauses of a rule set, which of them count, and with what values.

    Attributes:
        pack: a jurisdiction and a date, such as shandong-2021.
        name: such as policy_exit.
        table: fact table, one row a household.
        scope: its boolean column that says whether the rules apply.
        combine: any, or all: how criteria and preconditions make a candidate.
        clauses: in their order.
        set_to: parameters that differ from their defaults, sorted.
        off: clauses that do not count, sorted.
        unknown: keep, or what an unknown clause is taken for: no or yes.
    """

    pack: str
    name: str
    table: str
    scope: str
    combine: str
    clauses: tuple[Clause, ...]
    words: Mapping[str, Mapping[str, str]] = field(hash=False, compare=False)
    set_to: tuple[tuple[str, Value], ...] = ()
    off: tuple[str, ...] = ()
    unknown: str = "keep"

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter, by name."""
        return {name: one for clause in self.clauses for name, one in clause.parameters.items()}

    @property
    def values(self) -> dict[str, Value]:
        """Every parameter's value now."""
        return {name: one.default for name, one in self.parameters.items()} | dict(self.set_to)

    @property
    def parts(self) -> dict[str, str]:
        """The part each clause plays."""
        return {clause.id: clause.part for clause in self.clauses}

    def clause(self, name: str) -> Clause:
        """The clause *name*.

        Raises:
            ClauseUnknown: there is none.
        """
        for one in self.clauses:
            if one.id == name:
                return one
        known = ", ".join(one.id for one in self.clauses)
        raise ClauseUnknown(clause=name, ruleset=self.name, known=known)

    def active(self, *parts: str) -> tuple[Clause, ...]:
        """The clauses that count, of these parts."""
        return tuple(one for one in self.clauses if one.part in parts and one.id not in self.off)

    def resolved(self, clause: Clause) -> Resolved:
        """*clause* with its values put in."""
        return clause.resolved(self.values)

    def owner(self, parameter: str) -> Clause:
        """The clause that has *parameter*.

        Raises:
            ParameterUnknown: there is none.
        """
        for clause in self.clauses:
            if parameter in clause.parameters:
                return clause
        known = ", ".join(self.parameters)
        raise ParameterUnknown(parameter=parameter, ruleset=self.name, known=known)

    def with_change(
        self,
        values: Mapping[str, Value] | None = None,
        *,
        off: tuple[str, ...] = (),
        on: tuple[str, ...] = (),
        unknown: str | None = None,
    ) -> "RuleSet":
        """The same rules with *values* (scaled) changed, clauses switched, unknowns ruled.

        Raises:
            ParameterUnknown, ParameterRefused, ClauseUnknown: something is not to be had.
        """
        for name in (*off, *on):
            self.clause(name)
        if unknown is not None and unknown not in UNKNOWN:
            raise ParameterRefused(parameter="unknown", value=unknown, allowed=", ".join(UNKNOWN))
        changed = dict(self.set_to) | {n: self._checked(n, v) for n, v in (values or {}).items()}
        defaults = self.parameters
        kept = {name: value for name, value in changed.items() if value != defaults[name].default}
        return replace(
            self,
            set_to=tuple(sorted(kept.items())),
            off=tuple(sorted((set(self.off) | set(off)) - set(on))),
            unknown=unknown or self.unknown,
        )

    def _checked(self, name: str, value: Value) -> Value:
        one = self.owner(name).parameters[name]
        is_good = {
            "number": isinstance(value, int) and not isinstance(value, bool),
            "flag": isinstance(value, bool),
            "choice": value in one.choices,
        }[one.kind]
        if not is_good:
            raise ParameterRefused(parameter=name, value=value, allowed=allowed(one))
        return value


def allowed(one: Parameter) -> str:
    """What a parameter may be, for a message."""
    if one.kind == "number":
        return f"{one.low / one.scale:g} to {one.high / one.scale:g}, finest 1/{one.scale}"
    return ", ".join(one.choices) if one.kind == "choice" else "true, false"


@lru_cache(maxsize=32)
def load(name: str, pack: str = DEFAULT_PACK) -> RuleSet:
    """The rule set *name* of *pack*, as its files have it.

    Raises:
        RulesUnknown: there is none.
        RuleMalformed: a file of it cannot be read.
    """
    told = described(pack).get("rulesets", {}).get(name)
    files = sorted((paths.RULES / pack / name).glob("*.toml"))
    if told is None or not files:
        raise RulesUnknown(pack=pack, ruleset=name, known=", ".join(packs()))
    clauses = sorted((rulefile.read(path) for path in files), key=lambda one: one.order)
    words = {language: told[language] for language in ("zh", "en")}
    return RuleSet(pack, name, told["table"], told["scope"], told["combine"], tuple(clauses), words)


def packs() -> tuple[str, ...]:
    """The packs there are, by name."""
    return tuple(sorted(path.parent.name for path in paths.RULES.glob(f"*/{PACK}")))


def described(pack: str) -> Mapping[str, Any]:
    """What a pack says of itself: jurisdiction, day of effect, documents, rule sets, words.

    Raises:
        RulesUnknown: there is none of that name.
    """
    path = paths.RULES / pack / PACK
    if pack not in packs():
        raise RulesUnknown(pack=pack, ruleset="", known=", ".join(packs()))
    return tomllib.loads(path.read_text("utf-8"))
