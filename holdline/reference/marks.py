"""Events marked on time axes, each with its source: data/reference/marks.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holdline import paths

KINDS = ("policy", "window", "disaster", "merge")
WORDS = ("short_", "title_", "source_")


@dataclass(frozen=True)
class Mark:
    """An event.

    Attributes:
        id: its name in the file.
        kind: one of KINDS.
        starts: its first day.
        ends: its last day; the first for an event of one day.
        jurisdiction: the division it is of; "" for the nation.
        words: short_<language>, title_<language> and source_<language>, the document it is in.
    """

    id: str
    kind: str
    starts: date
    ends: date
    jurisdiction: str
    words: Mapping[str, str]


@lru_cache(maxsize=1)
def marks() -> tuple[Mark, ...]:
    """Every shipped event, by day."""
    told = tomllib.loads((paths.REFERENCE / "marks.toml").read_text("utf-8"))["marks"]
    found = [
        Mark(
            one["id"],
            one["kind"],
            one["starts"],
            one.get("ends", one["starts"]),
            one["jurisdiction"],
            MappingProxyType({name: one[name] for name in one if name.startswith(WORDS)}),
        )
        for one in told
    ]
    return tuple(sorted(found, key=lambda one: (one.starts, one.id)))
