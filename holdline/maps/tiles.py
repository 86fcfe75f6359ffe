"""Hexagons for counties where no outline is built: one a county, joined for a city."""

import csv
from functools import lru_cache
from math import cos, pi, sin, sqrt

from holdline import paths

Point = tuple[float, float]
Box = tuple[float, float, float, float]
WEST, NORTH, SIZE = 114.9, 38.3, 0.42


@lru_cache(maxsize=1)
def hexagons() -> dict[str, tuple[Point, ...]]:
    """A closed clockwise ring for each county; positions are schematic."""
    path = paths.REFERENCE / "tilegrid_37.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: _ring(int(row["row"]), int(row["col2"])) for row in rows}


def _ring(row: int, column: int) -> tuple[Point, ...]:
    across, down = WEST + column / 2 * SIZE, NORTH - row * sqrt(3) / 2 * SIZE * 0.8
    corners = [pi / 6 + pi / 3 * (6 - step) for step in range(7)]
    return tuple(
        (
            round(across + SIZE / sqrt(3) * cos(corner), 5),
            round(down + SIZE / sqrt(3) * 0.8 * sin(corner), 5),
        )
        for corner in corners
    )


@lru_cache(maxsize=32)
def collection(codes: tuple[str, ...]) -> dict[str, object]:
    """A GeoJSON collection of *codes*: a county is its hexagon, a city the hexagons of its own."""
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
    return [ring for county, ring in hexagons().items() if county.startswith(code)]
