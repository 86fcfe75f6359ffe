"""Faults of positions: K17 to K19, and batches in another datum (X01 to X03), as geo.md §4.

What is recorded as expected begins with the kind of the fault, then the true position.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import polars as pl

from holdline.geo.crs import Pair, wgs_to_bd, wgs_to_gcj
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import recent_case
from holdline.sample.faults.views import OPEN, PLAIN

Turn: TypeAlias = Callable[[float, float], Pair]

PLACED = pl.col("longitude").is_not_null()
TRUE_DATUM = pl.col("coordinate_system").is_in(["cgcs2000", "wgs84"])
KINDS = ("zero", "swapped", "outside", "other_county")
MIDDLE, FAR, AWAY = 118.7, 1.5, 0.09
SHARED, FEWEST, BATCH = 4, 10, 30


def misplace(home: Row, kind: str, point: tuple[float, float] | None, *also: str) -> None:
    """Give a household another point (or none) and record what was true."""
    true = f"{kind}: {home['longitude']} {home['latitude']}"
    lon, lat = (None, None) if point is None else (round(point[0], 6), round(point[1], 6))
    home.edit(longitude=lon, latitude=lat)
    home.record("longitude", true, *also)


@plants("K17")
def position_missing_or_impossible(scene: Scene) -> None:
    """K17: no position for a new case; two zeros; exchanged; off the province; another county.

    The last is more than 5 km from its village too: K19 is recorded with it.
    """
    new = OPEN & (pl.col("identified_on") > pl.date(2021, 11, 30))
    cases = scene.views.masks("case", {"new": new})["new"]
    for case in scene.pick("case", cases, scene.amount(cases.size, most=3)):
        _lose(case)
    home = scene.another(scene.views.plain()) if scene.every and not scene.planted() else None
    if home is not None:
        _lose(recent_case(scene, home))
    homes = scene.views.masks("household", {"placed": PLAIN & PLACED})["placed"]
    wanted = len(KINDS) if scene.every else scene.amount(homes.size)
    for at, home in enumerate(scene.pick("household", homes, wanted)):
        _displace(home, KINDS[at % len(KINDS)])


def _lose(case: Row) -> None:
    home = case.home
    true = f"missing: {home['longitude']} {home['latitude']}"
    home.edit(longitude=None, latitude=None)
    home.record("longitude", true, severity="E")


def _displace(home: Row, kind: str) -> None:
    lon, lat = home["longitude"], home["latitude"]
    if kind == "zero":
        misplace(home, kind, (0.0, 0.0))
    elif kind == "swapped":
        misplace(home, kind, (lat, lon))
    elif kind == "outside":
        misplace(home, kind, (lon - 8.0, lat - 4.0))
    else:
        misplace(home, kind, (lon + (FAR if lon < MIDDLE else -FAR), lat), "K19")


@plants("K18")
def office_position_copied(scene: Scene) -> None:
    """K18: neighbours share one point to the sixth decimal, that of the village office."""
    for home in scene.some_homes(scene.views.plain()):
        if home["longitude"] is None or scene.rng.random() > 0.5:
            continue
        others = scene.neighbours(home, SHARED)
        if not others:
            continue
        scene.take(home)
        point = _office(scene, home)
        for each in (home, *others):
            each.edit(coordinate_source="copied", coordinate_system=home["coordinate_system"])
            misplace(each, "office_copy", point)
        return


def _office(scene: Scene, home: Row) -> tuple[float, float]:
    rows = scene.tables["division"].filter(
        (pl.col("division_code") == home["village_code"])
        & (pl.col("coordinate_system") == home["coordinate_system"])
        & pl.col("office_longitude").is_not_null()
    )
    if rows.is_empty():
        return home["longitude"], home["latitude"]
    return rows["office_longitude"][0], rows["office_latitude"][0]


@plants("K19", on="household", where=PLACED, home=PLAIN)
def position_in_another_village(scene: Scene, home: Row) -> None:
    """K19: the point lies more than five kilometres away, in another village of the county."""
    lon, lat = home["longitude"], home["latitude"]
    lons = scene.tables["household"]["longitude"].to_numpy()
    lats = scene.tables["household"]["latitude"].to_numpy()
    apart = np.hypot((lons - lon) * np.cos(np.radians(lat)), lats - lat)
    far = np.flatnonzero((apart > AWAY) & (apart < FAR / 2))
    if far.size:
        at = int(far[scene.between(0, far.size - 1)])
        misplace(home, "other_village", (float(lons[at]) + 2e-5, float(lats[at])))
    else:
        misplace(home, "other_village", (lon + AWAY, lat))


@plants("X01")
def batch_in_gcj02(scene: Scene) -> None:
    """X01: a collector's points are GCJ-02, declared as CGCS2000 or WGS-84."""
    _batch(scene, "gcj02", wgs_to_gcj)


@plants("X02")
def batch_in_bd09(scene: Scene) -> None:
    """X02: a collector's points are BD-09, declared as CGCS2000 or WGS-84."""
    _batch(scene, "bd09", wgs_to_bd)


def _batch(scene: Scene, kind: str, turned: Turn) -> None:
    homes = scene.views.masks("household", {"fit": PLAIN & PLACED & TRUE_DATUM})["fit"]
    free = [at for at in homes.tolist() if scene.is_free(Row(scene, "household", at))]
    people = scene.tables["household"]["collector_id"].gather(free).to_list()
    batches: dict[str, list[int]] = {}
    for at, person in zip(free, people, strict=True):
        if person:
            batches.setdefault(person, []).append(at)
    large = sorted(person for person, rows in batches.items() if len(rows) >= FEWEST)
    if not large:
        return
    for at in batches[scene.choose(large)][:BATCH]:
        home = Row(scene, "household", at)
        scene.take(home)
        lon, lat = turned(home["longitude"], home["latitude"])
        misplace(home, kind, (float(lon), float(lat)))


@plants("X03", on="household", where=PLACED, home=PLAIN)
def position_of_few_decimals(_scene: Scene, home: Row) -> None:
    """X03: the point is given to two decimals, about a kilometre."""
    lon, lat = home["longitude"], home["latitude"]
    true = f"low_precision: {lon} {lat}"
    home.edit(longitude=round(lon, 2), latitude=round(lat, 2))
    home.record("longitude", true)
