"""Outlines for the browser: one GeoJSON file for each map, fetched by its address.

`<code>-<level>.geojson` holds the divisions of that level on the ground of `code`: the cities,
counties and zones of the province; the counties and zones of a city; the townships and villages
of a county or a functional zone. A host county's file holds the townships of its zones too, so
that a map without their figures can show them as ground of another.

Properties of a feature: code, name, and lon, lat where a label may stand. Rings run clockwise,
as map libraries on a globe (d3, plotly) want them, against RFC 7946.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo.boundaries import FILES as OUTLINES
from holdline.geo.built import account, states, sum_of
from holdline.geo.geofile import read_shapes
from holdline.geo.outlines import ABOUT as OUTLINES_ABOUT
from holdline.geo.simplify import simplified
from holdline.geo.territory_files import ABOUT as TERRITORIES_ABOUT
from holdline.geo.territory_files import TOWNSHIPS, VILLAGES, ZONES, zone_of

RECIPE = 1
ABOUT = "about.toml"
PROVINCE = "37"
OVERVIEW_M = 500.0


@dataclass(frozen=True)
class Features:
    """Rows of one level: codes, names, label positions and shapes, row by row."""

    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    labels: NDArray[np.float64]
    shapes: NDArray[np.object_]

    def where(self, chosen: NDArray[np.bool_]) -> "Features":
        """The rows *chosen*."""
        return Features(
            self.codes[chosen], self.names[chosen], self.labels[chosen], self.shapes[chosen]
        )

    def coarser(self, tolerance: float) -> "Features":
        """The same rows with their common borders simplified to *tolerance* metres."""
        if not shapely.coverage_is_valid(self.shapes):
            return self
        shapes = simplified(list(self.shapes), tolerance)
        return Features(self.codes, self.names, self.labels, shapes)

    def text(self) -> str:
        """A GeoJSON feature collection on one line a feature."""
        shapes = shapely.to_geojson(shapely.orient_polygons(self.shapes, exterior_cw=True))
        rows = zip(self.codes, self.names, self.labels.tolist(), shapes, strict=True)
        features = (
            f'{{"type":"Feature","id":"{code}","properties":{_properties(code, name, label)},'
            f'"geometry":{shape}}}'
            for code, name, label, shape in rows
        )
        return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _properties(code: str, name: str, label: list[float]) -> str:
    properties = {"code": code, "name": name, "lon": label[0], "lat": label[1]}
    return json.dumps(properties, ensure_ascii=False, separators=(",", ":"))


def read(path: Path) -> Features:
    """The rows of a built file."""
    table, shapes = read_shapes(path)
    codes, names = (np.array(table[name].to_pylist(), object) for name in ("code", "name"))
    return Features(codes, names, np.column_stack([table["lon"], table["lat"]]), shapes)


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
    abouts = [built / OUTLINES_ABOUT, built / TERRITORIES_ABOUT]
    sums = {about.stem: sum_of(about) for about in abouts if about.exists()}
    return {"recipe": RECIPE, **sums}


def _maps(built: Path) -> Iterator[tuple[str, Features]]:
    cities, counties = read(built / OUTLINES[4]), read(built / OUTLINES[6])
    yield f"{PROVINCE}-cities.geojson", cities.coarser(OVERVIEW_M)
    yield f"{PROVINCE}-counties.geojson", counties.coarser(OVERVIEW_M)
    yield from _split(counties, "counties", np.array([code[:4] for code in counties.codes]))
    if (built / TERRITORIES_ABOUT).exists():
        zones = read(built / ZONES)
        yield f"{PROVINCE}-zones.geojson", zones
        yield from _split(zones, "zones", np.array([code[:4] for code in zones.codes]))
        yield from _by_county(built / TOWNSHIPS, "townships")
        yield from _by_county(built / VILLAGES, "villages")


def _by_county(path: Path, level: str) -> Iterator[tuple[str, Features]]:
    """Files of the counties by ground, then of the zones by membership."""
    features = read(path)
    grounds = np.array(read_shapes(path)[0]["county"].to_pylist())
    yield from _split(features, level, grounds)
    zones = np.array([zone_of(code[:9]) or "" for code in features.codes])
    zoned = zones != ""
    yield from _split(features.where(zoned), level, zones[zoned])


def _split(
    features: Features, level: str, parents: NDArray[np.str_]
) -> Iterator[tuple[str, Features]]:
    for parent in sorted(set(parents.tolist())):
        yield f"{parent}-{level}.geojson", features.where(parents == parent)
