"""The middle of each village, which household positions are compared with."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.geo import crs

Floats = NDArray[np.float64]
FEWEST = 3
TO_WGS = {
    "wgs84": lambda lon, lat: (lon, lat),
    "cgcs2000": lambda lon, lat: (lon, lat),
    "gcj02": crs.gcj_to_wgs,
    "bd09": crs.bd_to_wgs,
}


def turned(datum: str, points: Floats) -> Floats:
    """WGS-84 degrees, n by 2, from *points* in *datum*."""
    return np.column_stack(TO_WGS[datum](points[:, 0], points[:, 1]))


def cores_of(divisions: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """A core for each village: its office where told, else the middle of its households.

    Args:
        divisions: division_code, office_longitude, office_latitude, coordinate_system; a
            position in an undeclared system is not used.
        homes: as doctor.examined takes them; a village needs three to have a middle.

    Returns:
        village_code, lon, lat (WGS-84 degrees), is_office; by village_code.
    """
    told = divisions.filter(
        pl.col("office_longitude").is_not_null() & pl.col("coordinate_system").is_in(list(TO_WGS))
    )
    offices = _placed(told, "division_code", "office_longitude", "office_latitude")
    drawn = homes.filter(
        pl.col("longitude").is_not_null() & pl.col("coordinate_system").is_in(list(TO_WGS))
    )
    middles = (
        _placed(drawn, "village_code", "longitude", "latitude")
        .group_by("village_code")
        .agg(pl.len().alias("count"), pl.col("lon").median(), pl.col("lat").median())
        .filter(pl.col("count") >= FEWEST)
    )
    rest = middles.join(offices, on="village_code", how="anti")
    both = [
        offices.with_columns(is_office=pl.lit(value=True)),
        rest.select("village_code", "lon", "lat").with_columns(is_office=pl.lit(value=False)),
    ]
    return pl.concat(both).unique("village_code", keep="first").sort("village_code")


def _placed(rows: pl.DataFrame, code: str, lon: str, lat: str) -> pl.DataFrame:
    raw = rows.select(lon, lat).to_numpy().astype(float).reshape(-1, 2)
    declared = rows["coordinate_system"].to_numpy()
    placed = raw.copy()
    for name in ("gcj02", "bd09"):
        mine = declared == name
        placed[mine] = turned(name, raw[mine])
    places = {"village_code": rows[code], "lon": placed[:, 0], "lat": placed[:, 1]}
    return pl.DataFrame(places, schema_overrides={"village_code": pl.String})
