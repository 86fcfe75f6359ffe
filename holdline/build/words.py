"""The words import cells are written with: nothing, yes, no, and what separates several codes."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Words:
    """What holdline/build/words.toml says.

    Attributes:
        missing: texts that stand for an empty cell.
        true: lower-case texts of a BOOLEAN that holds.
        false: lower-case texts of one that does not.
        separators: characters between several codes.
        unheeded: characters left out of headers before they are compared.
        opening: brackets before a header's unit.
        closing: brackets after it.
        required: what headers add to say whether a column must be filled.
        ordinals: the letters that number the first columns of old forms.
        points: what may stand between a header's number and its name.
        totals: what a row of sums begins with.
        remarks: what a line that is no record begins with, before a colon.
        unasked: bare headers that are never asked about: they number or remark.
        synonyms: what people call things, and what the dictionary does, in bare headers.
        origin_file, origin_row, origin_reason: headers of an error workbook, in each language.
    """

    missing: frozenset[str]
    true: frozenset[str]
    false: frozenset[str]
    separators: str
    unheeded: str
    opening: str
    closing: str
    required: list[str]
    ordinals: list[str]
    points: str
    totals: list[str]
    remarks: list[str]
    unasked: frozenset[str]
    synonyms: dict[str, str]
    origin_file: list[str]
    origin_row: list[str]
    origin_reason: list[str]

    @property
    def origins(self) -> frozenset[str]:
        """Every header that only an error workbook has."""
        return frozenset({*self.origin_file, *self.origin_row, *self.origin_reason})


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, read once."""
    read: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
    return Words(
        **read | {name: frozenset(read[name]) for name in ("missing", "true", "false", "unasked")}
    )
