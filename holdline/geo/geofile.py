"""Shapes on disk: GeoParquet in WGS-84, written and read without a GIS library."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
LEVEL = 19
DECIMALS = 5


def write_shapes(path: Path, columns: Mapping[str, Sequence[object]], shapes: Shapes) -> None:
    """Write *columns* and *shapes* (degrees) row by row as GeoParquet; equal rows, equal bytes.

    Two columns are added: lon and lat of a point inside each shape, where a label may stand.
    """
    inside = np.round(shapely.get_coordinates(shapely.point_on_surface(shapes)), DECIMALS)
    label = {"lon": inside[:, 0], "lat": inside[:, 1]}
    wkb = pa.array(shapely.to_wkb(shapes), pa.binary())
    table = pa.table({**columns, **label, "geometry": wkb})
    geo = {
        "version": "1.0.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["Polygon", "MultiPolygon"],
                "bbox": [float(bound) for bound in shapely.total_bounds(shapes)],
            }
        },
    }
    table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
    plain = [name for name in columns if name != "name"]
    pq.write_table(table, path, compression="zstd", compression_level=LEVEL, use_dictionary=plain)


def read_shapes(path: Path) -> tuple[pa.Table, Shapes]:
    """The columns beside the geometry, and the shapes, row by row."""
    table = pq.read_table(path)
    shapes = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    return table.drop_columns(["geometry"]), np.asarray(shapes, object)
