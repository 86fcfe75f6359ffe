"""The notice sentence by sentence, and what is made of each; and what differs between two packs."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from holdline import paths
from holdline.errors import RuleMalformed
from holdline.rules import scenario
from holdline.rules.clause import Clause, Written
from holdline.rules.ruleset import RuleSet

NOTICE = "notice.toml"
STATES = ("implemented", "judged", "outside", "formal")
KINDS = ("rule", "page", "check", "deadline")
ALIKE = 0.25  # of the columns two clauses ask for, shared: they are about the same thing


@dataclass(frozen=True)
class Sentence:
    """A sentence of the notice.

    Attributes:
        number: its place in the notice, from 1.
        part: zone, city, province, appendix1 or appendix2.
        state: of STATES.
        by: what implements it, or helps people to judge: pairs of a kind (of KINDS) and a name.
        notes: what else is to be known, by language.
    """

    number: int
    part: str
    text: str
    state: str
    by: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]

    def note(self, language: str) -> str:
        """What else is to be known; "" when nothing."""
        return dict(self.notes).get(language, "")


@lru_cache(maxsize=8)
def sentences(pack: str) -> tuple[Sentence, ...]:
    """The notice behind *pack*, in its order; () when the pack brings none.

    Raises:
        RuleMalformed: the file cannot be read so.
    """
    path = paths.RULES / pack / NOTICE
    if not path.exists():
        return ()
    try:
        told = tomllib.loads(path.read_text("utf-8"))["sentence"]
        return tuple(_sentence(number, one) for number, one in enumerate(told, start=1))
    except (KeyError, TypeError, ValueError) as problem:
        raise RuleMalformed(path=path, problem=problem) from problem


def _sentence(number: int, told: dict[str, Any]) -> Sentence:
    state = told["state"]
    by = tuple((kind, name) for kind, _, name in (one.partition(":") for one in told.get("by", ())))
    if state not in STATES or any(kind not in KINDS or not name for kind, name in by):
        raise ValueError(f"sentence {number}: {state!r}, {by}")
    if (state in ("implemented", "judged")) != bool(by):
        raise ValueError(f"sentence {number} is {state}, and by {by}")
    notes = tuple((language, told[language]) for language in ("zh", "en") if language in told)
    return Sentence(number, told["part"], told["text"], state, by, notes)


@dataclass(frozen=True)
class Difference:
    """How a clause of one pack stands to another pack.

    Attributes:
        clause: of the one pack; None when the other alone has it.
        other: of the other pack; None when the one alone has it.
        changes: what differs of both: (what, in the one, in the other); what is "sentence", or
            the name of a parameter, a side "" where it has none.
    """

    clause: Clause | None
    other: Clause | None
    changes: tuple[tuple[str, str, str], ...] = ()


def differences(one: RuleSet, other: RuleSet) -> list[Difference]:
    """Each clause of *one* against the clause of *other* about the same thing, then the rest.

    Two are about the same thing when they play the same part and ask for the same columns, as far
    as any two do: their numbers may have changed from one notice to the next.
    """
    rest = list(other.clauses)
    found = []
    for clause in one.clauses:
        match = _match(clause, rest)
        if match is None:
            found.append(Difference(clause, None))
        else:
            rest.remove(match)
            found.append(Difference(clause, match, tuple(_changes(clause, match))))
    return found + [Difference(None, clause) for clause in rest]


def _match(clause: Clause, others: Sequence[Clause]) -> Clause | None:
    asked = _asked(clause)
    alike = {
        other.id: len(asked & _asked(other)) / len(asked | _asked(other))
        for other in others
        if other.part == clause.part
    }
    best = max(alike, key=lambda name: (alike[name], name == clause.id), default="")
    return next((one for one in others if one.id == best and alike[best] >= ALIKE), None)


def _asked(clause: Clause) -> set[tuple[str, str]]:
    """The tables and columns a clause asks for."""
    items = clause.items
    found = {("", column) for column in _columns(clause.groups)}
    if items is not None:
        found |= {(items.table, column) for column in _columns(items.groups)}
    return found


def _columns(written: Written) -> Iterator[str]:
    for one in (*written.all, *written.any, *written.none):
        yield from (column for _, column in one.columns)


def _changes(one: Clause, other: Clause) -> Iterator[tuple[str, str, str]]:
    if one.source["sentence"] != other.source["sentence"]:
        yield "sentence", one.source["sentence"], other.source["sentence"]
    for name in dict.fromkeys((*one.parameters, *other.parameters)):
        told = _default(one, name), _default(other, name)
        if told[0] != told[1]:
            yield name, *told


def _default(clause: Clause, name: str) -> str:
    held = clause.parameters.get(name)
    return "" if held is None else scenario.text_of(held, held.default)
