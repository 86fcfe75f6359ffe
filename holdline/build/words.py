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
    """

    missing: frozenset[str]
    true: frozenset[str]
    false: frozenset[str]
    separators: str
    unheeded: str
    opening: str
    closing: str


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, read once."""
    read: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
    return Words(**read | {name: frozenset(read[name]) for name in ("missing", "true", "false")})
