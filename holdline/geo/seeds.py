"""Where each village is drawn: fictitious positions, the same on every run.

Names and codes are real, positions are not: a village stands somewhere in its county (Shandong)
or in a box inside its province (elsewhere), never where it really is.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from holdline import paths
from holdline.geo.hilbert import hilbert
from holdline.geo.metres import DEGREE, Plane
from holdline.geo.outlines import county_outlines
from holdline.reference.divisions import ground_of, shipped

SEEDS = "village_seeds_37.parquet"
COLUMNS = ("village_code", "lon", "lat", "radius_m")
CANDIDATES = 8
SPREAD_M = 260.0
SMALLEST_M = 20.0
SAFE = 0.95
INSET = 0.001
ELSEWHERE_M = 300.0
GOLDEN = np.array([0.7548776662466927, 0.5698402909980532])
SHARES = (1 / 24, 1 / 5, 1 / 4)


def origin() -> str:
    """What positions rest on: "territories", "outlines" of counties, or "tiles" (schematic)."""
    if (paths.LOCAL / SEEDS).exists():
        return "territories"
    return "tiles" if county_outlines().is_schematic else "outlines"


def village_seeds(codes: Sequence[str] | pl.Series) -> pl.DataFrame:
    """A core for each of *codes* (12-digit village codes), one row each, in their order.

    Returns:
        village_code, lon, lat (WGS-84 degrees, 5 decimals), radius_m: every point that near
        the core lies in the village's own territory, and in no other village's. A village of
        Shandong that is not in the shipped list, or of another province, gets a place from its
        code alone; those may come near one another.
    """
    asked = pl.DataFrame({"village_code": pl.Series(codes, dtype=pl.String)})
    known = _placed(asked["village_code"].unique(maintain_order=True))
    return asked.join(known, on="village_code", how="left", maintain_order="left")


def points_in_village(
    codes: Sequence[str] | pl.Series, chance: np.random.Generator
) -> pl.DataFrame:
    """A house position for each of *codes*, one row each, in their order: lon, lat.

    WGS-84 degrees to 6 decimals, scattered round the village core (bell-shaped, at most 260 m
    standard deviation) and never outside its territory.
    """
    cores = village_seeds(codes)
    radius = cores["radius_m"].to_numpy()
    spread = np.minimum(SPREAD_M, radius / 2)
    share, turn = chance.random((2, len(cores)))
    reach = -np.expm1(-((radius / spread) ** 2) / 2)
    distance = spread * np.sqrt(-2 * np.log1p(-share * reach)) * 0.99
    away = np.column_stack([np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)])
    centre = cores.select("lon", "lat").to_numpy()
    shrink = np.column_stack([np.cos(np.radians(centre[:, 1])), np.ones(len(centre))])
    points = centre + away * distance[:, None] / (DEGREE * shrink)
    return pl.DataFrame(np.round(points, 6), schema={"lon": pl.Float64, "lat": pl.Float64})


def _placed(codes: pl.Series) -> pl.DataFrame:
    built = paths.LOCAL / SEEDS
    if built.exists():
        known = _read(built, built.stat().st_mtime_ns)
    else:
        grounds = {ground_of(code) for code in codes.str.slice(0, 6).unique()}
        known = pl.concat([_empty(), *(_in_county(ground) for ground in sorted(grounds))])
    rest = codes.filter(~codes.is_in(known["village_code"].implode()))
    return pl.concat(
        [known.filter(pl.col("village_code").is_in(codes.implode())), _elsewhere(rest)]
    )


@lru_cache(maxsize=2)
def _read(built: Path, _changed: int) -> pl.DataFrame:
    return pl.read_parquet(built, columns=list(COLUMNS))


def _empty() -> pl.DataFrame:
    numbers = dict.fromkeys(COLUMNS[1:], pl.Float64)
    return pl.DataFrame(schema={COLUMNS[0]: pl.String, **numbers})


def _in_county(ground: str) -> pl.DataFrame:
    outline = county_outlines().polygons.get(ground)
    if outline is None:
        return _empty()
    return _spread(ground, outline)


@lru_cache(maxsize=200)
def _spread(ground: str, outline: shapely.Geometry) -> pl.DataFrame:
    """Villages of a county along a Hilbert curve, so that those of a township sit together."""
    villages = _villages_by_ground().get(ground, ())
    points = _filling(outline.buffer(-INSET), CANDIDATES * len(villages))
    ordered = points[np.argsort(hilbert(points), kind="stable")]
    cores = np.round(ordered[CANDIDATES // 2 :: CANDIDATES][: len(villages)], 5)
    return _frame(villages, cores, _free_radius(cores, outline))


@lru_cache(maxsize=1)
def _villages_by_ground() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in shipped().filter(pl.col("level") == 5)["division_code"]:  # noqa: PLR2004
        found.setdefault(ground_of(code), []).append(code)
    return {ground: tuple(codes) for ground, codes in found.items()}


def _filling(outline: shapely.Geometry, count: int) -> NDArray[np.float64]:
    """The first *count* points of an even sequence that fall into *outline*."""
    shapely.prepare(outline)
    west, south, east, north = outline.bounds
    tried = 2 * count
    while True:
        unit = np.arange(1, tried + 1)[:, None] * GOLDEN % 1
        points = unit * [east - west, north - south] + [west, south]
        inside: NDArray[np.float64] = points[shapely.contains_xy(outline, points)]
        if len(inside) >= count:
            return inside[:count]
        tried *= 2


def _free_radius(cores: NDArray[np.float64], outline: shapely.Geometry) -> NDArray[np.float64]:
    """Metres round each core that touch neither the border nor another core's share."""
    plane = Plane(outline.centroid.y)
    points, border = plane.metres(shapely.points(cores)), plane.metres(outline.boundary)
    tree = shapely.STRtree(points)
    pairs, distance = tree.query_nearest(points, exclusive=True, return_distance=True)
    nearest = np.full(len(points), np.inf)
    np.minimum.at(nearest, pairs[0], distance / 2)
    room = SAFE * np.minimum(nearest, shapely.distance(points, border))
    return np.asarray(np.maximum(room, SMALLEST_M))


def _elsewhere(codes: pl.Series) -> pl.DataFrame:
    """Places from the codes alone: county, township and village each halve the room left."""
    if codes.is_empty():
        return _empty()
    boxes = _boxes()
    cores = np.array([_nested(code, boxes.get(code[:2], boxes["37"])) for code in codes])
    return _frame(codes.to_list(), np.round(cores, 5), np.full(len(codes), ELSEWHERE_M))


def _nested(code: str, box: tuple[float, float, float, float]) -> tuple[float, float]:
    west, south, east, north = box
    wide, high = east - west, north - south
    for part, share in zip((code[:6], code[:9], code), SHARES, strict=True):
        number = zlib.crc32(part.encode())
        west += wide * (1 - share) * (number & 0xFFFF) / 0xFFFF
        south += high * (1 - share) * (number >> 16) / 0xFFFF
        wide, high = wide * share, high * share
    return west + wide / 2, south + high / 2


@lru_cache(maxsize=1)
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    table = pl.read_csv(
        paths.REFERENCE / "province_boxes.csv", schema_overrides={"code": pl.String}
    )
    return {
        code: (west, south, east, north) for code, west, south, east, north in table.iter_rows()
    }


def _frame(
    codes: Sequence[str], cores: NDArray[np.float64], radius: NDArray[np.float64]
) -> pl.DataFrame:
    columns = (list(codes), cores[:, 0], cores[:, 1], np.round(radius, 1))
    return pl.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
