"""Short names for charts: the official name without the title of its kind."""

import tomllib
from pathlib import Path

import polars as pl

WORDS = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
SHORTEST = 2


def short_name(name: str, level: int, kind: str) -> str:
    """The name used in charts; *name* itself where nothing can be left out."""
    if level <= 2:
        return name if name in WORDS["whole"] else _without(name, WORDS["region"])
    if kind in ("zone", "zone_local"):
        return _replaced(name, WORDS["zone"])
    if level == 3:
        return (
            name if name.endswith(tuple(WORDS["county_kept"])) else _without(name, WORDS["county"])
        )
    if level == 4:
        return _replaced(name, WORDS["township"])
    return _replaced(name, WORDS["village"])


def _without(name: str, endings: list[str]) -> str:
    for ending in endings:
        if name.endswith(ending) and len(name) - len(ending) >= SHORTEST:
            return name.removesuffix(ending)
    return name


def _replaced(name: str, endings: dict[str, str]) -> str:
    for ending, usual in endings.items():
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return (stem if stem.endswith(usual) else stem + usual) or name
    return name


def with_short_names(divisions: pl.DataFrame) -> pl.DataFrame:
    """Add division_short_name; siblings that would share one keep their whole names."""
    rows = divisions.select("division_name", "level", "division_kind").iter_rows()
    shorts = pl.Series("division_short_name", [short_name(*row) for row in rows])
    shared = pl.struct("parent_code", "division_short_name").is_duplicated()
    return divisions.with_columns(shorts).with_columns(
        division_short_name=pl.when(shared).then("division_name").otherwise("division_short_name")
    )
