"""Metres for drawing and measuring: an equal-area plane for China, and a flat one nearby."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"
DEGREE = 111_320.0

Coordinates = NDArray[np.float64]


@lru_cache(maxsize=2)
def _transformer(*, forward: bool) -> pyproj.Transformer:
    start, end = (4326, ALBERS) if forward else (ALBERS, 4326)
    return pyproj.Transformer.from_crs(start, end, always_xy=True)


def to_metres(degrees: Coordinates) -> Coordinates:
    """Equal-area metres, n by 2, from longitude and latitude in degrees, n by 2."""
    return np.column_stack(_transformer(forward=True).transform(degrees[:, 0], degrees[:, 1]))


def to_degrees(metres: Coordinates) -> Coordinates:
    """Longitude and latitude in degrees, n by 2, from equal-area metres, n by 2."""
    return np.column_stack(_transformer(forward=False).transform(metres[:, 0], metres[:, 1]))


@dataclass(frozen=True)
class Plane:
    """A flat plane in metres round one latitude: true to 1 % within a county."""

    latitude: float

    @property
    def scale(self) -> Coordinates:
        """Metres in a degree of longitude and of latitude."""
        return np.array([DEGREE * np.cos(np.radians(self.latitude)), DEGREE])

    def metres(self, shape: Any) -> Any:
        """A shape or an array of shapes in metres, from one in degrees."""
        return shapely.transform(shape, lambda xy: xy * self.scale)

    def degrees(self, shape: Any) -> Any:
        """A shape or an array of shapes in degrees, from one in metres."""
        return shapely.transform(shape, lambda xy: xy / self.scale)
