"""Layers dropped in as files: where a hazard struck, how hard, or where services stand.

The folder is `<home>/hazards`. A file is WGS-84 unless its name says otherwise before its
ending, as in `rain.gcj02.geojson`; a month in the name, as in `rain_2021-10.tif`, is the event's.

- Polygons (GeoJSON, Shapefile, GeoPackage, GeoParquet): a property mm_min, mm or value is what
  falls there at least (else 1).
- Grid: GeoTIFF, ESRI ASCII grid (.asc), or rows of longitude, latitude and mm or value on one
  constant step (CSV, Parquet).
- List of places (CSV, Parquet): code, division_code or name, and mm or value (else 1); names are
  matched, never guessed.
- Services (GeoJSON and the like with points; or rows of name, longitude, latitude without a value).
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from holdline.errors import DivisionCodeMalformed, HazardUnreadable
from holdline.geo import dropin_grid
from holdline.geo.dropin_grid import Grid
from holdline.geo.dropin_shapes import TURNED, shapes
from holdline.reference.divisions import normalise, shipped

LON, LAT = ("longitude", "lon", "lng", "x"), ("latitude", "lat", "y")
VALUE = ("mm_min", "mm", "value", "level")
PLACE, NAME = ("division_code", "code", "name"), ("name", "title")
SYNTHETIC = "synthetic"
DRAWN, RASTERS, ROWS = (".geojson", ".json", ".shp", ".gpkg"), (".tif", ".tiff", ".asc"), (".csv",)
SUFFIXES = (*DRAWN, *RASTERS, *ROWS, ".parquet")
UNREADABLE = (ValueError, KeyError, TypeError, IndexError, OSError, SyntaxError, pa.ArrowException,
              shapely.GEOSException)  # fmt: skip
MONTH = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True)
class Service:
    """A place people go to: a clinic, a school."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Hazard:
    """One layer.

    Attributes:
        name: of the file, without its endings.
        kind: polygon, grid, list or services.
        digest: of the file's bytes.
        is_synthetic: its name says that it is invented.
        month: of the event, first day; None when its name tells none.
        areas: polygons and their values; of kind polygon.
        grid: of kind grid.
        places: values by division code; of kind list.
        unmatched: names of a list that no division or several bear, in order.
        services: of kind services.
    """

    name: str
    kind: str
    digest: str
    is_synthetic: bool
    month: date | None = None
    areas: tuple[tuple[shapely.Geometry, float], ...] = ()
    grid: Grid | None = None
    places: Mapping[str, float] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()


def found(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The layers' files in *folders*, by name."""
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
    return tuple(sorted(file for file in files if file.suffix.lower() in SUFFIXES))


def read(path: Path) -> Hazard:
    """The layer in the file at *path*.

    Raises:
        HazardUnreadable: it is none of those above.
    """
    parts = path.name.split(".")
    when = MONTH.search(parts[0])
    told: dict[str, Any] = {
        "name": parts[0],
        "digest": sha256(path.read_bytes()).hexdigest(),
        "is_synthetic": SYNTHETIC in path.name,
        "month": date(int(when[1]), int(when[2]), 1) if when else None,
    }
    datum = parts[-2] if len(parts) > 2 else ""  # noqa: PLR2004  name.datum.ending
    try:
        return Hazard(**told, **_contents(path, datum))
    except (*UNREADABLE, DivisionCodeMalformed) as problem:
        raise HazardUnreadable(file=path.name, problem=str(problem)) from problem


def _contents(path: Path, datum: str) -> dict[str, Any]:
    suffix = path.suffix.lower()
    if suffix == ".asc":
        return {"kind": "grid", "grid": dropin_grid.of_ascii(path.read_text("utf-8"), path.name)}
    if suffix in RASTERS:
        return {"kind": "grid", "grid": dropin_grid.of_tiff(path)}
    if suffix in DRAWN or (suffix == ".parquet" and "geometry" in pq.read_schema(path).names):
        return _drawn(path, datum)
    return _told(path, datum)


def _drawn(path: Path, datum: str) -> dict[str, Any]:
    held = shapes(path, datum)
    points = [(shape, told) for shape, told in held if shape.geom_type == "Point"]
    if points:
        places = [Service(_first(told, NAME, ""), shape.x, shape.y) for shape, told in points]
        return {"kind": "services", "services": tuple(places)}
    areas = [(shape, float(_first(told, VALUE, 1.0))) for shape, told in held]
    if not areas:
        raise ValueError("it holds no shape")
    return {"kind": "polygon", "areas": tuple(sorted(areas, key=lambda one: one[1]))}


def _told(path: Path, datum: str) -> dict[str, Any]:
    rows = _rows(path)
    columns = {name.strip().lower(): name for name in rows[0]} if rows else {}
    lon, lat, value = (_column(columns, names) for names in (LON, LAT, VALUE))
    if lon and lat and value:
        points = [[float(row[lon]), float(row[lat]), float(row[value])] for row in rows]
        return {"kind": "grid", "grid": dropin_grid.of_points(np.array(points), path.name)}
    if lon and lat:
        name = _column(columns, NAME)
        xy = np.array([[float(row[lon]), float(row[lat])] for row in rows])
        xy = np.column_stack(TURNED[datum](*xy.T)) if datum in TURNED else xy
        names = [str(row[name]) if name else "" for row in rows]
        places = [Service(one, *place) for one, place in zip(names, xy.tolist(), strict=True)]
        return {"kind": "services", "services": tuple(places)}
    places_told, unmatched = _places(rows, columns)
    return {"kind": "list", "places": places_told, "unmatched": unmatched}


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        held: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return held
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def _first(told: Mapping[str, Any], names: tuple[str, ...], default: Any) -> Any:
    return next((told[name] for name in names if told.get(name) is not None), default)


def _column(columns: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((columns[name] for name in names if name in columns), "")


def _places(
    rows: list[dict[str, Any]], columns: Mapping[str, str]
) -> tuple[dict[str, float], tuple[str, ...]]:
    place, value = _column(columns, PLACE), _column(columns, VALUE)
    if not place:
        raise KeyError(" | ".join(PLACE))
    codes = _codes()
    matched: dict[str, float] = {}
    unmatched = []
    for row in rows:
        told = str(row[place]).strip()
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
