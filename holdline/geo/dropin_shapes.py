"""Shapes of a file dropped in: GeoJSON, Shapefile, GeoPackage or GeoParquet, as WGS-84 degrees."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from holdline.geo import crs

Row = tuple[shapely.Geometry, Mapping[str, Any]]
TURNED = {"gcj02": crs.gcj_to_wgs, "bd09": crs.bd_to_wgs}


def shapes(path: Path, datum: str) -> list[Row]:
    """Each shape with its properties.

    Args:
        path: of the file.
        datum: "gcj02" or "bd09" are turned into WGS-84; anything else stays. A file that says it
            is projected is first turned into degrees.
    """
    rows = _of_json(path) if path.suffix in (".geojson", ".json") else _of_table(path)
    return [(_placed(shape, datum), told) for shape, told in rows if shape is not None]


def _of_json(path: Path) -> Iterator[Row]:
    held = json.loads(path.read_bytes())
    features = held["features"] if held["type"] == "FeatureCollection" else [held]
    for feature in features:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        yield shape, feature.get("properties") or {}


def _of_table(path: Path) -> Iterator[Row]:
    # geopandas takes two seconds to import; nothing else here needs it.
    import geopandas  # noqa: PLC0415

    frame = (geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file)(path)
    if frame.crs and not frame.crs.is_geographic:
        frame = frame.to_crs(4326)
    plain = frame.drop(columns=frame.geometry.name)
    yield from zip(frame.geometry, plain.to_dict("records"), strict=True)


def _placed(shape: shapely.Geometry, datum: str) -> shapely.Geometry:
    sound = shapely.make_valid(shape)
    if datum not in TURNED:
        return sound
    return shapely.transform(sound, lambda xy: np.column_stack(TURNED[datum](*xy.T)))
