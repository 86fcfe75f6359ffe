"""WGS-84, GCJ-02 and BD-09: the three datums household positions come in.

All functions take longitude and latitude in degrees, as numbers or arrays of one shape, and
return float arrays of it; NaN stays NaN. Nothing is shifted outside the mainland box.

Source: the published GCJ-02 and BD-09 formulas; inverses by fixed-point steps, since the usual
one-step inverse is up to 3 m off (GCJ-02) or 0.16 m (BD-09).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Pair = tuple[NDArray[np.float64], NDArray[np.float64]]

RADIUS = 6378245.0
ECCENTRICITY2 = 0.00669342162296594323
BD_PERIOD = np.pi * 3000 / 180
BD_SHIFT = (0.0065, 0.006)
BOX = (72.004, 137.8347, 0.8293, 55.8271)
STEPS = 6


def wgs_to_gcj(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """GCJ-02 from WGS-84."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    east, north = _offset(x, y)
    return x + east, y + north


def gcj_to_wgs(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """WGS-84 from GCJ-02, exact to about 1e-13 degrees."""
    return _inverted(wgs_to_gcj, np.asarray(lon, float), np.asarray(lat, float))


def gcj_to_bd(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """BD-09 from GCJ-02."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    length = np.hypot(x, y) + 2e-5 * np.sin(y * BD_PERIOD)
    angle = np.arctan2(y, x) + 3e-6 * np.cos(x * BD_PERIOD)
    inside = _inside(x, y)
    return (
        np.where(inside, length * np.cos(angle) + BD_SHIFT[0], x),
        np.where(inside, length * np.sin(angle) + BD_SHIFT[1], y),
    )


def bd_to_gcj(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """GCJ-02 from BD-09."""
    return _inverted(gcj_to_bd, np.asarray(lon, float), np.asarray(lat, float))


def wgs_to_bd(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """BD-09 from WGS-84."""
    return gcj_to_bd(*wgs_to_gcj(lon, lat))


def bd_to_wgs(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """WGS-84 from BD-09."""
    return gcj_to_wgs(*bd_to_gcj(lon, lat))


def _inverted(
    forward: Callable[[ArrayLike, ArrayLike], Pair],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> Pair:
    lon, lat = x, y
    for _ in range(STEPS):
        east, north = forward(lon, lat)
        lon, lat = lon - (east - x), lat - (north - y)
    return lon, lat


def _inside(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    west, east, south, north = BOX
    return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))


def _offset(x: NDArray[np.float64], y: NDArray[np.float64]) -> Pair:
    east, north = x - 105.0, y - 35.0
    root = np.sqrt(np.abs(east))
    common = (20 * np.sin(6 * np.pi * east) + 20 * np.sin(2 * np.pi * east)) * 2 / 3
    up = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * root
    up += common + _waves(north, (20, 40), (160, 320))
    along = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * root
    along += common + _waves(east, (20, 40), (150, 300))
    radians = np.radians(y)
    flat = 1 - ECCENTRICITY2 * np.sin(radians) ** 2
    meridian = RADIUS * (1 - ECCENTRICITY2) / (flat * np.sqrt(flat))
    parallel = RADIUS / np.sqrt(flat) * np.cos(radians)
    inside = _inside(x, y)
    return (
        np.where(inside, np.degrees(along / parallel), 0.0),
        np.where(inside, np.degrees(up / meridian), 0.0),
    )


def _waves(
    along: NDArray[np.float64], short: tuple[int, int], long: tuple[int, int]
) -> NDArray[np.float64]:
    """The two slow pairs of waves of the published formula."""
    first = short[0] * np.sin(along * np.pi) + short[1] * np.sin(along / 3 * np.pi)
    last = long[0] * np.sin(along / 12 * np.pi) + long[1] * np.sin(along / 30 * np.pi)
    return np.asarray((first + last) * 2 / 3)
