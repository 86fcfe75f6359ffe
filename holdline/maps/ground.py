"""The outlines a division's map is drawn on, where labels stand, and where they are from."""

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from holdline import paths
from holdline.maps import tiles

Ring = Sequence[Sequence[float]]
ADDRESS = "/app/static/geo/"
PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE = 2, 4, 6, 9, 12
NATION = "0"


@dataclass(frozen=True)
class Outline:
    """One division's outline: the file it is in, a place for its label, and its box in degrees.

    is_own: the user's, where others of its level are invented.
    """

    code: str
    name: str
    file: str
    lon: float
    lat: float
    box: tuple[float, float, float, float]
    is_own: bool = False


@dataclass(frozen=True)
class Ground:
    """The outlines of one map.

    Attributes:
        drawn: the outline of each asked division that has one.
        beneath: outlines of the same ground that belong to none of the asked divisions.
        missing: asked divisions without one, in order.
        files: the address, or the collection itself, of each file named by an outline.
        is_synthetic: some outlines drawn are invented.
        is_tiles: hexagons stand for counties.
    """

    drawn: Mapping[str, Outline]
    beneath: tuple[Outline, ...]
    missing: tuple[str, ...]
    files: Mapping[str, str | dict[str, object]]
    is_synthetic: bool
    is_tiles: bool


@dataclass(frozen=True)
class Source:
    """Where outlines are from: amap, official or tiles, and an official map's review number."""

    kind: str
    review_number: str


def ground(division: str, codes: Collection[str]) -> Ground:
    """The outlines of *codes*, the divisions directly below *division*.

    A functional zone's outline is invented, as are all of townships and villages; a file that is
    not built leaves its divisions without one. No county file at all: hexagons, as for the nation.
    """
    if division == NATION:
        return _of_tiles(codes, beside=tiles.provinces())
    if len(division) <= CITY and not (folder() / "37-counties.geojson").exists():
        return _of_tiles(codes)
    held: dict[str, Outline] = {}
    for name in _names(division):
        held |= outlines(folder() / name)
    drawn = {code: held[code] for code in codes if code in held}
    beneath = () if len(division) == TOWNSHIP else _rest(division, held, drawn)
    files = {one.file: ADDRESS + one.file for one in (*drawn.values(), *beneath)}
    missing = tuple(sorted(set(codes) - set(drawn)))
    is_synthetic = any(
        one.file.endswith(("zones.geojson", "townships.geojson", "villages.geojson"))
        and not one.is_own
        for one in drawn.values()
    )
    return Ground(drawn, beneath, missing, files, is_synthetic, is_tiles=source().kind == "tiles")


def folder() -> Path:
    """Where the built outlines lie that the browser fetches."""
    return paths.STATIC / "geo"


def village(code: str) -> Outline | None:
    """The invented outline of a village, or a township, where one is built."""
    level = "villages" if len(code) == VILLAGE else "townships"
    return outlines(folder() / f"{code[:6]}-{level}.geojson").get(code)


def box(names: Sequence[str]) -> tuple[float, float, float, float] | None:
    """The box of all outlines in the built files *names*; None when there are none."""
    boxes = [one.box for name in names for one in outlines(folder() / name).values()]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def rings(files: Mapping[str, str | dict[str, object]]) -> dict[str, list[Ring]]:
    """The rings of every outline of *files*, as `Ground.files` has them, by file and code together.

    In degrees; an outer ring first, its holes behind it.
    """
    found: dict[str, list[Ring]] = {}
    for name, file in files.items():
        path = folder() / name
        held: Any = json.loads(path.read_text("utf-8")) if isinstance(file, str) else file
        for feature in held["features"]:
            shape = feature["geometry"]
            parts = shape["coordinates"]
            parts = [parts] if shape["type"] == "Polygon" else parts
            found[name + feature["properties"]["code"]] = [ring for part in parts for ring in part]
    return found


def source() -> Source:
    """What the built outlines say of themselves; hexagons when none are built."""
    about = paths.LOCAL / "about.toml"
    if not about.exists():
        return Source("tiles", "")
    said = tomllib.loads(about.read_text("utf-8"))
    return Source(str(said["kind"]), str(said.get("review_number", "")))


def own(level: str) -> Source | None:
    """Where the user's own outlines of *level* (townships or villages) are from; None without."""
    about = paths.LOCAL / f"about_supplied_{level}.toml"
    if not about.exists():
        return None
    said = tomllib.loads(about.read_text("utf-8"))
    return Source(str(said["kind"]), str(said["review_number"]))


def outlines(path: Path) -> dict[str, Outline]:
    """The outlines of a built file, by code; none when it is not built."""
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> dict[str, Outline]:
    found = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        told = feature["properties"]
        label = (told["code"], told["name"], path.name, told["lon"], told["lat"])
        is_own = bool(told.get("own"))
        found[told["code"]] = Outline(*label, _box(feature["geometry"]), is_own)
    return found


def _box(geometry: Mapping[str, object]) -> tuple[float, float, float, float]:
    parts = geometry["coordinates"]
    assert isinstance(parts, list)  # noqa: S101
    rings = [parts[0]] if geometry["type"] == "Polygon" else [part[0] for part in parts]
    east = [point[0] for ring in rings for point in ring]
    north = [point[1] for ring in rings for point in ring]
    return min(east), min(north), max(east), max(north)


def _names(division: str) -> tuple[str, ...]:
    if len(division) <= PROVINCE:
        return (f"{division}-cities.geojson",)
    if len(division) == CITY:
        return (f"{division}-counties.geojson", f"{division}-zones.geojson")
    level = "townships" if len(division) == COUNTY else "villages"
    return (f"{division[:COUNTY]}-{level}.geojson",)


def _rest(
    division: str, held: Mapping[str, Outline], drawn: Mapping[str, Outline]
) -> tuple[Outline, ...]:
    """Townships of a zone on the ground of its host: shown as another's, without figures."""
    if len(division) != COUNTY:
        return ()
    return tuple(one for code, one in held.items() if code not in drawn)


def _of_tiles(codes: Collection[str], beside: Collection[str] = ()) -> Ground:
    """Hexagons of *codes*; those of *beside* that are none of them lie beneath."""
    every = tuple(sorted({*codes, *beside}))
    placed = {
        code: Outline(code, "", "tiles", *place, box)
        for code, (place, box) in tiles.places(every).items()
    }
    drawn = {code: one for code, one in placed.items() if code in codes}
    beneath = tuple(one for code, one in placed.items() if code not in drawn)
    missing = tuple(sorted(set(codes) - set(drawn)))
    files: dict[str, str | dict[str, object]] = {"tiles": tiles.collection(every)}
    return Ground(drawn, beneath, missing, files, is_synthetic=False, is_tiles=True)
