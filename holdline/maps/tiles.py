"""Hexagons where no outline is built: one a county, joined for a city, and one a province."""

import csv
import tomllib
from functools import lru_cache
from math import cos, pi, sin, sqrt
from pathlib import Path

from holdline import paths

Point = tuple[float, float]
Box = tuple[float, float, float, float]
COUNTIES = (114.9, 38.3, 0.42)  # west and north edge and width of a hexagon, in degrees
NATION = (74.0, 50.0, 3.6)
PROVINCES = Path(__file__).with_name("provinces.toml")
PROVINCE = 2  # digits of its code


@lru_cache(maxsize=1)
def hexagons() -> dict[str, tuple[Point, ...]]:
    """A closed clockwise ring for each county; positions are schematic."""
    path = paths.REFERENCE / "tilegrid_37.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: _ring(int(row["row"]), int(row["col2"]), *COUNTIES) for row in rows}


@lru_cache(maxsize=1)
def provinces() -> dict[str, tuple[Point, ...]]:
    """A closed clockwise ring for each province; positions are schematic."""
    places = tomllib.loads(PROVINCES.read_text("utf-8"))
    return {code: _ring(row, column, *NATION) for code, (row, column) in places.items()}


def _ring(row: int, column: int, west: float, north: float, size: float) -> tuple[Point, ...]:
    across, down = west + column / 2 * size, north - row * sqrt(3) / 2 * size * 0.8
    corners = [pi / 6 + pi / 3 * (6 - step) for step in range(7)]
    return tuple(
        (
            round(across + size / sqrt(3) * cos(corner), 5),
            round(down + size / sqrt(3) * 0.8 * sin(corner), 5),
        )
        for corner in corners
    )


@lru_cache(maxsize=32)
def collection(codes: tuple[str, ...]) -> dict[str, object]:
    """A GeoJSON collection of *codes*: a city is the hexagons of its counties."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[ring] for ring in _rings(code)],
            },
        }
        for code in codes
        if _rings(code)
    ]
    return {"type": "FeatureCollection", "features": features}


@lru_cache(maxsize=32)
def places(codes: tuple[str, ...]) -> dict[str, tuple[Point, Box]]:
    """Where the label of each of *codes* stands, and its box."""
    found = {}
    for code in codes:
        points = [point for ring in _rings(code) for point in ring[:-1]]
        if points:
            east, north = [x for x, _ in points], [y for _, y in points]
            middle = (sum(east) / len(east), sum(north) / len(north))
            found[code] = (middle, (min(east), min(north), max(east), max(north)))
    return found


def _rings(code: str) -> list[tuple[Point, ...]]:
    if len(code) == PROVINCE:
        return [provinces()[code]] if code in provinces() else []
    return [ring for county, ring in hexagons().items() if county.startswith(code)]
