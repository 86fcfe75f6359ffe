"""Faults planted in a county's tables for every check of domain.md §7, with their truth.

A household carries one planted fault at most. Each module holds the planters of one group;
`earlier` makes what the checks of NOT_PLANTABLE need.
"""

from datetime import date

import polars as pl

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
from holdline.sample.faults.planting import plant_all
from holdline.sample.faults.registry import planters
from holdline.sample.faults.scene import Scene
from holdline.sample.faults.truth import Truth
from holdline.sample.tables import Tables

NOT_PLANTABLE = {
    "C09": "the same grade for three data years shows only beside two earlier snapshots",
    "D13": "last year's health shows only beside an earlier snapshot",
}

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
    plant_all(scene)
    return scene.done()
