"""From lines to a tiling: one noding, one polygonizing, and every piece given to a label."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo.sampling import Points

Shapes = NDArray[np.object_]
Labels = NDArray[np.int64]
DECIMALS = 5
GRID = 1e-5
ROUNDS = 6


def faces(lines: Sequence[shapely.Geometry], ground: shapely.Geometry) -> tuple[Shapes, Points]:
    """The pieces of *ground* between *lines*, and a point inside each, in degrees.

    All lines are noded together on a grid of GRID degrees, about a metre, so pieces share
    vertices exactly, and stay on the grid when written to DECIMALS.
    """
    fine = shapely.transform(np.array(lines, object), lambda xy: xy / GRID)
    net = shapely.union_all(fine, grid_size=1.0)
    pieces = shapely.get_parts(shapely.polygonize([net]))
    pieces = shapely.transform(pieces, lambda xy: np.round(xy * GRID, DECIMALS))
    inside = shapely.get_coordinates(shapely.point_on_surface(pieces))
    near = shapely.buffer(ground, GRID)
    shapely.prepare(near)
    kept = shapely.contains_xy(near, inside)
    return pieces[kept], inside[kept]


def in_one_piece(pieces: Shapes, labels: Labels) -> Labels:
    """*labels*, with stray pieces given to the neighbour they share the longest border with.

    Of each label the largest connected group stays. Islands have no neighbour and stay too.
    """
    labels = labels.copy()
    borders = _borders(pieces)
    area = shapely.area(pieces)
    for _ in range(ROUNDS):
        strays = _strays(labels, borders, area)
        moved = [piece for piece in strays if _move(piece, labels, borders)]
        if not moved:
            break
    return labels


def _borders(pieces: Shapes) -> list[dict[int, float]]:
    """For each piece, its neighbours and the length of border shared with them."""
    tree = shapely.STRtree(pieces)
    one, other = tree.query(pieces, predicate="touches")
    one, other = one[one < other], other[one < other]
    shared = shapely.length(shapely.intersection(pieces[one], pieces[other]))
    borders: list[dict[int, float]] = [{} for _ in pieces]
    for first, second, length in zip(one.tolist(), other.tolist(), shared.tolist(), strict=True):
        if length > 0:
            borders[first][second] = borders[second][first] = length
    return borders


def _strays(
    labels: Labels, borders: list[dict[int, float]], area: NDArray[np.float64]
) -> list[int]:
    """The pieces outside their label's largest connected group, in order."""
    largest: dict[int, tuple[float, list[int]]] = {}
    groups = _groups(labels, borders)
    for group in groups:
        label, size = int(labels[group[0]]), float(area[group].sum())
        if size > largest.get(label, (0.0, []))[0]:
            largest[label] = (size, group)
    kept = {piece for _, group in largest.values() for piece in group}
    return [piece for piece in range(len(labels)) if piece not in kept]


def _groups(labels: Labels, borders: list[dict[int, float]]) -> list[list[int]]:
    seen = np.zeros(len(labels), bool)
    groups = []
    for start in range(len(labels)):
        if seen[start]:
            continue
        seen[start], group = True, [start]
        for piece in group:
            for near in borders[piece]:
                if not seen[near] and labels[near] == labels[start]:
                    seen[near] = True
                    group.append(near)
        groups.append(group)
    return groups


def _move(piece: int, labels: Labels, borders: list[dict[int, float]]) -> bool:
    shared: dict[int, float] = {}
    for near, length in borders[piece].items():
        if labels[near] != labels[piece]:
            shared[int(labels[near])] = shared.get(int(labels[near]), 0.0) + length
    if shared:
        labels[piece] = max(shared, key=lambda label: (shared[label], -label))
    return bool(shared)


def merged(pieces: Shapes, labels: Labels, count: int) -> Shapes:
    """The union of the pieces under each label, 0 to *count* - 1; None where there is none."""
    whole = np.full(count, None, object)
    order = np.argsort(labels, kind="stable")
    found, first = np.unique(labels[order], return_index=True)
    for label, rows in zip(found, np.split(order, first[1:]), strict=True):
        part = pieces[rows]
        whole[label] = part[0] if len(part) == 1 else shapely.coverage_union_all(part)
    return whole
