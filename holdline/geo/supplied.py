"""A user's own outlines of townships and villages, kept beside the invented ones and used first."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.errors import BoundaryFileUnfit
from holdline.geo import official
from holdline.geo.built import account, sum_of
from holdline.geo.geofile import read_shapes, write_shapes
from holdline.geo.simplify import rounded, simplified
from holdline.reference.divisions import ground_of, shipped

LEVELS = {4: "townships", 5: "villages"}
TOLERANCE_M, DECIMALS = 20.0, 5
RECIPE = 1

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Own:
    """Outlines of one level: codes, names, the counties they stand on, label places, shapes."""

    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    grounds: NDArray[np.object_]
    labels: NDArray[np.float64]
    shapes: Shapes


def build(folder: Path, file: Path, datum: str, review_number: str) -> dict[str, int]:
    """Write the townships and villages of *file* into *folder*; how many, by level's name.

    Borders shared within a county are simplified to 20 m on both sides together; a file whose
    borders are not shared is only rounded, so that nothing of it is moved.

    Raises:
        BoundaryFileUnfit: as `official.read`, or without a township or a village.
    """
    held = official.read(file, datum)
    names = dict(shipped().select("division_code", "division_name").iter_rows())
    written = {}
    for level, name in LEVELS.items():
        codes, shapes = held.at(level)
        if not codes:
            continue
        grounds = [ground_of(code) for code in codes]
        columns = {"code": codes, "name": [names[code] for code in codes], "county": grounds}
        write_shapes(folder / _file(name), columns, _drawable(shapes, np.array(grounds)))
        facts = {
            "kind": "official",
            "file": file.name,
            "review_number": review_number,
            "declared_datum": datum,
            "recipe": RECIPE,
            "data_sha256": sum_of(file),
        }
        (folder / about(name)).write_text(account(facts, folder, [_file(name)]), "utf-8")
        written[name] = len(codes)
    if not written:
        raise BoundaryFileUnfit(file=file.name, problem="no row is a known township or village")
    return written


def about(level: str) -> str:
    """The name of the account of the outlines of *level*: townships or villages."""
    return f"about_supplied_{level}.toml"


def held(folder: Path, level: str) -> Own:
    """The user's outlines of *level* in *folder*; townships not given are joined of villages."""
    own = _read(folder / _file(level))
    if level != LEVELS[4]:
        return own
    villages = _read(folder / _file(LEVELS[5]))
    rest = ~np.isin(villages.grounds.astype(str), own.grounds.astype(str))
    return _together(own, _joined(villages, rest)) if rest.any() else own


def _file(level: str) -> str:
    return f"supplied_{level}.parquet"


def _read(path: Path) -> Own:
    if not path.exists():
        nothing = np.array([], object)
        return Own(nothing, nothing, nothing, np.empty((0, 2)), nothing)
    table, shapes = read_shapes(path)
    codes, names, grounds = (
        np.array(table[name].to_pylist(), object) for name in ("code", "name", "county")
    )
    return Own(codes, names, grounds, np.column_stack([table["lon"], table["lat"]]), shapes)


def _joined(villages: Own, chosen: NDArray[np.bool_]) -> Own:
    """The townships of the *chosen* villages, each the union of its own."""
    names = dict(shipped().select("division_code", "division_name").iter_rows())
    towns = np.array([code[:9] for code in villages.codes[chosen]])
    labels = sorted(set(towns.tolist()))
    shapes = np.array(
        [shapely.union_all(villages.shapes[chosen][towns == town]) for town in labels], object
    )
    inside = np.round(shapely.get_coordinates(shapely.point_on_surface(shapes)), DECIMALS)
    grounds = np.array([ground_of(town) for town in labels], object)
    named = np.array([names[town] for town in labels], object)
    return Own(np.array(labels, object), named, grounds, inside, shapes)


def _together(one: Own, other: Own) -> Own:
    return Own(
        np.concatenate([one.codes, other.codes]),
        np.concatenate([one.names, other.names]),
        np.concatenate([one.grounds, other.grounds]),
        np.concatenate([one.labels, other.labels]),
        np.concatenate([one.shapes, other.shapes]),
    )


def _drawable(shapes: Shapes, grounds: NDArray[np.str_]) -> Shapes:
    made = shapes.copy()
    for ground in set(grounds.tolist()):
        mine = grounds == ground
        is_shared = bool(shapely.coverage_is_valid(shapes[mine]))
        made[mine] = (
            simplified(list(shapes[mine]), TOLERANCE_M, DECIMALS)
            if is_shared
            else rounded(shapes[mine], DECIMALS)
        )
    return made
