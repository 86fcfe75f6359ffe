"""Which households a hazard reaches, how strongly, and how precisely that is known."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from holdline.geo.dropin import Hazard, Service
from holdline.geo.dropin_grid import Grid
from holdline.reference.divisions import manager_of

Floats = NDArray[np.float64]
EARTH_KM = 6371.0088
LENGTHS = (12, 9, 6, 4, 2)
PRECISIONS = {12: "village_list", 9: "town_list", 6: "county_list", 4: "city_list", 2: "city_list"}


def exposed(homes: pl.DataFrame, hazard: Hazard, least: float) -> pl.DataFrame:
    """The households that *hazard* reaches with *least* or more.

    Args:
        homes: household_id, village_code, longitude, latitude (WGS-84; null without a point),
            and any other columns, which are kept.
        hazard: as read. The value of services is how far the nearest one is, in kilometres as
            the crow flies.
        least: in the hazard's unit.

    Returns:
        The same columns with value and precision: point, village (the middle of the village's
        points, for a household without one), or the level of the list that names it; a
        household without a point in a village without any is left out. Most exposed first.
    """
    if hazard.kind == "list":
        codes = homes["village_code"].unique(maintain_order=True).to_list()
        told = {code: _listed(code, hazard.places) for code in codes}
        value = [told[code][0] for code in homes["village_code"]]
        precision = [told[code][1] for code in homes["village_code"]]
    else:
        placed = _placed(homes)
        value = _values(hazard, placed.select("x", "y").to_numpy().astype(float)).tolist()
        precision = placed["precision"].to_list()
    frame = homes.with_columns(
        pl.Series("value", value, pl.Float64).fill_nan(None),
        pl.Series("precision", precision, pl.String),
    )
    return frame.filter(pl.col("value") >= least).sort(
        "value", "household_id", descending=[True, False]
    )


def _placed(homes: pl.DataFrame) -> pl.DataFrame:
    """Every household's point, or the middle of its village's."""
    middles = homes.group_by("village_code").agg(
        pl.col("longitude").median().alias("mx"), pl.col("latitude").median().alias("my")
    )
    return homes.join(middles, on="village_code", how="left", maintain_order="left").select(
        pl.coalesce("longitude", "mx").alias("x"),
        pl.coalesce("latitude", "my").alias("y"),
        pl.when(pl.col("longitude").is_null())
        .then(pl.lit("village"))
        .otherwise(pl.lit("point"))
        .alias("precision"),
    )


def _values(hazard: Hazard, points: Floats) -> Floats:
    if hazard.grid is not None:
        return _between(hazard.grid, points)
    if hazard.services:
        return _distances(hazard.services, points)
    values = np.full(len(points), np.nan)
    for shape, value in hazard.areas:
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, points[:, 0], points[:, 1])
        values[inside] = value
    return values


def _distances(services: Sequence[Service], points: Floats) -> Floats:
    """Kilometres from each of *points* to the nearest service; NaN for a point that is not told."""
    told = ~np.isnan(points).any(axis=1)
    values = np.full(len(points), np.nan)
    tree = KDTree(_on_sphere(np.array([[one.lon, one.lat] for one in services])))
    if told.any():
        chords = tree.query(_on_sphere(points[told]))[0]
        values[told] = 2 * EARTH_KM * np.arcsin(np.minimum(chords / 2, 1))
    return values


def _on_sphere(degrees: Floats) -> Floats:
    """Points on a sphere of radius 1, n by 3: neighbours in space are neighbours on the ground."""
    lon, lat = np.radians(degrees).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _between(grid: Grid, points: Floats) -> Floats:
    """Bilinear between the four grid points round each; NaN beyond the grid."""
    rows, columns = grid.values.shape
    x = (points[:, 0] - grid.west) / grid.step[0]
    y = (points[:, 1] - grid.south) / grid.step[1]
    inside = (x >= 0) & (y >= 0) & (x <= columns - 1) & (y <= rows - 1)
    values = np.full(len(points), np.nan)
    x, y = x[inside], y[inside]
    left, low = np.minimum(x.astype(int), columns - 2), np.minimum(y.astype(int), rows - 2)
    across, up = x - left, y - low
    held = grid.values
    values[inside] = (
        held[low, left] * (1 - across) * (1 - up)
        + held[low, left + 1] * across * (1 - up)
        + held[low + 1, left] * (1 - across) * up
        + held[low + 1, left + 1] * across * up
    )
    return values


def _listed(code: str | None, places: Mapping[str, float]) -> tuple[float | None, str]:
    """The value of the nearest division above that the list names; a zone before its host."""
    if code is None:
        return None, ""
    zone = manager_of(code[:9])
    for length in LENGTHS:
        tried = [zone] if length == 6 and zone else []  # noqa: PLR2004  a county's code
        for one in [*tried, code[:length]]:
            if one in places and len(one) <= len(code):
                return places[one], PRECISIONS[length]
    return None, ""
