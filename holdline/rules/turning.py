"""The fewest clauses that would have to turn out otherwise for a decision to be another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from holdline.rules.judge import CANDIDATE, Truth, Verdict, decided
from holdline.rules.ruleset import RuleSet


@dataclass(frozen=True)
class Turn:
    """Clauses that turn together, each to met (True) or not met (False), and what comes of it."""

    clauses: tuple[tuple[str, bool], ...]
    decision: str


def fewest(rules: RuleSet, verdict: Verdict) -> list[Turn]:
    """Every way to another decision that turns as few clauses as any does.

    A clause that is known turns into its opposite, an unknown one becomes known. [] when the rules
    are not for the household, or nothing counts.
    """
    if verdict.decision == "out_of_scope":
        return []
    for size in range(1, len(verdict.truths) + 1):
        found = [
            Turn(turned, decision)
            for turned in _turned(verdict.truths, size)
            if (decision := _decision(rules, {**verdict.truths, **dict(turned)}))
            != verdict.decision
        ]
        if found:
            return found
    return []


def _turned(truths: Mapping[str, Truth], size: int) -> Iterator[tuple[tuple[str, bool], ...]]:
    for names in combinations(truths, size):
        choices = [(True, False) if truths[name] is None else (not truths[name],) for name in names]
        for values in product(*choices):
            yield tuple(zip(names, values, strict=True))


def _decision(rules: RuleSet, truths: Mapping[str, Truth]) -> str:
    criteria = [truths[one.id] for one in rules.active(*CANDIDATE)]
    exempting = [truths[one.id] for one in rules.active("exemption")]
    return decided(rules.combine, criteria, exempting)
