"""A hazard on the map."""

import numpy as np
import polars as pl
import pytest
import shapely

from holdline.geo.dropin import Hazard
from holdline.geo.dropin_grid import Grid
from holdline.maps.hazards import box, features, patches

DRAWN = pl.DataFrame(
    {
        "household_id": ["a", "b", "c"],
        "longitude": [117.0, 117.001, 117.5],
        "latitude": [34.5, 34.5, 34.9],
        "is_open": [True, True, False],
    }
)
WINDOW = (117.0, 34.0, 118.0, 35.0)


def test_households_fall_into_cells_and_single_ones_keep_their_number() -> None:
    cells = features(DRAWN, 0.0625, 10)

    assert [cell["households"] for cell in cells] == [2, 1]
    assert [cell["household_id"] for cell in cells] == [None, "c"]
    assert [cell["kind"] for cell in cells] == ["open", "none"]
    assert [one["feature_id"] for one in features(DRAWN, 0, 10)] == ["a", "b", "c"]


def test_a_grid_is_shaded_where_it_is_heavy_and_in_sight() -> None:
    grid = Grid(117.0, 34.0, (0.5, 0.5), np.array([[50.0, 120.0, 300.0], [10.0, 210.0, 90.0]]))
    made = patches(Hazard("x", "grid", "", is_synthetic=True, grid=grid), WINDOW, 200)

    assert len(made) == 3
    assert len({patch["colour"] for patch in made}) == 3


def test_a_hazard_that_reaches_nobody_is_shown_itself() -> None:
    hazard = Hazard("x", "polygon", "", is_synthetic=True, areas=((shapely.box(1, 2, 3, 4), 1.0),))

    assert box(DRAWN.clear(), hazard) == [1.0, 2.0, 3.0, 4.0]
    assert pytest.approx(box(DRAWN, hazard)[0], abs=0.001) == 117.0
