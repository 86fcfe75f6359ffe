"""The shipped themes: which households, told apart by what; one file each in data/reference."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from holdline import paths


@dataclass(frozen=True)
class Theme:
    """One theme.

    Attributes:
        name: the file's stem, the key of its words in messages/<language>/themes.toml.
        order: its place.
        measure: open, identified, eliminated, new or closed.
        steps: facets that all must hold, each dimension=value, as the free drill has them.
        tables: dimensions its households are told apart by.
        curve_by: all, monitor_type or main_risk: what its curves are told apart by; "" for none.
        curve_risk: code of the one main risk the curves are of; "" for all.
        is_standardised: divisions are compared at an equal mix of households.
    """

    name: str
    order: int
    measure: str
    steps: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    curve_by: str = ""
    curve_risk: str = ""
    is_standardised: bool = False


@lru_cache(maxsize=1)
def themes() -> tuple[Theme, ...]:
    """Every theme, in order."""
    found = []
    for file in (paths.REFERENCE / "themes").glob("*.toml"):
        told = tomllib.loads(file.read_text("utf-8"))
        steps = (one.partition("=") for one in told.pop("steps"))
        tables = tuple(told.pop("tables"))
        pairs = tuple((name, value) for name, _, value in steps)
        found.append(Theme(name=file.stem, steps=pairs, tables=tables, **told))
    return tuple(sorted(found, key=lambda theme: theme.order))
