"""Gridded hazards: CSV points on a constant step, an ESRI ASCII grid, or a GeoTIFF in degrees.

GeoTIFF is read by Pillow, which Streamlit brings along: one band of numbers and its own tags are
all a rainfall grid needs; neither GDAL nor rasterio is asked for (docs/decisions/0013).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from holdline.errors import HazardUnreadable

Floats = NDArray[np.float64]
PIXELS = 25_000_000
SCALE, TIE, KEYS, NODATA = 33550, 33922, 34735, 42113  # tags of a GeoTIFF
MODEL, RASTER, GEOGRAPHIC, IS_DEGREES, IS_POINT = 1024, 1025, 2048, 2, 2
DEGREES = (4326, 4490)  # WGS-84, CGCS2000
HEADS = ("ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize",
         "nodata_value")  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """Values at the corners of a regular grid: rows from the south, columns from the west."""

    west: float
    south: float
    step: tuple[float, float]
    values: Floats


def of_points(points: Floats, name: str) -> Grid:
    """A grid of rows (longitude, latitude, value).

    Raises:
        HazardUnreadable: they are on no constant step.
    """
    axes = [np.unique(np.round(points[:, axis], 6)) for axis in (0, 1)]
    steps = [np.diff(axis) for axis in axes]
    if any(step.size == 0 or np.ptp(step) > 1e-4 for step in steps):  # noqa: PLR2004  a rounding
        raise HazardUnreadable(file=name, problem="its points are on no constant step")
    east, north = float(steps[0].mean()), float(steps[1].mean())
    values = np.full((axes[1].size, axes[0].size), np.nan)
    rows = np.round((points[:, 1] - axes[1][0]) / north).astype(int)
    columns = np.round((points[:, 0] - axes[0][0]) / east).astype(int)
    values[rows, columns] = points[:, 2]
    return Grid(float(axes[0][0]), float(axes[1][0]), (east, north), values)


def of_ascii(text: str, name: str) -> Grid:
    """An ESRI ASCII grid: six lines of heads, then rows from the north.

    Raises:
        HazardUnreadable: a head is missing, or rows and columns are not as many as it says.
    """
    lines = text.split("\n")
    told: dict[str, float] = {}
    for line in lines:
        words = line.split()
        if len(words) != 2 or words[0].lower() not in HEADS:  # noqa: PLR2004  a name and a number
            break
        told[words[0].lower()] = float(words[1])
    values = np.array(" ".join(lines[len(told) :]).split(), float)
    try:
        values = values.reshape(int(told["nrows"]), int(told["ncols"]))
        step = told["cellsize"]
        west = told["xllcenter"] if "xllcenter" in told else told["xllcorner"] + step / 2
        south = told["yllcenter"] if "yllcenter" in told else told["yllcorner"] + step / 2
    except (KeyError, ValueError) as problem:
        raise HazardUnreadable(file=name, problem=f"no ASCII grid: {problem}") from problem
    return Grid(west, south, (step, step), _without(values, told.get("nodata_value"))[::-1])


def of_tiff(path: Path) -> Grid:
    """The first band of a GeoTIFF whose cells are degrees of WGS-84 or CGCS2000.

    Raises:
        HazardUnreadable: it is turned, projected, too large, or carries no place.
    """
    with Image.open(path) as image:
        if image.width * image.height > PIXELS:
            raise HazardUnreadable(file=path.name, problem=f"more than {PIXELS:,} cells")
        tags: Mapping[int, Any] = dict(image.tag_v2)  # type: ignore[attr-defined]
        values = np.asarray(image, float)
    if SCALE not in tags or TIE not in tags or values.ndim != 2:  # noqa: PLR2004  one band
        raise HazardUnreadable(
            file=path.name, problem="no GeoTIFF of one band with scale and place"
        )
    keys = _keys(tags.get(KEYS, ()))
    is_degrees = keys.get(MODEL, IS_DEGREES) == IS_DEGREES
    if not is_degrees or keys.get(GEOGRAPHIC, DEGREES[0]) not in DEGREES:
        raise HazardUnreadable(file=path.name, problem="not in degrees of WGS-84 or CGCS2000")
    across, up = float(tags[SCALE][0]), float(tags[SCALE][1])
    column, row, _, east, north = (float(one) for one in tags[TIE][:5])
    inside = 0.0 if keys.get(RASTER) == IS_POINT else 0.5
    west = east + (inside - column) * across
    top = north - (inside - row) * up
    nothing = float(str(tags[NODATA]).strip("\0 ")) if NODATA in tags else None
    south = top - (values.shape[0] - 1) * up
    return Grid(west, south, (across, up), _without(values, nothing)[::-1])


def _keys(directory: Sequence[int]) -> dict[int, int]:
    """The short keys of a GeoTIFF's directory: four numbers a key, the last its value."""
    entries = zip(directory[4::4], directory[5::4], directory[7::4], strict=False)
    return {int(key): int(value) for key, place, value in entries if place == 0}


def _without(values: Floats, nothing: float | None) -> Floats:
    return values if nothing is None else np.where(values == nothing, np.nan, values)
