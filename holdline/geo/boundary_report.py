"""What is wrong with a user's boundary file, before anything is drawn with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from holdline.geo import official
from holdline.geo.coverage import Overlap, gaps, overlaps
from holdline.geo.metres import Plane
from holdline.geo.official import Official
from holdline.reference.divisions import LENGTHS, ground_of, shipped

COUNTY, TOWNSHIP = 3, 4
LATITUDE = 36.4
FAR_M = 1100.0  # a datum's shift and twice the outlines' tolerance
MOST_OUTSIDE = 0.05
SLIVER_KM2 = 0.01
WORLD = np.array([180.0, 90.0, 180.0, 90.0])


@dataclass(frozen=True)
class Outside:
    """A division that stands off its county, and how far."""

    code: str
    km: float


@dataclass(frozen=True)
class Report:
    """A boundary file, checked.

    Attributes:
        file, rows, crs, datum: what it is, and how its degrees were taken.
        levels: how many known divisions of each level.
        unknown: codes that no shipped division has.
        repeated: codes with several rows, joined.
        repaired: codes whose polygons crossed themselves, put right.
        missing: divisions of a parent the file touches, that have no outline in it.
        overlaps: ground that two divisions of a level both claim, a hectare or more.
        gaps: square kilometres of holes between divisions of the lowest level, a hectare or more.
        outside: divisions whose middle stands off their county by more than a kilometre.
    """

    file: str
    rows: int
    crs: str
    datum: str
    levels: Mapping[int, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    repaired: tuple[str, ...]
    missing: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[float, ...]
    outside: tuple[Outside, ...]

    @property
    def is_fit(self) -> bool:
        """Whether maps can be drawn with it: it knows divisions, and they stand where they should.

        Most standing off their county is another datum or other axes, not other borders.
        """
        held = sum(self.levels.values())
        return bool(held) and len(self.outside) <= MOST_OUTSIDE * held


def checked(path: Path, datum: str, counties: Mapping[str, shapely.Geometry]) -> Report:
    """The report of the file at *path*.

    Args:
        path: as `official.read` takes it.
        datum: what its degrees are.
        counties: outlines by code that townships and villages are compared with; none compared
            when empty.

    Raises:
        BoundaryFileUnfit: it cannot be read, or has no code column.
    """
    held = official.read(path, datum)
    is_here = bool(held.codes) and bool((np.abs(shapely.total_bounds(held.shapes)) <= WORLD).all())
    lowest = held.at(max(held.levels, default=COUNTY))[1]
    return Report(
        file=path.name,
        rows=held.rows,
        crs=held.crs,
        datum=datum,
        levels=held.levels,
        unknown=held.unknown,
        repeated=held.repeated,
        repaired=held.repaired,
        missing=_missing(held),
        overlaps=_overlaps(held) if is_here else (),
        gaps=tuple(size for size in gaps(lowest) if size >= SLIVER_KM2) if is_here else (),
        outside=_outside(held, counties),
    )


def _missing(held: Official) -> tuple[str, ...]:
    """By level: every division below a parent that the file draws some of."""
    known = shipped()["division_code"].to_list()
    found: list[str] = []
    for level in held.levels:
        drawn = set(held.at(level)[0])
        parents = {_parent(code) for code in drawn}
        found += [
            code
            for code in known
            if LENGTHS[len(code)] == level and _parent(code) in parents and code not in drawn
        ]
    return tuple(found)


def _parent(code: str) -> str:
    lengths = sorted(LENGTHS)
    at = lengths.index(len(code))
    return code[: lengths[at - 1]] if at else ""


def _overlaps(held: Official) -> tuple[Overlap, ...]:
    return tuple(
        one for level in held.levels for one in overlaps(*held.at(level)) if one.km2 >= SLIVER_KM2
    )


def _outside(held: Official, counties: Mapping[str, shapely.Geometry]) -> tuple[Outside, ...]:
    rows = [(code, shape) for code, shape in zip(held.codes, held.shapes, strict=True)
            if LENGTHS[len(code)] >= TOWNSHIP and ground_of(code) in counties]  # fmt: skip
    if not rows:
        return ()
    plane = Plane(LATITUDE)  # true enough, and it bears latitudes there are not, of swapped axes
    middles = plane.metres(shapely.point_on_surface(np.array([one for _, one in rows], object)))
    grounds = {code: plane.metres(counties[code]) for code in {ground_of(code) for code, _ in rows}}
    away = shapely.distance(
        middles, np.array([grounds[ground_of(code)] for code, _ in rows], object)
    )
    return tuple(
        Outside(code, round(float(metres) / 1000, 1))
        for (code, _), metres in zip(rows, away, strict=True)
        if metres > FAR_M
    )
