"""Codes without shapes, shapes without codes, and ground that is missing or counted twice."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo.metres import to_metres

SMALLEST_KM2 = 1e-6


@dataclass(frozen=True)
class Coverage:
    """What a map leaves out, to be said aloud beside it; all in order of code."""

    without_shape: tuple[str, ...]
    without_code: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every code has its shape and every shape its code."""
        return not (self.without_shape or self.without_code)


def matched(codes: Iterable[str], shapes: Iterable[str]) -> Coverage:
    """Compare the *codes* that have figures with the codes that have *shapes*."""
    figures, drawn = set(codes), set(shapes)
    return Coverage(tuple(sorted(figures - drawn)), tuple(sorted(drawn - figures)))


@dataclass(frozen=True)
class Overlap:
    """Ground that two divisions both claim."""

    one: str
    other: str
    km2: float


def overlaps(codes: Iterable[str], shapes: NDArray[np.object_]) -> tuple[Overlap, ...]:
    """Pairs of *shapes* (degrees) with common ground of a square metre or more, by code."""
    flat = shapely.transform(shapes, to_metres)
    names = list(codes)
    one, other = shapely.STRtree(flat).query(flat, predicate="intersects")
    one, other = one[one < other], other[one < other]
    km2 = shapely.area(shapely.intersection(flat[one], flat[other])) / 1e6
    found = [
        Overlap(
            min(names[first], names[second]),
            max(names[first], names[second]),
            round(float(size), 6),
        )
        for first, second, size in zip(one, other, km2, strict=True)
        if size >= SMALLEST_KM2
    ]
    return tuple(sorted(found, key=lambda overlap: (overlap.one, overlap.other)))


def gaps(shapes: NDArray[np.object_]) -> tuple[float, ...]:
    """Square kilometres of each hole that *shapes* (degrees) enclose together, largest first.

    An enclave of a neighbouring province is such a hole: Shandong has one, in Shen county.
    """
    whole = shapely.union_all(shapely.transform(shapes, to_metres))
    rings = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    sizes = shapely.area(shapely.polygons(rings)) / 1e6 if rings else np.array([])
    return tuple(sorted((round(float(size), 6) for size in sizes), reverse=True))
