"""A scenario: what is changed against the pack, as compact text for a link, as a file, as a digest.

The text is `c1_ratio=0.9;off=c3,c8;unknown=no`, parts sorted, numbers as readers write them; it
says nothing that is as the pack has it, so equal scenarios have equal texts, files and digests.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from holdline.errors import ParameterRefused, ScenariosConflict, ScenarioUnreadable
from holdline.rules import ruleset
from holdline.rules.clause import Parameter, Value
from holdline.rules.rulefile import scaled
from holdline.rules.ruleset import RuleSet, allowed

OFF, UNKNOWN = "off", "unknown"
NAMED, PARTED, LISTED, JOINED = "=", ";", ",", "|"
WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Named:
    """A scenario kept under a name."""

    name: str
    text: str


def value_of(one: Parameter, text: str) -> Value:
    """The value that *text* gives a parameter, scaled.

    Raises:
        ParameterRefused: it can have none such.
    """
    if one.kind == "choice":
        return text
    if one.kind == "flag":
        if text.lower() not in WORDS:
            raise ParameterRefused(parameter=one.name, value=text, allowed=allowed(one))
        return WORDS[text.lower()]
    try:
        return scaled(text, one.scale)
    except ValueError:
        raise ParameterRefused(parameter=one.name, value=text, allowed=allowed(one)) from None


def text_of(one: Parameter, value: Value) -> str:
    """*value* as a reader writes it."""
    if one.kind == "flag":
        return "true" if value else "false"
    if one.kind == "choice":
        return str(value)
    return format((Decimal(int(value)) / one.scale).normalize(), "f")  # type: ignore[arg-type]


def written(rules: RuleSet) -> str:
    """The text of what *rules* change against their pack; "" when nothing is."""
    parts = [f"{n}{NAMED}{text_of(rules.parameters[n], v)}" for n, v in rules.set_to]
    if rules.off:
        parts.append(f"{OFF}{NAMED}{LISTED.join(rules.off)}")
    if rules.unknown != "keep":
        parts.append(f"{UNKNOWN}{NAMED}{rules.unknown}")
    return PARTED.join(parts)


def read(base: RuleSet, text: str) -> RuleSet:
    """*base* as the text changes it.

    Raises:
        ScenarioUnreadable: it is no such text.
        ParameterUnknown, ParameterRefused, ClauseUnknown: it names what is not there.
    """
    values: dict[str, Value] = {}
    off: tuple[str, ...] = ()
    unknown = None
    for part in filter(None, (one.strip() for one in text.split(PARTED))):
        name, sign, told = (one.strip() for one in part.partition(NAMED))
        if not sign or not told:
            raise ScenarioUnreadable(text=text, problem=f"{part!r} is not name=value")
        if name == OFF:
            off = tuple(one.strip() for one in told.split(LISTED) if one.strip())
        elif name == UNKNOWN:
            unknown = told
        else:
            values[name] = value_of(base.owner(name).parameters[name], told)
    return base.with_change(values, off=off, unknown=unknown)


def several(text: str) -> list[Named]:
    """Named scenarios of a link: `name:text|name:text`."""
    found = []
    for at, part in enumerate(filter(None, text.split(JOINED)), start=1):
        name, sign, told = part.partition(":")
        found.append(Named(name, told) if sign else Named(str(at), part))
    return found


def joined(scenarios: Sequence[Named]) -> str:
    """The text that `several` reads."""
    marks = str.maketrans("", "", "|:;")
    return JOINED.join(f"{one.name.translate(marks)}:{one.text}" for one in scenarios)


def as_file(rules: RuleSet, snapshot_id: str, data_hash: str) -> str:
    """A scenario as JSON, byte-equal for equal scenarios: all that is needed to run it again."""
    told: dict[str, Any] = {
        "pack": rules.pack,
        "ruleset": rules.name,
        "scenario": written(rules),
        "snapshot": snapshot_id,
        "data": data_hash,
        "digest": digest(rules, data_hash),
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def from_file(text: str) -> tuple[RuleSet, Mapping[str, Any]]:
    """The scenario of a file, and all that the file tells.

    Raises:
        ScenarioUnreadable: it is no such file.
        RulesUnknown and others: it names what is not there.
    """
    try:
        told = json.loads(text)
        base = ruleset.load(told["ruleset"], told["pack"])
        return read(base, told["scenario"]), told
    except (ValueError, KeyError, TypeError) as problem:
        raise ScenarioUnreadable(text=text[:40], problem=problem) from problem


def digest(rules: RuleSet, data_hash: str) -> str:
    """A digest equal for equal scenarios over equal data and rules only."""
    clauses = [repr(rules.resolved(clause)) for clause in rules.clauses]
    whole = [rules.pack, rules.name, *clauses, *rules.off, rules.unknown, data_hash]
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()


def conflicts(base: RuleSet, texts: Sequence[str]) -> list[str]:
    """Where scenarios to be stacked contradict each other, a line each; [] when they agree."""
    settings = [read(base, text) for text in texts]
    found = []
    for at, one in enumerate(settings):
        for other in settings[at + 1 :]:
            found += _between(base, one, other)
    return sorted(set(found))


def stacked(base: RuleSet, texts: Sequence[str]) -> RuleSet:
    """All of *texts* together.

    Raises:
        ScenariosConflict: two of them set the same thing differently, or one switches off what
            another sets.
    """
    clashing = conflicts(base, texts)
    if clashing:
        raise ScenariosConflict(conflicts="; ".join(clashing))
    values: dict[str, Value] = {}
    off: set[str] = set()
    unknown = base.unknown
    for one in (read(base, text) for text in texts):
        values |= dict(one.set_to)
        off |= set(one.off)
        unknown = one.unknown if one.unknown != "keep" else unknown
    return base.with_change(values, off=tuple(off), unknown=unknown)


def _between(base: RuleSet, one: RuleSet, other: RuleSet) -> list[str]:
    left, right = dict(one.set_to), dict(other.set_to)
    known = base.parameters
    found = [
        f"{name}: {text_of(known[name], left[name])} / {text_of(known[name], right[name])}"
        for name in left.keys() & right.keys()
        if left[name] != right[name]
    ]
    for off, changed in ((one.off, right), (other.off, left)):
        found += [f"{n}: off / {p}" for n in off for p in changed if base.owner(p).id == n]
    if "keep" not in (one.unknown, other.unknown) and one.unknown != other.unknown:
        found.append(f"unknown: {one.unknown} / {other.unknown}")
    return found
