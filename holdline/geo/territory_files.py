"""Synthetic territories of the whole province, as files beside the boundaries."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from holdline.geo.boundaries import words
from holdline.geo.built import DIVISIONS, account, states, sum_of
from holdline.geo.geofile import write_shapes
from holdline.geo.outlines import COUNTIES, county_outlines
from holdline.geo.seeds import SEEDS
from holdline.geo.territories import Layout, Township, layout
from holdline.reference.divisions import ground_of, manager_of, shipped

RECIPE = 1
DECIMALS = 5
PROCESSES = 2
VILLAGE = 5
ABOUT = "about_territories.toml"
VILLAGES = "villages_37.parquet"
TOWNSHIPS = "townships_37.parquet"
ZONES = "zones_37.parquet"
FILES = (VILLAGES, TOWNSHIPS, ZONES, SEEDS)

Shapes = NDArray[np.object_]


def county_territories(county: str, outline: shapely.Geometry) -> Layout:
    """The villages on the ground of *county*, whose *outline* is in degrees.

    Raises:
        TerritoriesIncomplete: a township or a village is left without ground.
    """
    return layout(county, outline, townships_on(county))


def townships_on(county: str) -> tuple[Township, ...]:
    """The townships that stand on the ground of *county*, by code, with their villages."""
    return _townships().get(county, ())


@lru_cache(maxsize=1)
def _townships() -> dict[str, tuple[Township, ...]]:
    villages: dict[str, list[str]] = {}
    for code in shipped().filter(level=VILLAGE)["division_code"]:
        villages.setdefault(code[:9], []).append(code)
    grounds: dict[str, list[Township]] = {}
    for code, held in villages.items():
        county = ground_of(code)
        zone = manager_of(code) or (code[:6] if county != code[:6] else None)
        grounds.setdefault(county, []).append(Township(code, tuple(held), zone))
    return {county: tuple(townships) for county, townships in grounds.items()}


def build(folder: Path, processes: int = PROCESSES) -> None:
    """Write villages, townships, zones and seeds of the province into *folder*.

    The outlines are those *folder* holds, else hexagons. The same bytes on every run, whatever
    the number of *processes*.
    """
    outlines = county_outlines(folder).polygons
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(county_territories, outlines.keys(), outlines.values(), chunksize=4))
    _write(folder, sorted(made, key=lambda territories: territories.county))
    text = account(_facts(folder), folder, FILES)
    (folder / ABOUT).write_text(text, "utf-8")


def is_current(folder: Path) -> bool:
    """Whether *folder* holds, unchanged, the territories of the outlines it holds now."""
    return states(folder / ABOUT, _facts(folder), folder, FILES)


def _facts(folder: Path) -> Mapping[str, object]:
    counties = folder / COUNTIES
    return {
        **words("territories"),
        "synthetic": True,
        "is_schematic": county_outlines(folder).is_schematic,
        "coordinate_system": "EPSG:4326",
        "decimals": DECIMALS,
        "recipe": RECIPE,
        "outlines_sha256": sum_of(counties) if counties.exists() else "",
        "divisions_sha256": sum_of(DIVISIONS),
    }


def _write(folder: Path, made: list[Layout]) -> None:
    names = dict(shipped().select("division_code", "division_name").iter_rows())
    codes = [code for one in made for code in one.villages]
    grounds = [one.county for one in made for _ in one.villages]
    shapes = np.concatenate([one.territories for one in made])
    order = np.argsort(codes)
    codes, grounds = [codes[row] for row in order], [grounds[row] for row in order]
    shapes = shapes[order]
    _write_level(folder / VILLAGES, codes, grounds, shapes, names)
    towns, merged = _merged([code[:9] for code in codes], shapes)
    _write_level(folder / TOWNSHIPS, towns, [ground_of(code) for code in towns], merged, names)
    members = [(zone_of(code), row) for row, code in enumerate(towns)]
    zoned = [(zone, row) for zone, row in members if zone]
    zones, areas = _merged([zone for zone, _ in zoned], merged[[row for _, row in zoned]])
    _write_level(
        folder / ZONES, zones, [_host(zone, members, towns) for zone in zones], areas, names
    )
    _write_seeds(folder / SEEDS, made)


def zone_of(township: str) -> str | None:
    """The functional zone that *township* belongs to or is managed by; None outside zones."""
    county = township[:6]
    return manager_of(township) or (county if ground_of(township) != county else None)


def _host(zone: str, members: list[tuple[str | None, int]], towns: list[str]) -> str:
    return next(ground_of(towns[row]) for member, row in members if member == zone)


def _merged(labels: list[str], shapes: Shapes) -> tuple[list[str], Shapes]:
    found, groups = np.unique(np.array(labels), return_inverse=True)
    order = np.argsort(groups, kind="stable")
    parts = np.split(shapes[order], np.flatnonzero(np.diff(groups[order])) + 1)
    merged = [part[0] if len(part) == 1 else shapely.coverage_union_all(part) for part in parts]
    return found.tolist(), np.array(merged, object)


def _write_level(
    path: Path, codes: list[str], grounds: Iterable[str], shapes: Shapes, names: dict[str, str]
) -> None:
    columns = {"code": codes, "name": [names[code] for code in codes], "county": list(grounds)}
    write_shapes(path, columns, shapes)


def _write_seeds(path: Path, made: list[Layout]) -> None:
    cores = np.concatenate([one.cores for one in made])
    seeds = pl.DataFrame(
        {
            "village_code": [code for one in made for code in one.villages],
            "lon": cores[:, 0],
            "lat": cores[:, 1],
            "radius_m": np.concatenate([one.radius_m for one in made]),
        }
    ).sort("village_code")
    pq.write_table(
        seeds.to_arrow(compat_level=pl.CompatLevel.oldest()),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=False,
        column_encoding={"village_code": "DELTA_BYTE_ARRAY"},
    )
