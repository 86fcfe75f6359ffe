"""Map files for the browser, from one small county of territories."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from holdline.geo import boundaries, geojson, outlines, territory_files
from holdline.geo.outlines import county_outlines


@pytest.fixture(scope="module")
def built(outlines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outlines of the province, territories of one county alone, and the maps of both."""
    folder = tmp_path_factory.mktemp("built")
    for file in outlines.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    one = {"370403": county_outlines(outlines).polygons["370403"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(territory_files, "county_outlines", lambda _: outlines_of(one))
        territory_files.build(folder, processes=1)
    geojson.build(folder, folder / "maps")
    return folder


def outlines_of(polygons: dict[str, shapely.Geometry]) -> outlines.Outlines:
    """Outlines of a few counties."""
    return outlines.Outlines(polygons, is_schematic=False)


def features(built: Path, name: str) -> list[dict[str, object]]:
    """The features of one map."""
    found: list[dict[str, object]] = json.loads((built / "maps" / name).read_text("utf-8"))[
        "features"
    ]
    return found


def test_each_level_has_its_file(built: Path) -> None:
    expected = {
        "37-cities.geojson": 16,
        "37-counties.geojson": 136,
        "37-zones.geojson": 1,
        "3704-counties.geojson": 6,
        "3704-zones.geojson": 1,
        "370403-townships.geojson": 10,
        "370403-villages.geojson": 294,
        "370471-townships.geojson": 3,
        "370471-villages.geojson": 56,
    }

    assert expected == {name: len(features(built, name)) for name in expected}


def test_a_feature_says_its_code_its_name_and_where_its_label_stands(built: Path) -> None:
    (zone,) = features(built, "3704-zones.geojson")

    assert list(zone["properties"]) == ["code", "name", "lon", "lat"]
    assert "370471" == zone["properties"]["code"] == zone["id"]


def test_rings_run_clockwise_as_a_globe_wants_them(built: Path) -> None:
    """Counter-clockwise, d3 and plotly fill the rest of the world."""
    shapes = [
        shapely.from_geojson(json.dumps(feature["geometry"]))
        for name in ("37-counties.geojson", "370403-villages.geojson")
        for feature in features(built, name)
    ]
    rings = [part.exterior for shape in shapes for part in shapely.get_parts(shape)]

    assert not shapely.is_ccw(rings).any()
    assert shapely.is_valid(shapes).all()


def test_the_overview_keeps_borders_common_and_files_small(built: Path) -> None:
    shapes = [
        shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features(built, "37-counties.geojson")
    ]

    assert shapely.coverage_is_valid(np.array(shapes, object))
    assert (built / "maps" / "37-counties.geojson").stat().st_size < 400_000
    assert (built / "maps" / "370403-villages.geojson").stat().st_size < 110_000


def test_maps_are_current_until_what_they_are_made_of_changes(built: Path) -> None:
    assert geojson.is_current(built, built / "maps")
    assert not geojson.is_current(built, built / "no-maps")


def test_files_that_belong_to_no_map_are_removed(tmp_path: Path) -> None:
    """As when territories are no longer built."""
    boundaries.build(tmp_path, boundaries.Source("tiles", "any"))
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "370403-villages.geojson").write_text("old", "utf-8")
    made = geojson.build(tmp_path, tmp_path / "maps")

    assert 18 == made == len(list((tmp_path / "maps").glob("*.geojson")))
    assert geojson.is_current(tmp_path, tmp_path / "maps")


def test_territories_are_written_level_by_level_and_say_they_are_synthetic(built: Path) -> None:
    about = (built / "about_territories.toml").read_text("utf-8")
    villages = territory_files.pq.read_table(built / "villages_37.parquet")
    seeds = territory_files.pl.read_parquet(built / "village_seeds_37.parquet")

    assert "synthetic = true" in about
    assert 294 == villages.num_rows == seeds.height
    assert seeds["village_code"].to_list() == villages["code"].to_pylist()
    assert {"370403"} == set(villages["county"].to_pylist())
