"""Cells of wanted sizes."""

import numpy as np
import shapely

from holdline.geo.power_diagram import cells, fitted, owners
from holdline.geo.sampling import chance_for, evened, settled, strewn

SQUARE = shapely.box(0, 0, 40_000, 40_000)
SAMPLES = strewn(SQUARE, 6000, chance_for("37"))
SHARES = np.array([1.0, 2, 3, 4, 5, 2])


def test_cells_hold_their_share_of_the_ground_and_their_own_site() -> None:
    sites, weights = fitted(SAMPLES, evened(SAMPLES, len(SHARES), 6), SHARES)
    held = np.bincount(owners(SAMPLES, sites, weights), minlength=len(SHARES)) / len(SAMPLES)

    assert np.abs(held / (SHARES / SHARES.sum()) - 1).max() < 0.15
    assert owners(sites, sites, weights).tolist() == list(range(len(SHARES)))


def test_drawn_cells_are_the_points_they_own() -> None:
    sites, weights = fitted(SAMPLES, evened(SAMPLES, len(SHARES), 6), SHARES)
    drawn = cells(sites, weights, SQUARE.bounds)
    owner = owners(SAMPLES, sites, weights)

    assert len(drawn) == len(SHARES)
    assert shapely.contains_xy(np.array(drawn)[owner], SAMPLES[:, 0], SAMPLES[:, 1]).mean() > 0.999


def test_points_are_strewn_inside_and_sites_settle_apart() -> None:
    bent = shapely.Polygon([(0, 0), (9000, 0), (9000, 900), (900, 900), (900, 9000), (0, 9000)])
    samples = strewn(bent, 500, chance_for("37"))
    sites = settled(bent, np.array([[5000.0, 5000], [400.4, 400.4], [400, 400]]), samples)

    assert shapely.contains_xy(bent, samples[:, 0], samples[:, 1]).all()
    assert shapely.contains_xy(bent, sites[:, 0], sites[:, 1]).all()
    assert len(np.unique(sites, axis=0)) == 3
