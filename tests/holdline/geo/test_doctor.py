"""The coordinate doctor finds what is planted, and leaves alone what is right."""

import numpy as np
import polars as pl
import pytest
import shapely

from holdline.geo import crs
from holdline.geo.doctor import Places, examined
from holdline.geo.village_cores import cores_of

VILLAGES, HOMES, COLLECTORS = 120, 30, 3
CODES = [f"370403{100 + number // 20}{201 + number % 20:03d}" for number in range(VILLAGES)]
COUNTY = shapely.box(117.0, 34.6, 117.6, 35.0)
SHIFTS = {"gcj02": crs.wgs_to_gcj, "bd09": crs.wgs_to_bd}


def world(seed: int = 5) -> pl.DataFrame:
    """Villages of thirty homes, 260 m about their offices, ten a collector; all is right."""
    chance = np.random.default_rng(seed)
    core = np.column_stack(
        [chance.uniform(117.1, 117.5, VILLAGES), chance.uniform(34.7, 34.9, VILLAGES)]
    )
    spread = chance.normal(0, 240 / 111_320, (VILLAGES * HOMES, 2)) / [np.cos(np.radians(34.8)), 1]
    at = np.repeat(core, HOMES, axis=0) + np.clip(spread, -0.006, 0.006)
    codes = np.repeat(CODES, HOMES)
    number = np.arange(VILLAGES * HOMES)
    return pl.DataFrame(
        {
            "household_id": [f"h{one:05d}" for one in number],
            "village_code": codes,
            "longitude": np.round(at[:, 0], 6),
            "latitude": np.round(at[:, 1], 6),
            "coordinate_system": "wgs84",
            "batch": [
                f"{code}-{one % COLLECTORS}" for code, one in zip(codes, number, strict=True)
            ],
            "core_lon": np.repeat(core[:, 0], HOMES),
            "core_lat": np.repeat(core[:, 1], HOMES),
        }
    )


def places(homes: pl.DataFrame) -> Places:
    """The offices of the world, told as their declared datum has them."""
    offices = homes.unique("village_code", keep="first").sort("village_code")
    divisions = offices.select(
        pl.col("village_code").alias("division_code"),
        pl.col("core_lon").alias("office_longitude"),
        pl.col("core_lat").alias("office_latitude"),
        pl.lit("cgcs2000").alias("coordinate_system"),
    )
    return Places(cores_of(divisions, homes), {"370403": COUNTY}, {})


def found(homes: pl.DataFrame) -> pl.DataFrame:
    return homes.join(
        examined(homes, places(homes)), on="household_id", how="left", suffix="_found"
    )


def put(homes: pl.DataFrame, rows: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> pl.DataFrame:
    """The homes with other positions in *rows*."""
    x, y = homes["longitude"].to_numpy().copy(), homes["latitude"].to_numpy().copy()
    x[rows], y[rows] = np.round(lon, 6), np.round(lat, 6)
    return homes.with_columns(pl.Series("longitude", x), pl.Series("latitude", y))


def test_a_world_that_is_right_has_hardly_a_finding() -> None:
    """At most 5 in 1000 are doubted."""
    homes = found(world())

    assert homes["kind"].is_not_null().mean() <= 0.005


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_batches_left_in_another_datum_are_found_and_put_back(datum: str) -> None:
    """A tenth of the collectors: at least 99 % found, at most 0.5 % others, repair to 1 m."""
    homes = world()
    batches = homes["batch"].unique(maintain_order=True).to_list()[::10]
    rows = np.flatnonzero(homes["batch"].is_in(batches).to_numpy())
    true = homes.select("longitude", "latitude").to_numpy()
    shifted = put(homes, rows, *SHIFTS[datum](*true[rows].T))
    told = found(shifted)
    hit = (told["kind"] == f"datum_{datum}").fill_null(value=False).to_numpy()
    back = told.select("proposed_longitude", "proposed_latitude").to_numpy()
    planted = np.isin(np.arange(len(homes)), rows)

    assert hit[planted].mean() >= 0.99
    assert hit[~planted].mean() <= 0.005
    assert np.abs(back[planted & hit] - true[planted & hit]).max() < 1e-5


def test_points_declared_gcj02_that_are_wgs84_are_found() -> None:
    """The declaration is wrong, not the point."""
    homes = world().with_columns(
        coordinate_system=pl.when(pl.col("batch").str.ends_with("-1"))
        .then(pl.lit("gcj02"))
        .otherwise("coordinate_system")
    )
    told = found(homes)
    wrong = told.filter(pl.col("batch").str.ends_with("-1"))

    assert (wrong["kind"] == "datum_wgs84").fill_null(value=False).mean() >= 0.99


def test_exchanged_axes_are_found_and_exchanged_back() -> None:
    homes = world()
    rows = np.arange(0, len(homes), 50)
    lon, lat = homes["longitude"].to_numpy()[rows], homes["latitude"].to_numpy()[rows]
    told = found(put(homes, rows, lat, lon))[rows.tolist()]

    assert ["swapped"] * len(rows) == told["kind"].to_list()
    assert lon.tolist() == told["proposed_longitude"].to_list()
    assert lat.tolist() == told["proposed_latitude"].to_list()


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("zero", (0.0, 0.0)),
        ("outside", (10.0, 2.0)),
        ("other_county", (118.4, 34.8)),
        ("low_precision", None),
        ("other_village", "far"),
    ],
)
def test_each_impossible_place_is_told_by_its_name(kind: str, place: object) -> None:
    homes = world()
    row = np.array([77])
    lon, lat = homes["longitude"].to_numpy()[row], homes["latitude"].to_numpy()[row]
    if place == "far":
        lon = np.where(lon > 117.3, lon - 0.09, lon + 0.09) + 1e-5
    elif place is None:
        lon, lat = np.round(lon, 2), np.round(lat, 2)
    else:
        lon, lat = np.array([place[0]]), np.array([place[1]])
    told = found(put(homes, row, lon, lat))

    assert kind == told["kind"][77]


def test_four_homes_on_the_office_are_copies_of_it_and_elsewhere_of_one_another() -> None:
    homes = world()
    office = homes.select("core_lon", "core_lat").to_numpy()
    rows, others = np.arange(60, 64), np.arange(90, 94)
    told = put(homes, rows, *office[rows].T)
    told = put(told, others, np.full(4, told["longitude"][90]), np.full(4, told["latitude"][90]))
    told = found(told)

    assert told["kind"][60:64].to_list() == ["office_copy"] * 4
    assert told["kind"][90:94].to_list() == ["copied"] * 4
    assert told["together"][60:64].to_list() == told["together"][90:94].to_list() == [4] * 4
    assert told["together"].count() == 8


def test_undeclared_points_are_told_their_datum_by_batch() -> None:
    homes = world().with_columns(coordinate_system=pl.lit(None, pl.String))
    true = homes.select("longitude", "latitude").to_numpy()
    told = found(put(homes, np.arange(len(homes)), *crs.wgs_to_gcj(*true.T)))

    assert (told["kind"] == "datum_gcj02").fill_null(value=False).mean() >= 0.99


def test_three_points_are_too_few_to_judge_a_datum() -> None:
    """Below the least batch nothing is converted, only left alone."""
    homes = world()[:3]
    true = homes.select("longitude", "latitude").to_numpy()
    told = found(put(homes, np.arange(3), *crs.wgs_to_gcj(*true.T)))

    assert told["kind"].is_null().all()


def test_nobody_with_a_position_gives_no_findings() -> None:
    homes = world()[:3].with_columns(longitude=pl.lit(None, pl.Float64))

    assert examined(homes, places(world())).height == 0


def test_a_village_without_an_office_is_where_its_households_are() -> None:
    divisions = pl.DataFrame(
        schema={
            "division_code": pl.String,
            "office_longitude": pl.Float64,
            "office_latitude": pl.Float64,
            "coordinate_system": pl.String,
        }
    )
    cores = cores_of(divisions, world())

    assert cores["village_code"].to_list() == CODES
    assert not cores["is_office"].any()
