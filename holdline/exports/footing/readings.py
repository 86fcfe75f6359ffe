"""A text read: its figures grouped into quantities, and what a finding about them is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from holdline.exports.footing.mentions import Mention, concept, has, pairs

UNITS = ("household", "person", "item")


@dataclass(frozen=True)
class Quantity:
    """A count, in households and people when both are written, and what it is a count of."""

    counts: dict[str, Mention]
    concept: str
    is_part: bool
    is_change: bool

    @cached_property
    def first(self) -> Mention:
        """The mention it begins with."""
        return next(iter(self.counts.values()))


@dataclass(frozen=True)
class Finding:
    """Something that does not foot, with the words it is about.

    Attributes:
        kind: key of messages footing.kinds.
        start, end: the figure at fault.
        written: as the text has it.
        expected: what it would have to be.
        reckoned: how that comes out.
        related: the other figures it was reckoned from.
    """

    kind: str
    start: int
    end: int
    written: str
    expected: str
    reckoned: str
    related: tuple[tuple[int, int], ...] = ()


@dataclass
class Reading:
    """A text read: its figures, its quantities, and how many claims could be checked."""

    text: str
    mentions: list[Mention]
    quantities: list[Quantity] = field(default_factory=list)
    checked: int = 0
    unchecked: int = 0


def read(text: str, found: list[Mention]) -> Reading:
    """The quantities of *found*: pairs, parts of a whole, changes; each with its concept."""
    reading = Reading(text, found)
    is_listing, sentence = False, -1
    for one, people in pairs(found):
        if one.sentence != sentence:
            is_listing, sentence = False, one.sentence
        is_listing = is_listing or has(one.before, "among")
        if one.unit not in UNITS:
            continue
        counts = {one.unit: one} | ({"person": people} if people else {})
        is_change = has(one.clause, "up", "down") and not has(one.clause, "to")
        is_change = is_change and concept(one.clause) != "new"
        behind = (people or one).after
        named = concept(one.clause) or concept(behind, is_behind=True)
        reading.quantities.append(Quantity(counts, named, is_listing, is_change))
    return reading


def wrong(
    reading: Reading,
    kind: str,
    at: Mention,
    expected: str,
    *,
    reckoned: str = "",
    related: Sequence[Mention] = (),
) -> Finding:
    """A finding about the figure *at*, held against those *related* to it."""
    written = reading.text[at.start : at.end]
    spans = tuple((one.start, one.end) for one in related)
    return Finding(kind, at.start, at.end, written, expected, reckoned, spans)
