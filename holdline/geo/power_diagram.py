"""Cells of wanted sizes round given sites: a power diagram fitted to shares of the ground."""

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo.sampling import Points, means

Weights = NDArray[np.float64]
STEPS = 60
SETTLING = 40
TOLERANCE = 0.03


def owners(points: Points, sites: Points, weights: Weights) -> NDArray[np.int64]:
    """For each of *points*, the site whose weighted distance is least."""
    distance = ((points[:, None, :] - sites[None]) ** 2).sum(axis=2) - weights
    return np.asarray(np.argmin(distance, axis=1))


def fitted(samples: Points, sites: Points, shares: Weights) -> tuple[Points, Weights]:
    """Sites and weights whose cells hold *shares* of *samples*, and their own site, nearly.

    Args:
        samples: points strewn evenly over the ground.
        sites: where to begin; for the first steps they drift to the middle of their cells.
        shares: wanted share of the ground, one a site; any scale.
    """
    wanted = shares / shares.sum() * len(samples)
    reach = np.sqrt(wanted / len(samples)) * np.ptp(samples, axis=0).max() / 2
    sites, weights = sites.copy(), np.zeros(len(sites))
    for step in range(STEPS):
        owner = owners(samples, sites, weights)
        held = np.bincount(owner, minlength=len(sites)).astype(float)
        if step > SETTLING // 2 and np.abs(held - wanted).max() / wanted.min() < TOLERANCE:
            break
        if step < SETTLING:
            sites = (sites + means(samples, owner, sites)) / 2
        weights = weights + 0.35 * np.clip((wanted - held) / wanted, -1, 1) * reach**2
        weights = _guarded(sites, weights)
        _revive(samples, owner, held / wanted, sites, weights)
    return sites, weights


def _guarded(sites: Points, weights: Weights) -> Weights:
    """Weights raised until every site lies in its own cell."""
    apart = ((sites[:, None] - sites[None]) ** 2).sum(axis=2)
    for _ in range(3):
        weights = np.maximum(weights, (weights[None, :] - 0.7 * apart).max(axis=1))
    return np.asarray(weights - weights.mean())


def _revive(
    samples: Points,
    owner: NDArray[np.int64],
    fullness: Weights,
    sites: Points,
    weights: Weights,
) -> None:
    """Move each site without a sample into the fullest cell."""
    for empty in np.flatnonzero(fullness == 0):
        fullest = int(np.argmax(fullness))
        inside = samples[owner == fullest]
        sites[empty], weights[empty] = inside[len(inside) // 3], weights[fullest]


def cells(
    sites: Points, weights: Weights, bounds: tuple[float, float, float, float]
) -> list[shapely.Geometry]:
    """The cell of each site within *bounds*, as polygons; cells without area are left out."""
    west, south, east, north = bounds
    whole = np.array([[west, south], [east, south], [east, north], [west, north]])
    found = []
    for site in range(len(sites)):
        corners = whole
        for other in range(len(sites)):
            if other != site:
                corners = _halved(corners, sites, weights, site, other)
        if len(corners) > 2:  # noqa: PLR2004
            found.append(shapely.Polygon(corners))
    return found


def _halved(corners: Points, sites: Points, weights: Weights, site: int, other: int) -> Points:
    """*corners* of a convex polygon, cut to the side nearer to *site* than to *other*."""
    across = 2 * (sites[other] - sites[site])
    limit = (sites[other] ** 2).sum() - (sites[site] ** 2).sum() - weights[other] + weights[site]
    beyond = corners @ across - limit
    if (beyond <= 0).all():
        return corners
    after, beyond_after = np.roll(corners, -1, axis=0), np.roll(beyond, -1)
    kept = []
    for start, end, out, out_next in zip(corners, after, beyond, beyond_after, strict=True):
        if out <= 0:
            kept.append(start)
        if (out < 0) != (out_next < 0) and out != out_next:
            kept.append(start + (end - start) * (out / (out - out_next)))
    return np.array(kept) if kept else corners[:0]
