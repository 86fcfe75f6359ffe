"""Faults planted in a county's tables for every check of domain.md §7, with their truth.

A household carries one planted fault at most. Each module holds the planters of one group;
`earlier` makes what the checks of NOT_PLANTABLE need.
"""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.sample.faults import (  # noqa: F401
    annotation,
    coordinates,
    cross,
    education,
    elimination,
    guarantees,
    health,
    household,
    identification,
    identity,
    income,
    labour,
    structural,
    support,
)
from holdline.sample.faults.catalogue import checks, extras
from holdline.sample.faults.registry import Planter, planters
from holdline.sample.faults.scene import CASE_RATE, RATE, Scene
from holdline.sample.faults.truth import Truth
from holdline.sample.faults.views import PLAIN
from holdline.sample.tables import Tables

NOT_PLANTABLE = {
    "C09": "the same grade for three data years shows only beside two earlier snapshots",
    "D13": "last year's health shows only beside an earlier snapshot",
}
BUILDABLE = PLAIN & pl.col("h_longitude").is_not_null() & (pl.col("n") > 0)
BUILDABLE &= pl.col("assets") == 0
PATTERN_CHANCE = {"F18": 0.3, "H27": 0.05, "K05": 0.3, "K18": 0.5, "X01": 0.4, "X02": 0.2}

__all__ = ["NOT_PLANTABLE", "checks", "extras", "plant", "planters"]


def plant(
    tables: Tables, *, seed: int, chunk: str, as_of: date, every: bool = True
) -> tuple[Tables, pl.DataFrame]:
    """Plant faults in the tables of one county.

    Args:
        tables: clean tables; they are not changed.
        seed: the sample's seed.
        chunk: the county's code; equal seed and chunk give equal faults.
        as_of: the sample's day.
        every: at least one fault for each check, its situation built when the county has none;
            else each check by its share of the rows alone, which leaves some counties without.

    Returns:
        The tables with the faults, and the truth: one row a fault, by check; the columns are
        check, severity (E, W, I), household_id, person_id, case_id, table, field, value
        (as planted), expected.
    """
    if tables["household"].is_empty():
        return tables, Truth().frame()
    scene = Scene(tables, seed=seed, chunk=chunk, as_of=as_of, every=every)
    found = _eligible(scene)
    homes = scene.views.masks("household", {p.check: p.home & BUILDABLE for p in _built()})
    for planter in sorted(planters().values(), key=lambda one: _turn(one, found)):
        scene.turn_to(planter.check)
        if planter.on:
            _plant_rows(scene, planter, found[planter.check], homes)
        elif every or planter.check not in PATTERN_CHANCE or _is_lucky(scene):
            planter.act(scene)
    return scene.done()


def _built() -> list[Planter]:
    return [planter for planter in planters().values() if planter.build]


def _is_lucky(scene: Scene) -> bool:
    return bool(scene.rng.random() < PATTERN_CHANCE[scene.check])


def _eligible(scene: Scene) -> dict[str, NDArray[np.int64]]:
    """For each planter that chooses rows, the rows that will do."""
    views = dict.fromkeys(planter.on for planter in planters().values() if planter.on)
    found: dict[str, NDArray[np.int64]] = {}
    for view in views:
        wanted = {one.check: one.where for one in planters().values() if one.on == view}
        found |= scene.views.masks(view, wanted)
    return found


def _turn(planter: Planter, found: dict[str, NDArray[np.int64]]) -> tuple[int, str]:
    """Patterns first, since they need whole villages; then the rarest."""
    return (len(found[planter.check]) if planter.on else -1, planter.check)


def _plant_rows(
    scene: Scene,
    planter: Planter,
    rows: NDArray[np.int64],
    homes: dict[str, NDArray[np.int64]],
) -> None:
    rate = CASE_RATE if planter.on == "case" else RATE
    wanted = scene.amount(rows.size, rate)
    if not wanted:
        return
    scene.rows = rows
    chosen = scene.pick(planter.on, rows, wanted)
    if not chosen and planter.build and scene.every:
        chosen = [
            planter.build(scene, home) for home in scene.pick("household", homes[planter.check], 1)
        ]
    for row in chosen:
        planter.act(scene, row)
