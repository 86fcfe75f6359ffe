"""Hazards dropped in as files: polygons (GeoJSON), a regular grid (CSV), or a list of places (CSV).

The folder is `<home>/hazards`. A file is WGS-84 unless its name says otherwise before its
ending, as in `rain.gcj02.geojson`. The columns a file needs:

- GeoJSON: polygons; a property mm_min, mm or value is what falls there at least (else 1).
- CSV grid: longitude or lon, latitude or lat, and mm or value, on one constant step.
- CSV list: code, division_code or name, and mm or value (else 1); names are matched, never guessed.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.errors import DivisionCodeMalformed, HazardUnreadable
from holdline.geo import crs
from holdline.reference.divisions import normalise, shipped

Floats = NDArray[np.float64]
LON, LAT = ("longitude", "lon", "lng", "x"), ("latitude", "lat", "y")
VALUE = ("mm_min", "mm", "value", "level")
PLACE = ("division_code", "code", "name")
SYNTHETIC = "synthetic"
UNREADABLE = (ValueError, KeyError, TypeError, shapely.GEOSException)
TURNED = {"gcj02": crs.gcj_to_wgs, "bd09": crs.bd_to_wgs}


@dataclass(frozen=True)
class Grid:
    """Values at the corners of a regular grid: rows from the south, columns from the west."""

    west: float
    south: float
    step: tuple[float, float]
    values: Floats


@dataclass(frozen=True)
class Hazard:
    """One event.

    Attributes:
        name: of the file, without its endings.
        kind: polygon, grid or list.
        digest: of the file's bytes.
        is_synthetic: its name says that it is invented.
        areas: polygons and their values; of kind polygon.
        grid: of kind grid.
        places: values by division code; of kind list.
        unmatched: names of a list that no division or several bear, in order.
    """

    name: str
    kind: str
    digest: str
    is_synthetic: bool
    areas: tuple[tuple[shapely.Geometry, float], ...] = ()
    grid: Grid | None = None
    places: Mapping[str, float] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()


def found(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The hazard files of *folders*, by name."""
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
    return tuple(sorted(file for file in files if file.suffix in (".geojson", ".csv")))


def read(path: Path) -> Hazard:
    """The hazard in the file at *path*.

    Raises:
        HazardUnreadable: it is none of the three, or its grid has no constant step.
    """
    data = path.read_bytes()
    parts = path.name.split(".")
    told: Any = {
        "name": parts[0],
        "digest": sha256(data).hexdigest(),
        "is_synthetic": SYNTHETIC in path.name,
    }
    datum = parts[-2] if len(parts) > 2 else ""  # noqa: PLR2004  name.datum.ending
    try:
        if path.suffix == ".geojson":
            return Hazard(kind="polygon", areas=_areas(data, datum), **told)
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        columns = {name.strip().lower(): name for name in rows[0]} if rows else {}
        lon, lat = _column(columns, LON), _column(columns, LAT)
        if lon and lat:
            value = _column(columns, VALUE)
            points = [[float(row[lon]), float(row[lat]), float(row[value])] for row in rows]
            return Hazard(kind="grid", grid=_grid(np.array(points), path), **told)
        places, unmatched = _places(rows, columns)
        return Hazard(kind="list", places=places, unmatched=unmatched, **told)
    except (*UNREADABLE, DivisionCodeMalformed) as problem:
        raise HazardUnreadable(file=path.name, problem=str(problem)) from problem


def _column(columns: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((columns[name] for name in names if name in columns), "")


def _areas(data: bytes, datum: str) -> tuple[tuple[shapely.Geometry, float], ...]:
    held = json.loads(data)
    features = held["features"] if held["type"] == "FeatureCollection" else [held]
    found_areas = []
    for feature in features:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        if datum in TURNED:
            shape = shapely.transform(shape, lambda xy: np.column_stack(TURNED[datum](*xy.T)))
        told: Mapping[str, Any] = feature.get("properties") or {}
        value = next((float(told[name]) for name in VALUE if told.get(name) is not None), 1.0)
        found_areas.append((shape, value))
    return tuple(sorted(found_areas, key=lambda one: one[1]))


def _grid(points: Floats, path: Path) -> Grid:
    axes = [np.unique(np.round(points[:, axis], 6)) for axis in (0, 1)]
    steps = [np.diff(axis) for axis in axes]
    if any(step.size == 0 or np.ptp(step) > 1e-4 for step in steps):  # noqa: PLR2004  a rounding
        raise HazardUnreadable(file=path.name, problem="its points are on no constant step")
    east, north = float(steps[0].mean()), float(steps[1].mean())
    values = np.full((axes[1].size, axes[0].size), np.nan)
    rows = np.round((points[:, 1] - axes[1][0]) / north).astype(int)
    columns = np.round((points[:, 0] - axes[0][0]) / east).astype(int)
    values[rows, columns] = points[:, 2]
    return Grid(float(axes[0][0]), float(axes[1][0]), (east, north), values)


def _places(
    rows: list[dict[str, str]], columns: Mapping[str, str]
) -> tuple[dict[str, float], tuple[str, ...]]:
    place, value = _column(columns, PLACE), _column(columns, VALUE)
    if not place:
        raise KeyError(" | ".join(PLACE))
    codes = _codes()
    matched: dict[str, float] = {}
    unmatched = []
    for row in rows:
        told = row[place].strip()
        code = normalise(told) if told.isdigit() else codes.get(told, "")
        if code:
            matched[code] = float(row[value]) if value else 1.0
        else:
            unmatched.append(told)
    return matched, tuple(unmatched)


def _codes() -> dict[str, str]:
    """Codes by name and short name, for names that one division alone bears above villages."""
    counts: dict[str, set[str]] = {}
    known = shipped().filter(shipped()["level"] < 5)  # noqa: PLR2004  villages share names
    columns = known.select("division_code", "division_name", "division_short_name")
    for code, name, short in columns.iter_rows():
        for one in {name, short}:
            counts.setdefault(one, set()).add(code)
    return {name: min(held) for name, held in counts.items() if len(held) == 1}
