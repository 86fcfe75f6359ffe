"""The outline of each county: the built one, or a hexagon where none has been built."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from holdline import paths
from holdline.geo.geofile import read_shapes

TILES = "tilegrid_37.csv"
ABOUT = "about.toml"
COUNTIES = "counties_37.parquet"
BOX = (114.8, 34.38, 122.72, 38.42)
CORNERS = np.radians(np.arange(30, 390, 60))


@dataclass(frozen=True)
class Outlines:
    """County polygons in WGS-84 degrees, by code; schematic ones are hexagons."""

    polygons: dict[str, shapely.Geometry]
    is_schematic: bool


def county_outlines(folder: Path | None = None) -> Outlines:
    """The 136 counties of Shandong as built in *folder* (data/local), else as hexagons."""
    built = (folder or paths.LOCAL) / COUNTIES
    if not built.exists():
        return Outlines(hexagons(), is_schematic=True)
    return _read(built, built.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(built: Path, _changed: int) -> Outlines:
    table, shapes = read_shapes(built)
    about = tomllib.loads((built.parent / ABOUT).read_text("utf-8"))
    polygons = dict(zip(table["code"].to_pylist(), shapes, strict=True))
    return Outlines(polygons, is_schematic=bool(about["is_schematic"]))


@lru_cache(maxsize=1)
def hexagons() -> dict[str, shapely.Geometry]:
    """A hexagon for each county, as the tile grid lays them over Shandong's bounding box.

    Neighbouring hexagons share their corners exactly. Positions are schematic.
    """
    grid = pl.read_csv(paths.REFERENCE / TILES, schema_overrides={"code": pl.String})
    centres = np.column_stack([grid["col2"] / 2, -grid["row"] * np.sqrt(3) / 2])
    corners = np.column_stack([np.cos(CORNERS), np.sin(CORNERS)]) / np.sqrt(3)
    rings = _fitted((centres[:, None, :] + corners).reshape(-1, 2)).reshape(len(grid), -1, 2)
    return dict(zip(grid["code"], shapely.polygons(rings), strict=True))


def _fitted(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """*points* of the plane, scaled into BOX with equal metres both ways, to 5 decimals."""
    west, south, east, north = BOX
    shrink = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    room = np.array([east - west, north - south]) * shrink
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (room / (high - low)).min()
    middle = np.array([west + east, south + north]) / 2
    placed: NDArray[np.float64] = np.round(middle + (points - (low + high) / 2) * scale / shrink, 5)
    return placed
