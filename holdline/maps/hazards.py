"""A hazard as patches on a map, and the households it reaches as features."""

from typing import Any

import numpy as np
import polars as pl
import shapely

from holdline.geo.dropin import Hazard
from holdline.geo.dropin_grid import Grid
from holdline.maps.points import Window

# Seen on white and on the dark theme's ground alike.
SHADES = ("rgba(70, 140, 220, 0.20)", "rgba(60, 110, 225, 0.36)", "rgba(80, 70, 210, 0.48)")
MOST_CELLS = 5000
ALMOST_NONE = 0.005


def box(drawn: pl.DataFrame, hazard: Hazard) -> list[float | None]:
    """Where nearly all households reached stand; the hazard itself when it reaches nobody."""
    if drawn.height:
        ends = [
            [drawn[axis].quantile(share) for axis in ("longitude", "latitude")]
            for share in (ALMOST_NONE, 1 - ALMOST_NONE)
        ]
        return [*ends[0], *ends[1]]
    if hazard.areas:
        return [float(one) for one in shapely.total_bounds([shape for shape, _ in hazard.areas])]
    return [None] * 4


def features(drawn: pl.DataFrame, step: float, most: int) -> list[dict[str, Any]]:
    """Households, or the cells of a grid of *step* degrees over them; the fullest first."""
    if step > 0:
        across = (pl.col("longitude") / step).round().cast(pl.Int64)
        up = (pl.col("latitude") / (step * 0.8)).round().cast(pl.Int64)
        key = pl.concat_str(across, up, separator=":")
    else:
        key = pl.col("household_id")
    cells = (
        drawn.group_by(key.alias("feature_id"))
        .agg(
            pl.len().alias("households"),
            pl.col("household_id").min(),
            pl.col("is_open").mean().alias("share"),
            pl.col("longitude", "latitude").mean(),
        )
        .sort("households", "feature_id", descending=[True, False])
        .head(most)
    )
    return [
        {
            **row,
            "household_id": row["household_id"] if row["households"] == 1 else None,
            "kind": "open" if row["share"] > 0.5 else "none",  # noqa: PLR2004  most of them
            "head_name": None,
            "village_name": None,
        }
        for row in cells.iter_rows(named=True)
    ]


def patches(hazard: Hazard, window: Window, least: float) -> list[dict[str, Any]]:
    """Rings with a shade: the polygons, or the grid's cells at or above half of *least*."""
    if hazard.grid is not None:
        return _cells(hazard.grid, window, least)
    return [
        {"ring": _ring(part), "colour": SHADES[min(number, len(SHADES) - 1)]}
        for number, (shape, _) in enumerate(hazard.areas)
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]


def _ring(part: shapely.Geometry) -> list[list[float]]:
    points = shapely.get_coordinates(part.exterior)
    every = max(1, len(points) // 400)
    ring: list[list[float]] = np.round(points[::every], 5).tolist()
    return ring


def _cells(grid: Grid, window: Window, least: float) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    bounds = (least / 2, least, least * 1.25)
    east, north = grid.step
    for row, column in np.argwhere(grid.values >= bounds[0]).tolist():
        x, y = grid.west + column * east, grid.south + row * north
        if not (window[0] - east <= x <= window[2] + east):
            continue
        if not (window[1] - north <= y <= window[3] + north):
            continue
        shade = sum(grid.values[row, column] >= bound for bound in bounds) - 1
        west, south, right, top = x - east / 2, y - north / 2, x + east / 2, y + north / 2
        ring = [[west, south], [right, south], [right, top], [west, top]]
        made.append({"ring": np.round(ring, 5).tolist(), "colour": SHADES[shade]})
    return made[:MOST_CELLS]


def stations(hazard: Hazard) -> list[dict[str, Any]]:
    """The services themselves as features, so that households are seen beside them."""
    return [
        {
            "feature_id": f"service:{number}",
            "longitude": one.lon,
            "latitude": one.lat,
            "households": 1,
            "household_id": None,
            "kind": "service",
            "head_name": one.name,
            "village_name": None,
        }
        for number, one in enumerate(hazard.services)
    ]
