"""Outlines from a file the user holds: GeoJSON, GeoPackage, shapefile or GeoParquet."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.errors import BoundaryFileUnfit, DivisionCodeMalformed
from holdline.geo import crs
from holdline.reference.divisions import LENGTHS, normalise, shipped

CODE_COLUMNS = ("division_code", "code", "adcode", "gb", "pac", "xzqdm")
COUNTY = 3
TO_WGS = {
    "wgs84": lambda lon, lat: (lon, lat),
    "gcj02": crs.gcj_to_wgs,
    "bd09": crs.bd_to_wgs,
}

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Official:
    """What a file holds of the shipped divisions.

    Attributes:
        rows: rows of the file.
        crs: what it says its coordinates are; empty when it says nothing.
        codes: known ones, each once, in order.
        shapes: their WGS-84 polygons, valid; rows of one code are joined.
        unknown: codes of the other rows, as written.
        repeated: codes with several rows.
        repaired: codes whose polygons crossed themselves.
    """

    rows: int
    crs: str
    codes: tuple[str, ...]
    shapes: Shapes
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    repaired: tuple[str, ...]

    def at(self, level: int) -> tuple[list[str], Shapes]:
        """Codes and polygons of one level."""
        chosen = [row for row, code in enumerate(self.codes) if LENGTHS[len(code)] == level]
        return [self.codes[row] for row in chosen], self.shapes[chosen]

    @property
    def levels(self) -> dict[int, int]:
        """How many divisions of each level it holds."""
        return dict(sorted(Counter(LENGTHS[len(code)] for code in self.codes).items()))


def read(path: Path, datum: str) -> Official:
    """The divisions in the file at *path*.

    Args:
        path: its rows carry a code in one of CODE_COLUMNS, in any case.
        datum: "wgs84", "gcj02" or "bd09": what its degrees are. A projected file is first
            turned into the degrees of its own datum; CGCS2000 counts as wgs84.

    Raises:
        BoundaryFileUnfit: unreadable, or without a code column.
    """
    frame = _read(path)
    told = str(frame.crs.name) if frame.crs else ""
    if frame.crs and not frame.crs.is_geographic:
        frame = frame.to_crs(4326)
    column = next((name for name in frame.columns if name.lower() in CODE_COLUMNS), None)
    if column is None:
        raise BoundaryFileUnfit(file=path.name, problem=f"no column is one of {CODE_COLUMNS}")
    known = set(shipped()["division_code"])
    codes = [_code(str(code)) for code in frame[column]]
    shapes = np.asarray(frame.geometry.to_numpy(), object)
    crossed = ~shapely.is_valid(shapes)
    rows = enumerate(codes)
    kept = {row for row, code in rows if code in known and shapes[row] is not None}
    labels = sorted({codes[row] for row in kept})
    sound = shapely.transform(shapely.make_valid(shapes), lambda xy: _turned(xy, datum))
    rows_of: dict[str, list[int]] = {}
    for row in sorted(kept):
        rows_of.setdefault(codes[row], []).append(row)
    return Official(
        rows=len(frame),
        crs=told,
        codes=tuple(labels),
        shapes=np.array([_joined(sound[rows_of[code]]) for code in labels], object),
        unknown=tuple(str(frame[column].iloc[row]) for row in range(len(codes)) if row not in kept),
        repeated=tuple(code for code in labels if len(rows_of[code]) > 1),
        repaired=tuple(code for code in labels if crossed[rows_of[code]].any()),
    )


def counties(path: Path, datum: str) -> tuple[list[str], Shapes]:
    """Codes and WGS-84 polygons of the counties of Shandong in the file at *path*.

    Rows that are not counties of the shipped divisions are passed over.

    Raises:
        BoundaryFileUnfit: as `read`, or without a known county.
    """
    codes, shapes = read(path, datum).at(COUNTY)
    if not codes:
        raise BoundaryFileUnfit(file=path.name, problem="no row is a known county")
    return codes, shapes


def _code(written: str) -> str:
    try:
        return normalise(written.removesuffix(".0"))
    except DivisionCodeMalformed:
        return ""


def _joined(shapes: Shapes) -> shapely.Geometry:
    """One polygon, or several as one; lines and points that repairing left over are dropped."""
    parts = shapely.get_parts(shapely.union_all(shapes) if len(shapes) > 1 else shapes[0])
    areas = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon"]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def _turned(xy: NDArray[np.float64], datum: str) -> NDArray[np.float64]:
    return np.column_stack(TO_WGS[datum](xy[:, 0], xy[:, 1]))


def _read(path: Path) -> Any:
    # geopandas takes two seconds to import; nothing else here needs it.
    import geopandas  # noqa: PLC0415

    try:
        return (geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file)(path)
    except Exception as fault:
        raise BoundaryFileUnfit(file=path.name, problem=str(fault)) from fault
