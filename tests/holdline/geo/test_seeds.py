"""Village positions: fictitious, the same on every run, in the right county."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely

from holdline import paths
from holdline.geo.outlines import county_outlines, hexagons
from holdline.geo.seeds import SEEDS, origin, points_in_village, village_seeds
from holdline.reference.divisions import ground_of, shipped

VILLAGES = shipped().filter(pl.col("level") == 5)["division_code"]
ELSEWHERE = ["410101001200", "650101001201", "370403002999"]


def inside_counties(places: pl.DataFrame, polygons: dict[str, shapely.Geometry]) -> bool:
    """Whether each village lies in the county whose ground it stands on."""
    shapes = [polygons[ground_of(code)] for code in places["village_code"]]
    return bool(shapely.contains_xy(shapes, *places.select("lon", "lat").to_numpy().T).all())


@pytest.mark.usefixtures("bare")
def test_without_outlines_every_village_lies_in_its_countys_hexagon() -> None:
    places = village_seeds(VILLAGES)

    assert origin() == "tiles"
    assert places["village_code"].equals(VILLAGES.alias("village_code"))
    assert inside_counties(places, hexagons())
    assert places.null_count().sum_horizontal().item() == 0


@pytest.mark.usefixtures("with_outlines")
def test_with_outlines_every_village_lies_in_its_county() -> None:
    places = village_seeds(VILLAGES)

    assert origin() == "outlines"
    assert inside_counties(places, county_outlines().polygons)
    assert places.select(pl.struct("lon", "lat").is_duplicated().any()).item() is False


@pytest.mark.usefixtures("bare")
def test_no_two_villages_of_the_province_share_ground() -> None:
    """A house within the radius of one core is within no other's."""
    places = village_seeds(VILLAGES.filter(VILLAGES.str.starts_with("3704")))
    metres = places.select(pl.col("lon") * 91_000, pl.col("lat") * 111_320).to_numpy()
    tree = shapely.STRtree(shapely.points(metres))
    pair, distance = tree.query_nearest(
        shapely.points(metres), exclusive=True, return_distance=True
    )
    radius = places["radius_m"].to_numpy()

    assert (radius[pair[0]] + radius[pair[1]] < distance * 1.02).all()
    assert radius.min() >= 20


@pytest.mark.usefixtures("bare")
def test_built_territories_are_followed(bare: Path) -> None:
    bare.mkdir()
    mine = pl.DataFrame(
        {"village_code": ["370403002201"], "lon": [117.5], "lat": [34.5], "radius_m": [99.0]}
    )
    mine.write_parquet(bare / SEEDS)

    assert origin() == "territories"
    assert mine.equals(village_seeds(["370403002201"]))


@pytest.mark.usefixtures("bare")
def test_codes_are_answered_one_by_one_in_their_order() -> None:
    codes = [VILLAGES[9], ELSEWHERE[0], VILLAGES[3], VILLAGES[9]]
    places = village_seeds(codes)

    assert codes == places["village_code"].to_list()
    assert places.row(0) == places.row(3)
    assert village_seeds([]).height == 0


@pytest.mark.usefixtures("bare")
def test_a_village_of_another_province_lies_in_that_provinces_box() -> None:
    boxes = pl.read_csv(
        paths.REFERENCE / "province_boxes.csv", schema_overrides={"code": pl.String}
    )
    places = village_seeds(ELSEWHERE).join(
        boxes, left_on=pl.col("village_code").str.slice(0, 2), right_on="code", how="left"
    )

    assert places.select(
        pl.col("lon").is_between("west", "east").all()
        & pl.col("lat").is_between("south", "north").all()
    ).item()
    assert set(shipped(()).filter(level=1)["division_code"]) == set(boxes["code"])


@pytest.mark.usefixtures("bare")
def test_another_process_finds_the_same_places() -> None:
    code = "from holdline.geo.seeds import village_seeds; print(village_seeds({!r}).rows())"
    there = subprocess.run(
        [sys.executable, "-c", code.format(ELSEWHERE)],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"{village_seeds(ELSEWHERE).rows()}\n" == there.stdout


def test_positions_need_no_gis_library() -> None:
    """The sample and the web process stay light."""
    code = "import sys, holdline.geo.seeds; print('geopandas' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout == "False\n"


@pytest.mark.usefixtures("bare")
def test_houses_stay_within_their_villages_radius_and_repeat_with_their_chance() -> None:
    codes = [code for code in VILLAGES[:50] for _ in range(40)]
    houses = points_in_village(codes, np.random.default_rng(5))
    again = points_in_village(codes, np.random.default_rng(5))
    cores = village_seeds(codes)
    shrink = np.cos(np.radians(cores["lat"].to_numpy()))
    away = np.hypot(
        (houses["lon"] - cores["lon"]).to_numpy() * shrink,
        (houses["lat"] - cores["lat"]).to_numpy(),
    )
    share = away * 111_320 / cores["radius_m"].to_numpy()

    assert houses.equals(again)
    assert share.max() <= 1.0
    assert 0.2 < np.median(share) < 0.7
    assert houses.n_unique() == len(codes)
