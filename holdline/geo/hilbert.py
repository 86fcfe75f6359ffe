"""A curve through the plane on which neighbours stay near: codes in order sit side by side."""

import numpy as np
from numpy.typing import NDArray

ORDER = 16


def hilbert(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each of *points* (n by 2) along a Hilbert curve over their bounding box."""
    low, span = points.min(axis=0), np.ptp(points, axis=0).max() or 1.0
    cells = ((points - low) / span * (2**ORDER - 1)).astype(np.int64)
    x, y = cells[:, 0], cells[:, 1]
    place = np.zeros(len(points), np.int64)
    for bit in range(ORDER - 1, -1, -1):
        side = 1 << bit
        right, upper = (x & side) > 0, (y & side) > 0
        place += side * side * ((3 * right) ^ upper)
        x, y = _turned(x, y, right=right, upper=upper, side=side)
    return place


def _turned(
    x: NDArray[np.int64],
    y: NDArray[np.int64],
    *,
    right: NDArray[np.bool_],
    upper: NDArray[np.bool_],
    side: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The quadrant's own frame: the lower two are mirrored, the right one of them flipped too."""
    x, y = x & (side - 1), y & (side - 1)
    flip = right & ~upper
    x, y = np.where(flip, side - 1 - x, x), np.where(flip, side - 1 - y, y)
    return np.where(upper, x, y), np.where(upper, y, x)
