"""County outlines from a file the user holds: GeoJSON, shapefile or GeoParquet."""

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.errors import BoundaryFileUnfit
from holdline.geo import crs
from holdline.reference.divisions import normalise, shipped

CODE_COLUMNS = ("division_code", "code", "adcode", "gb", "pac", "xzqdm")
TO_WGS = {
    "wgs84": lambda lon, lat: (lon, lat),
    "gcj02": crs.gcj_to_wgs,
    "bd09": crs.bd_to_wgs,
}


def counties(path: Path, datum: str) -> tuple[list[str], NDArray[np.object_]]:
    """Codes and WGS-84 polygons of the counties of Shandong in the file at *path*.

    Args:
        path: its rows carry a code in one of CODE_COLUMNS, in any case; rows that are not
            counties of the shipped divisions are passed over.
        datum: "wgs84", "gcj02" or "bd09": what its degrees are. A projected file is first
            turned into the degrees of its own datum; CGCS2000 counts as wgs84.

    Raises:
        BoundaryFileUnfit: unreadable, without a code column, or without a known county.
    """
    frame = _read(path)
    column = next((name for name in frame.columns if name.lower() in CODE_COLUMNS), None)
    if column is None:
        raise BoundaryFileUnfit(file=path.name, problem=f"no column is one of {CODE_COLUMNS}")
    known = set(shipped().filter(level=3)["division_code"])
    codes = [normalise(str(code)) for code in frame[column]]
    kept = sorted((code, row) for row, code in enumerate(codes) if code in known)
    if not kept:
        raise BoundaryFileUnfit(file=path.name, problem="no row is a known county")
    shapes = np.asarray(frame.geometry.to_numpy(), object)[[row for _, row in kept]]
    turned = shapely.transform(shapely.make_valid(shapes), lambda xy: _turned(xy, datum))
    return [code for code, _ in kept], turned


def _turned(xy: NDArray[np.float64], datum: str) -> NDArray[np.float64]:
    return np.column_stack(TO_WGS[datum](xy[:, 0], xy[:, 1]))


def _read(path: Path) -> Any:
    # geopandas takes two seconds to import; nothing else here needs it.
    import geopandas  # noqa: PLC0415

    try:
        frame = (geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file)(path)
    except Exception as fault:
        raise BoundaryFileUnfit(file=path.name, problem=str(fault)) from fault
    return frame.to_crs(4326) if frame.crs and not frame.crs.is_geographic else frame
