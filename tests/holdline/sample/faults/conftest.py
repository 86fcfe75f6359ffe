"""One county, clean and with its faults, made once for all tests of this folder."""

import importlib
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from holdline.sample.faults import plant
from holdline.sample.tables import Tables
from tests.holdline.sample.faults.detectors.world import FOUND, World, hits
from tests.holdline.sample.faults.given import AS_OF, COUNTY, SEED, county

DETECTORS = Path(__file__).parent / "detectors"

for file in sorted(DETECTORS.glob("*.py")):
    importlib.import_module(f"tests.holdline.sample.faults.detectors.{file.stem}")


class Sample(NamedTuple):
    """A county's tables before and after, the truth, and what detectors find in each."""

    clean: Tables
    planted: Tables
    truth: pl.DataFrame
    on_clean: dict[str, pl.DataFrame]
    on_planted: dict[str, pl.DataFrame]


def found(tables: Tables) -> dict[str, pl.DataFrame]:
    """What every detector finds."""
    world = World(tables, AS_OF)
    return {check: hits(check, world) for check in FOUND}


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The county of the small sample."""
    clean = county(COUNTY)
    planted, truth = plant(clean, seed=SEED, chunk=COUNTY, as_of=AS_OF)
    return Sample(clean, planted, truth, found(clean), found(planted))
