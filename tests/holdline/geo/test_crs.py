"""The three datums, against published figures and against themselves."""

import numpy as np
import pytest

from holdline.geo import crs

CHANCE = np.random.default_rng(3)
LON, LAT = CHANCE.uniform(114.5, 123, 5000), CHANCE.uniform(34, 38.5, 5000)


def test_the_published_pair_is_met_to_every_digit() -> None:
    """As documented by coord-convert: wgs2gcj(120, 40)."""
    lon, lat = crs.wgs_to_gcj(120, 40)

    assert (float(lon), float(lat)) == (120.00567568355486, 40.0013047896019)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (crs.wgs_to_gcj, crs.gcj_to_wgs),
        (crs.gcj_to_bd, crs.bd_to_gcj),
        (crs.wgs_to_bd, crs.bd_to_wgs),
    ],
)
def test_there_and_back_is_exact(there, back) -> None:
    lon, lat = back(*there(LON, LAT))

    assert max(np.abs(lon - LON).max(), np.abs(lat - LAT).max()) < 1e-8


def test_abroad_nothing_is_shifted_and_missing_stays_missing() -> None:
    lon, lat = crs.wgs_to_bd([2.35, np.nan], [48.85, 36.0])

    assert (lon[0], lat[0]) == (2.35, 48.85)
    assert np.isnan(lon[1])
