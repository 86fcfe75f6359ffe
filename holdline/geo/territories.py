"""Synthetic territories: townships and villages that tile their county, the same every run.

Names and numbers are real, places are not: which township lies where in its county, and which
village where in its township, is invented. Never show them as fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from holdline.errors import TerritoriesIncomplete
from holdline.geo.hilbert import hilbert
from holdline.geo.metres import Plane
from holdline.geo.power_diagram import cells, fitted, owners
from holdline.geo.sampling import Points, chance_for, evened, settled, strewn
from holdline.geo.tiling import DECIMALS, Labels, Shapes, faces, in_one_piece, merged

STREETS_BELOW = 100
STREET_SHARE = 0.45
CROWDING = 0.85
MARGIN_M = 5000.0
OVERLAP = 2e-4
SAFE = 0.95
ROOM = 0.2


@dataclass(frozen=True)
class Township:
    """A township to be laid out: its villages in order of code, and the zone it belongs to."""

    code: str
    villages: tuple[str, ...]
    zone: str | None = None

    @property
    def is_street(self) -> bool:
        """Whether it is a street office, drawn small and near the middle."""
        return int(self.code[6:9]) < STREETS_BELOW


@dataclass(frozen=True)
class Layout:
    """The villages on a county's ground, township by township, in WGS-84 degrees.

    radius_m: every point that near a core lies in its own village's territory.
    """

    county: str
    villages: tuple[str, ...]
    cores: Points
    radius_m: NDArray[np.float64]
    territories: Shapes


def layout(county: str, ground: shapely.Geometry, townships: Sequence[Township]) -> Layout:
    """Lay out *townships* and their villages over *ground*, the outline of *county* in degrees.

    Raises:
        TerritoriesIncomplete: a township or a village is left without ground.
    """
    chance = chance_for(county)
    plane = Plane(round(shapely.centroid(ground).y, 2))
    outlines = _township_outlines(ground, plane, townships, chance)
    sizes = [len(township.villages) for township in townships]
    first = np.concatenate([[0], np.cumsum(sizes)])
    flat = plane.metres(outlines)
    cores = [_village_cores(*pair, chance) for pair in zip(flat, sizes, strict=True)]
    between = [_village_borders(*pair) for pair in zip(flat, cores, strict=True)]
    lines = [ground.boundary, *shapely.boundary(outlines), *plane.degrees(np.array(between))]
    pieces, inside = faces(lines, ground)
    centres = np.concatenate(cores)
    labels = _village_labels(pieces, inside * plane.scale, flat, centres, first)
    territories = merged(pieces, labels, len(centres))
    if any(shape is None for shape in territories):
        raise TerritoriesIncomplete(division=county)
    centres, room = _cores(plane.metres(territories), centres)
    return Layout(
        county,
        tuple(code for township in townships for code in township.villages),
        np.round(centres / plane.scale, DECIMALS),
        np.round(SAFE * room - 1, 1),
        territories,
    )


def _township_outlines(
    ground: shapely.Geometry,
    plane: Plane,
    townships: Sequence[Township],
    chance: np.random.Generator,
) -> Shapes:
    """The outline of each township in degrees, its size after its number of villages."""
    if len(townships) == 1:
        return np.array([ground], object)
    sizes = np.array([len(township.villages) for township in townships], float)
    samples = strewn(plane.metres(ground), max(25 * int(sizes.sum()), 6000), chance)
    streets = np.array([township.is_street for township in townships])
    shares = sizes**CROWDING * np.where(streets, STREET_SHARE, 1.0)
    few = samples[: max(6000, 80 * len(townships))]
    sites, weights = fitted(few, _township_sites(samples, townships), shares)
    room = shapely.buffer(plane.metres(ground), MARGIN_M).bounds
    drawn = plane.degrees(shapely.get_exterior_ring(cells(sites, weights, room)))
    near = shapely.buffer(ground, OVERLAP)
    pieces, inside = faces([ground.boundary, *shapely.intersection(drawn, near)], ground)
    labels = in_one_piece(pieces, owners(inside * plane.scale, sites, weights))
    outlines = merged(pieces, labels, len(townships))
    if any(shape is None for shape in outlines):
        raise TerritoriesIncomplete(division=townships[0].code[:6])
    return outlines


def _township_sites(samples: Points, townships: Sequence[Township]) -> Points:
    """A site for each township: zones in one block, street offices near the middle."""
    sites = evened(samples, len(townships), 6)
    middle = samples[np.argmin(((samples - np.median(samples, axis=0)) ** 2).sum(axis=1))]
    away = ((sites - middle) ** 2).sum(axis=1)
    bearing = np.arctan2(*(sites - middle).T)
    free = list(range(len(sites)))
    chosen = np.zeros(len(sites), int)
    for zone in sorted({township.zone for township in townships if township.zone}):
        members = [row for row, township in enumerate(townships) if township.zone == zone]
        for row, site in zip(members, _block(sites, away, free, len(members)), strict=True):
            chosen[row] = site
            free.remove(site)
    for is_street in (True, False):
        members = [
            row
            for row, township in enumerate(townships)
            if not township.zone and township.is_street == is_street
        ]
        nearest = sorted(free, key=lambda site: away[site])[: len(members)]
        for row, site in zip(members, sorted(nearest, key=lambda site: bearing[site]), strict=True):
            chosen[row] = site
            free.remove(site)
    return sites[chosen]


def _block(sites: Points, away: NDArray[np.float64], free: list[int], size: int) -> list[int]:
    """*size* of the *free* sites side by side, from the one farthest from the middle."""
    block = [max(free, key=lambda site: away[site])]
    while len(block) < size:
        centre = sites[block].mean(axis=0)
        rest = [site for site in free if site not in block]
        block.append(min(rest, key=lambda site: float(((sites[site] - centre) ** 2).sum())))
    return block


def _village_cores(outline: shapely.Geometry, count: int, chance: np.random.Generator) -> Points:
    samples = strewn(outline, max(40 * count, 400), chance)
    sites = settled(outline, evened(samples, count, 4), samples)
    return sites[np.argsort(hilbert(sites), kind="stable")]


def _village_borders(outline: shapely.Geometry, cores: Points) -> shapely.Geometry:
    if len(cores) == 1:
        return shapely.LineString()
    room = shapely.box(*shapely.buffer(outline, MARGIN_M).bounds)
    borders = shapely.voronoi_polygons(shapely.MultiPoint(cores), extend_to=room, only_edges=True)
    return shapely.intersection(borders, outline)


def _cores(flat: Shapes, centres: Points) -> tuple[Points, NDArray[np.float64]]:
    """*centres* and their room: metres to the border of their territory.

    One outside its territory or squeezed against the border moves to where most room is.
    """
    points, borders = shapely.points(centres), shapely.boundary(flat)
    room = shapely.distance(points, borders)
    squeezed = room < ROOM * np.sqrt(shapely.area(flat) / np.pi)
    for row in np.flatnonzero(squeezed | ~shapely.contains(flat, points)):
        widest = shapely.maximum_inscribed_circle(flat[row], tolerance=1)
        centres[row] = shapely.get_coordinates(widest)[0]
        room[row] = shapely.length(widest)
    return centres, room


def _village_labels(
    pieces: Shapes, inside: Points, outlines: Shapes, cores: Points, first: NDArray[np.int64]
) -> Labels:
    """For each piece the nearest core of its own township; no village in several pieces."""
    tree = shapely.STRtree(outlines)
    township = tree.nearest(shapely.points(inside))
    found, holder = tree.query(shapely.points(inside), predicate="intersects")
    township[found] = holder
    labels = np.empty(len(pieces), np.int64)
    for row in range(len(outlines)):
        mine = np.flatnonzero(township == row)
        own = cores[first[row] : first[row + 1]]
        nearest = first[row] + cKDTree(own).query(inside[mine])[1]
        labels[mine] = in_one_piece(pieces[mine], nearest) if len(mine) else nearest
    return labels
