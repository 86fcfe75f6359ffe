"""Points strewn over a polygon, and sites evened out among them. Metres throughout."""

import zlib

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from holdline.geo.hilbert import hilbert

Points = NDArray[np.float64]
SALT = "holdline-1"


def chance_for(code: str) -> np.random.Generator:
    """The source of chance that belongs to division *code*: the same on every run."""
    return np.random.Generator(np.random.PCG64(zlib.crc32(f"{SALT}{code}".encode())))


def strewn(shape: shapely.Geometry, count: int, chance: np.random.Generator) -> Points:
    """*count* points in *shape*, n by 2, each place equally likely."""
    shapely.prepare(shape)
    west, south, east, north = shape.bounds
    share = shape.area / ((east - west) * (north - south))
    found: list[Points] = []
    while sum(map(len, found)) < count:
        tried = chance.random((int(count / share * 1.1) + 50, 2))
        points = tried * [east - west, north - south] + [west, south]
        found.append(points[shapely.contains_xy(shape, points)])
    chosen: Points = np.concatenate(found)[:count]
    return chosen


def evened(samples: Points, count: int, steps: int) -> Points:
    """*count* sites spread evenly over *samples*, by Lloyd's steps from a Hilbert order."""
    order = np.argsort(hilbert(samples), kind="stable")
    starts = (np.arange(count) + 0.5) * len(samples) / count
    sites: Points = samples[order[starts.astype(int)]]
    for _ in range(steps):
        owner = cKDTree(sites).query(samples)[1]
        sites = means(samples, owner, sites)
    return sites


def means(samples: Points, owner: NDArray[np.int64], sites: Points) -> Points:
    """The mean of the samples each site owns; the site itself where it owns none."""
    size = np.bincount(owner, minlength=len(sites))
    total = np.column_stack([np.bincount(owner, samples[:, axis], len(sites)) for axis in range(2)])
    return np.asarray(np.where(size[:, None] > 0, total / np.maximum(size, 1)[:, None], sites))


def settled(shape: shapely.Geometry, sites: Points, samples: Points) -> Points:
    """*sites* rounded to a metre, all different, and all inside *shape*.

    A site outside takes its nearest sample; one that repeats takes the next free sample.
    """
    placed = np.round(sites)
    outside = ~shapely.contains_xy(shape, placed)
    if outside.any():
        placed[outside] = samples[cKDTree(samples).query(placed[outside])[1]]
    taken: set[tuple[float, float]] = set()
    spare = iter(samples.tolist())
    for row, site in enumerate(placed.tolist()):
        point = tuple(site)
        while point in taken:
            point = tuple(next(spare))
        taken.add(point)
        placed[row] = point
    return placed
