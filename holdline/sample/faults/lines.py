"""The monitoring line that checks compare with: a placeholder of the reference, never official."""

from datetime import date
from functools import cache

from holdline.reference.parameters import parameter
from holdline.sample.faults.scene import Scene

FIRST_YEAR = 2020


def line(scene: Scene, day: date) -> float:
    """The monitoring line of the year of *day*, yuan a head; of 2020 for the years before."""
    return _line(max(day.year, FIRST_YEAR), scene.chunk[:2])


@cache
def _line(year: int, province: str) -> float:
    value = parameter("monitoring_line", date(year, 1, 1), province).value
    return float(str(value))
