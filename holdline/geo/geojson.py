"""Outlines for the browser: one GeoJSON file for each map, fetched by its address.

`<code>-<level>.geojson` holds the divisions of that level on the ground of `code`: the cities,
counties and zones of the province; the counties and zones of a city; the townships and villages
of a county or a functional zone. A host county's file holds the townships of its zones too, so
that a map without their figures can show them as ground of another.

Properties of a feature: code, name, and lon, lat where a label may stand; own, where the outline
is the user's and not invented: in a county of which the user gives any, no invented one is drawn
beside them, as the two would not fit. Rings run clockwise,
as map libraries on a globe (d3, plotly) want them, against RFC 7946.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo import supplied
from holdline.geo.boundaries import DECIMALS
from holdline.geo.boundaries import FILES as OUTLINES
from holdline.geo.built import account, states, sum_of
from holdline.geo.geofile import read_shapes
from holdline.geo.outlines import ABOUT as OUTLINES_ABOUT
from holdline.geo.simplify import simplified
from holdline.geo.territory_files import ABOUT as TERRITORIES_ABOUT
from holdline.geo.territory_files import TOWNSHIPS, VILLAGES, ZONES, zone_of

RECIPE = 2
ABOUT = "about.toml"
PROVINCE = "37"
OVERVIEW_M = 500.0


@dataclass(frozen=True)
class Features:
    """Rows of one level: codes, names, label positions, shapes, and whose they are, row by row."""

    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    labels: NDArray[np.float64]
    shapes: NDArray[np.object_]
    own: NDArray[np.bool_]

    def where(self, chosen: NDArray[np.bool_]) -> "Features":
        """The rows *chosen*."""
        return Features(
            self.codes[chosen],
            self.names[chosen],
            self.labels[chosen],
            self.shapes[chosen],
            self.own[chosen],
        )

    def coarser(self, tolerance: float) -> "Features":
        """The same rows with their common borders simplified to *tolerance* metres."""
        if not shapely.coverage_is_valid(self.shapes):
            return self
        shapes = simplified(list(self.shapes), tolerance)
        return Features(self.codes, self.names, self.labels, shapes, self.own)

    def text(self) -> str:
        """A GeoJSON feature collection on one line a feature."""
        shapes = shapely.to_geojson(shapely.orient_polygons(self.shapes, exterior_cw=True))
        rows = zip(self.codes, self.names, self.labels.tolist(), self.own.tolist(), strict=True)
        features = (
            f'{{"type":"Feature","id":"{row[0]}","properties":{_properties(*row)},'
            f'"geometry":{shape}}}'
            for row, shape in zip(rows, shapes, strict=True)
        )
        return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _properties(code: str, name: str, label: list[float], own: bool) -> str:  # noqa: FBT001
    properties: dict[str, object] = {"code": code, "name": name, "lon": label[0], "lat": label[1]}
    if own:
        properties["own"] = True
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))


def read(path: Path) -> Features:
    """The rows of a built file."""
    table, shapes = read_shapes(path)
    codes, names = (np.array(table[name].to_pylist(), object) for name in ("code", "name"))
    labels = np.column_stack([table["lon"], table["lat"]])
    return Features(codes, names, labels, shapes, np.zeros(len(codes), bool))


def build(built: Path, folder: Path) -> int:
    """Write the files of every map from those in *built* into *folder*; returns how many.

    Files of an earlier run that belong to none of the maps are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, features in _maps(built):
        (folder / name).write_text(features.text(), "utf-8")
        names.append(name)
    for old in set(folder.glob("*.geojson")) - {folder / name for name in names}:
        old.unlink()
    (folder / ABOUT).write_text(account(_facts(built), folder, sorted(names)), "utf-8")
    return len(names)


def is_current(built: Path, folder: Path) -> bool:
    """Whether *folder* holds, unchanged, the maps of what *built* holds now."""
    held = sorted(file.name for file in folder.glob("*.geojson"))
    return states(folder / ABOUT, _facts(built), folder, held)


def _facts(built: Path) -> Mapping[str, object]:
    own = [built / supplied.about(level) for level in supplied.LEVELS.values()]
    abouts = [built / OUTLINES_ABOUT, built / TERRITORIES_ABOUT, *own]
    sums = {about.stem: sum_of(about) for about in abouts if about.exists()}
    return {"recipe": RECIPE, **sums}


def _maps(built: Path) -> Iterator[tuple[str, Features]]:
    cities, counties = read(built / OUTLINES[4]), read(built / OUTLINES[6])
    yield f"{PROVINCE}-cities.geojson", cities.coarser(OVERVIEW_M)
    yield f"{PROVINCE}-counties.geojson", counties.coarser(OVERVIEW_M)
    yield from _split(counties, "counties", np.array([code[:4] for code in counties.codes]))
    towns = _drawn(built, TOWNSHIPS, "townships")
    if (built / TERRITORIES_ABOUT).exists():
        zones = _zoned(read(built / ZONES), towns[0])
        yield f"{PROVINCE}-zones.geojson", zones
        yield from _split(zones, "zones", np.array([code[:4] for code in zones.codes]))
    yield from _by_county(*towns, "townships")
    yield from _by_county(*_drawn(built, VILLAGES, "villages"), "villages")


def _drawn(built: Path, file: str, level: str) -> tuple[Features, NDArray[np.str_]]:
    """The user's outlines of a level, and the invented ones of counties without any; grounds."""
    own = supplied.held(built, level)
    given = Features(own.codes, own.names, own.labels, own.shapes, np.ones(len(own.codes), bool))
    if not (built / TERRITORIES_ABOUT).exists():
        return given, own.grounds.astype(str)
    invented = read(built / file)
    grounds = np.array(read_shapes(built / file)[0]["county"].to_pylist())
    rest = ~np.isin(grounds, own.grounds.astype(str))
    kept = invented.where(rest)
    both = [np.concatenate(pair) for pair in zip(_parts(given), _parts(kept), strict=True)]
    return Features(*both), np.concatenate([own.grounds.astype(str), grounds[rest]])


def _parts(one: Features) -> tuple[NDArray[Any], ...]:
    return one.codes, one.names, one.labels, one.shapes, one.own


def _zoned(zones: Features, towns: Features) -> Features:
    """*zones*, each joined of its townships where all of them are the user's."""
    members = np.array([zone_of(code) or "" for code in towns.codes])
    shapes, own = zones.shapes.copy(), zones.own.copy()
    for row, zone in enumerate(zones.codes):
        mine = members == zone
        if mine.any() and towns.own[mine].all():
            shapes[row], own[row] = shapely.union_all(towns.shapes[mine]), True
    inside = np.round(shapely.get_coordinates(shapely.point_on_surface(shapes)), DECIMALS)
    labels = np.where(own[:, None], inside, zones.labels)
    return Features(zones.codes, zones.names, labels, shapes, own)


def _by_county(
    features: Features, grounds: NDArray[np.str_], level: str
) -> Iterator[tuple[str, Features]]:
    """Files of the counties by ground, then of the zones by membership."""
    yield from _split(features, level, grounds)
    zones = np.array([zone_of(code[:9]) or "" for code in features.codes])
    zoned = zones != ""
    yield from _split(features.where(zoned), level, zones[zoned])


def _split(
    features: Features, level: str, parents: NDArray[np.str_]
) -> Iterator[tuple[str, Features]]:
    for parent in sorted(set(parents.tolist())):
        yield f"{parent}-{level}.geojson", features.where(parents == parent)
