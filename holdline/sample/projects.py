"""Table `project`: what the townships carry out."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked, present
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Bools, County, Ints, drawn
from holdline.sample.departures import at_work
from holdline.sample.places import Places
from holdline.sample.tables import conformed

KINDS = (
    "industry", "industry", "industry", "industry", "infrastructure", "guarantee", "employment",
    "guarantee", "employment", "governance",
)  # fmt: skip
WEIGHTS = (3, 1.5, 2, 2, 3, 1.5, 1, 1, 1, 1)
ASSETS = 4
STATUSES = ("running", "done", "accepted")
YEARS = (2020, 2021, 2022)


def projects(county: County, places: Places) -> pl.DataFrame:
    """One to three projects of each township and year, in its villages."""
    chance = county.chance("projects")
    village, year = _sites(chance, places)
    size = len(village)
    kind = drawn(chance, size, WEIGHTS)
    plan = np.rint(np.exp(chance.normal(13.2, 0.8, size)) / 1000) * 1000
    done = (year < YEARS[-1]) | (chance.random(size) < 0.55)
    kept = np.bincount(county.homes["village"], minlength=len(places.villages))[village]
    number = pl.Series(1000 + np.arange(size)).cast(pl.String).str.slice(1)
    written = pl.Series(year).cast(pl.String)
    endings = words("phrases")["project"]["names"]
    columns: dict[str, object] = {
        "project_id": f"P{county.code}" + written + number,
        "project_name": places.villages["town_name"].gather(village)
        + written
        + picked(endings, kind),
        "project_kind": picked(KINDS, kind),
        "division_code": places.villages["division_code"].gather(village),
        "project_year": year,
        "planned_yuan": plan,
        "benefiting_households": kept + chance.integers(2, 60, size),
        "benefiting_monitored": np.minimum(chance.integers(0, 4, size), kept),
        "is_asset_registered": present(chance.random(size) < 0.95, done & (kind < ASSETS)),
    }
    return conformed("project", columns | _carried_out(chance, county, year, plan, done))


def _sites(chance: Generator, places: Places) -> tuple[Ints, Ints]:
    """The village and year of each project."""
    towns = places.facts["town"]
    count = chance.integers(1, 4, (int(towns.max(initial=0)) + 1, len(YEARS)))
    cell = np.repeat(np.arange(count.size), count.ravel())
    town, year = cell // len(YEARS), np.array(YEARS)[cell % len(YEARS)]
    room = np.bincount(towns, minlength=count.shape[0])[town]
    village = np.searchsorted(towns, town) + (chance.random(len(town)) * room).astype(int)
    return village, year


def _carried_out(
    chance: Generator, county: County, year: Ints, plan: Array, done: Bools
) -> dict[str, object]:
    size = len(year)
    begun = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    begun = begun + chance.integers(60, 210, size)
    ended = np.minimum(begun + chance.integers(60, 200, size), county.day - 2)
    accepted = done & ((year < YEARS[-1]) | (chance.random(size) < 0.6))
    arrived = plan * np.where(done, 1.0, chance.uniform(0.6, 1, size))
    spent = np.where(done, chance.uniform(0.93, 1, size), chance.uniform(0.2, 0.58, size))
    return {
        "project_status": picked(STATUSES, np.where(accepted, 2, done.astype(int))),
        "arranged_yuan": np.round(arrived, 2),
        "spent_yuan": np.round(plan * spent, 2),
        "started_on": moments(begun),
        "ended_on": moments(np.where(done, ended, NEVER)),
        "inspected_on": moments(np.where(accepted, np.minimum(ended + 15, county.day), NEVER)),
        "updated_at": moments(at_work(chance, county.day - chance.integers(1, 200, size))),
    }
