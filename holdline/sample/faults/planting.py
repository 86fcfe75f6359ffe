"""How many faults of each kind, in which order, on which rows."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.sample.faults.registry import Planter, planters
from holdline.sample.faults.scene import MOST, RATE, Row, Scene
from holdline.sample.faults.views import PLAIN, Views

CASE_RATE = 0.0025
BUILDABLE = PLAIN & pl.col("h_longitude").is_not_null() & (pl.col("n") > 0)
BUILDABLE &= pl.col("assets") == 0
PATTERN_CHANCE = {"F18": 0.3, "H27": 0.05, "K05": 0.3, "K18": 0.5, "X01": 0.4, "X02": 0.2}


def plant_all(scene: Scene) -> None:
    """Run every planter: patterns first, since they need whole villages; then the rarest."""
    drawn = _drawn(scene)
    found = _eligible(scene, drawn)
    amounts = {check: _thinned(scene, check, drawn[check], found[check].size) for check in found}
    homes = _buildable(scene) if scene.every else {}
    for planter in planters().values():
        if not planter.on and _is_due(scene, planter.check):
            planter.act(scene)
    for check in sorted(found, key=lambda one: (found[one].size, one)):
        if amounts[check]:
            scene.turn_to(check)
            scene.rows = found[check]
            for row in _chosen(scene, planters()[check], amounts[check], homes):
                planters()[check].act(scene, row)


def _drawn(scene: Scene) -> dict[str, int]:
    """For each planter that chooses rows, how many it would take if all rows would do."""
    choosing = [planter for planter in planters().values() if planter.on]
    expected = [_rate(planter) * _rows(scene, planter) for planter in choosing]
    drawn = scene.rng.poisson(expected).tolist()
    return {planter.check: int(few) for planter, few in zip(choosing, drawn, strict=True)}


def _rate(planter: Planter) -> float:
    return CASE_RATE if planter.on == "case" else RATE


def _rows(scene: Scene, planter: Planter) -> int:
    return scene.tables[Views.table(planter.on)].height


def _eligible(scene: Scene, drawn: dict[str, int]) -> dict[str, NDArray[np.int64]]:
    """The rows that will do, for each planter that is to take some."""
    due = [planters()[check] for check, few in drawn.items() if few or scene.every]
    found: dict[str, NDArray[np.int64]] = {}
    for view in dict.fromkeys(planter.on for planter in due):
        wanted = {one.check: one.where for one in due if one.on == view}
        found |= scene.views.masks(view, wanted)
    return found


def _thinned(scene: Scene, check: str, drawn: int, eligible: int) -> int:
    """Of those *drawn* among all rows, how many fall on rows that will do: at most MOST."""
    rows = max(_rows(scene, planters()[check]), 1)
    taken = min(int(scene.rng.binomial(drawn, eligible / rows)), MOST)
    return max(taken, 1) if scene.every else taken


def _buildable(scene: Scene) -> dict[str, NDArray[np.int64]]:
    """For each planter that can build a situation, the households it may build one for."""
    built = [planter for planter in planters().values() if planter.build]
    return scene.views.masks("household", {one.check: one.home & BUILDABLE for one in built})


def _is_due(scene: Scene, check: str) -> bool:
    """Whether a pattern is to be made here; turns the scene to it."""
    scene.turn_to(check)
    chance = PATTERN_CHANCE.get(check, 1.0)
    return scene.every or bool(scene.rng.random() < chance)


def _chosen(
    scene: Scene, planter: Planter, amount: int, homes: dict[str, NDArray[np.int64]]
) -> list[Row]:
    """Rows in free households; one built when there is none and a fault must be had."""
    chosen = scene.pick(planter.on, scene.rows, amount)
    if chosen or not (planter.build and scene.every):
        return chosen
    free = scene.pick("household", homes[planter.check], 1)
    return [planter.build(scene, home) for home in free]
