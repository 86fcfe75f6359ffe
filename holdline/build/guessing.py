"""Guess which column a header that nobody knows is meant to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from holdline.build.headers import bare, undecorated
from holdline.build.words import words
from holdline.reference.columns import Column

LIKELY = 0.6


@dataclass(frozen=True)
class Guess:
    """The column a header is most like.

    Attributes:
        identifier: of the column.
        likeness: 0 to 1; the share of characters the two names have in common, in order.
    """

    identifier: str
    likeness: float


def guess(header: str, candidates: Iterable[Column]) -> Guess | None:
    """The likeliest of *candidates*, by any of its names; None when none is like it at all."""
    plain = _official(undecorated(bare(header)))
    guesses = [Guess(one.identifier, _likeness(plain, one)) for one in candidates]
    best = max(guesses, key=lambda one: one.likeness, default=None)
    return best if best and best.likeness >= LIKELY else None


def _likeness(plain: str, column: Column) -> float:
    names = (column.header_zh, column.identifier, *column.aliases)
    return max(_alike(plain, bare(name)) for name in names)


def _alike(one: str, other: str) -> float:
    """How alike two names are; one that holds the whole other is likelier than its length says."""
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    shorter, longer = sorted((one, other), key=len)
    is_within = len(shorter) > 1 and shorter in longer
    return round((1 + ratio) / 2 if is_within else ratio, 2)


def _official(plain: str) -> str:
    """*plain* in the dictionary's words where people use others."""
    for said, official in words().synonyms.items():
        if said in plain:
            return plain.replace(said, official)
    return plain
