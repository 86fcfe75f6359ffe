"""Signals: figures of divisions past their thresholds, each with its reason.

What is reckoned is data/reference/signals.toml, the threshold a dated figure of
data/reference/parameters/signals.toml, so that a jurisdiction sets its own.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from holdline import paths
from holdline.access import suppression
from holdline.errors import ParameterMissing
from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.messages.dates import month_key
from holdline.reference.divisions import ancestors
from holdline.reference.parameters import parameter

FIGURES = "signals/figures"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """One kind of signal, as data/reference/signals.toml says it."""

    name: str
    order: int
    part: tuple[str, ...]
    base: str
    opens: str
    least: Mapping[str, int]
    times: int = 1
    at_least: str = ""
    at_most: str = ""

    def value(self, row: Row, slack: int = 0) -> float | None:
        """What is compared; None where there is nothing to take a share of.

        With *slack* each count may be so much off: the value is then the least (or for `at_most`
        the greatest) that it can be, so that nothing is said which rounding alone has made.
        """
        way = -slack if self.at_least else slack
        part = sum(way - row[one[1:]] if one[0] == "-" else row[one] + way for one in self.part)
        if not self.base:
            return float(part)
        base = row[self.base] - way
        return part * self.times / base if row[self.base] and base > 0 else None

    def uses(self) -> tuple[str, ...]:
        """The columns that are reckoned with."""
        return tuple(one.removeprefix("-") for one in (*self.part, self.base) if one)

    def is_past(self, value: float, limit: float) -> bool:
        """Whether *value* reached *limit*."""
        return value >= limit if self.at_least else value <= limit


@dataclass(frozen=True)
class Signal:
    """One figure of a division past its threshold; `figures` are those the reason names."""

    kind: str
    order: int
    division_code: str
    place: str
    level: int
    value: float
    limit: float
    opens: str
    figures: Mapping[str, int]

    def reason(self, language: str, *, is_published: bool = False) -> str:
        """Why, with the figures and the threshold; hidden counts as they are published."""
        return text(
            language,
            f"signals.reasons.{self.kind}",
            share=figures.rate(self.value, language),
            times=f"{self.value:.1f}",
            limit_share=figures.rate(self.limit, language),
            limit_times=f"{self.limit:g}",
            limit_count=figures.count(self.limit, language),
            **{name: _count(one, language, is_published) for name, one in self.figures.items()},
        )

    def title(self, language: str) -> str:
        """What kind it is, in few words."""
        return text(language, f"signals.kinds.{self.kind}")


def found(rows: Iterable[Row], on: date, *, is_published: bool = False) -> list[Signal]:
    """The signals among *rows* of signals/figures.

    Args:
        rows: one a division.
        on: the day whose thresholds hold; one that was not set by then gives no signal.
        is_published: the rows are published figures: of a hidden one nothing is said.

    Returns:
        The highest division first, then by the order of the rules and the code.
    """
    held = list(rows)
    made = [
        signal
        for rule in rules()
        for row in held
        if not (is_published and any(row[one] == suppression.HIDDEN for one in rule.uses()))
        and (signal := _judged(rule, row, on, suppression.slack() if is_published else 0))
    ]
    return sorted(made, key=lambda one: (one.level, one.order, one.division_code))


def lowest(held: Iterable[Signal], top: str) -> list[Signal]:
    """*held* without counts told again higher up, but for the division *top* they are asked of.

    A share is another at each level and stays; a count without a base is the sum of those below.
    """
    kept = list(held)
    counts = {rule.name for rule in rules() if not rule.base}
    below = {
        (one.kind, code)
        for one in kept
        if one.kind in counts
        for code in ancestors(one.division_code)[1:]
    }
    return [
        one
        for one in kept
        if one.division_code == top or (one.kind, one.division_code) not in below
    ]


def digest(kind: str, division: str, tree: str, month: date, data_hash: str) -> str:
    """What somebody takes note of: this signal of this place and month, in these data."""
    parts = [kind, tree, division, month_key(month), data_hash]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every kind of signal, in order."""
    told = tomllib.loads((paths.REFERENCE / "signals.toml").read_text("utf-8"))
    made = [Rule(name=name, part=tuple(one.pop("part")), **one) for name, one in told.items()]
    return tuple(sorted(made, key=lambda rule: rule.order))


def _judged(rule: Rule, row: Row, on: date, slack: int) -> Signal | None:
    code = row["division_code"]
    limit = _limit(rule.at_least or rule.at_most, on, code)
    value, surely = rule.value(row), rule.value(row, slack)
    if value is None or surely is None or limit is None or not rule.is_past(surely, limit):
        return None
    if any(row[column] < least for column, least in rule.least.items()):
        return None
    return Signal(
        rule.name, rule.order, code, row["short_name"], row["level"], value, limit, rule.opens,
        {name: one for name, one in row.items() if name.endswith("_households")},
    )  # fmt: skip


def _limit(name: str, on: date, division: str) -> float | None:
    try:
        return float(parameter(name, on, division).value)  # type: ignore[arg-type]
    except ParameterMissing:
        return None


def _count(value: int, language: str, is_published: bool) -> str:  # noqa: FBT001
    if is_published and value == suppression.HIDDEN:
        return text(language, "common.values.few", least=suppression.least())
    return figures.count(value, language)
