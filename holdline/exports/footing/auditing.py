"""Audit a text: what does not foot inside it, and what a snapshot says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from holdline.exports.footing.claims import CHECKS
from holdline.exports.footing.mentions import Mention, mentions
from holdline.exports.footing.readings import Finding, Reading, read
from holdline.messages.catalogue import text as text_


@dataclass(frozen=True)
class Audit:
    """What came of a text.

    Attributes:
        findings: by where they stand.
        figures: how many figures were read.
        checked: claims that could be checked; unchecked: shares whose base is not in the text.
    """

    findings: tuple[Finding, ...]
    figures: int
    checked: int
    unchecked: int
    compared: int


def audit(text: str, known: Mapping[tuple[str, str], int] | None = None) -> Audit:
    """Check the figures of *text* against one another, and against what is *known*.

    Args:
        text: a bulletin, or part of one.
        known: of a snapshot: (concept, household or person) to the count, with the concepts of
            words.toml; None compares nothing.
    """
    reading = read(text, mentions(text))
    found = [finding for check in CHECKS for finding in check(reading)]
    compared = list(_against(reading, known or {}))
    found += [one for one in compared if one is not None]
    unique = {(one.start, one.kind, one.expected): one for one in found}
    ordered = tuple(sorted(unique.values(), key=lambda one: (one.start, one.kind)))
    return Audit(ordered, len(reading.mentions), reading.checked, reading.unchecked, len(compared))


def _against(reading: Reading, known: Mapping[tuple[str, str], int]) -> list[Finding | None]:
    """The first mention of each concept and unit beside the snapshot's; None where they agree."""
    seen: set[tuple[str, str]] = set()
    found: list[Finding | None] = []
    for one in reading.quantities:
        if one.is_change:
            continue
        for unit, mention in one.counts.items():
            key = (one.concept, unit)
            if key in known and key not in seen:
                seen.add(key)
                found.append(_beside(reading, mention, known[key]))
    return found


def _beside(reading: Reading, mention: Mention, value: int) -> Finding | None:
    if mention.low <= Decimal(value) <= mention.high:
        return None
    written = reading.text[mention.start : mention.end]
    return Finding("snapshot", mention.start, mention.end, written, f"{value:,}", "")


def told(one: Finding, language: str) -> str:
    """A finding in words: what is written, what it would have to be, and how that comes out."""
    said = text_(language, f"footing.kinds.{one.kind}", written=one.written, expected=one.expected)
    if not one.reckoned:
        return said
    return said + text_(language, "footing.reckoned", reckoned=one.reckoned)
