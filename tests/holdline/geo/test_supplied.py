"""A user's own townships and villages: checked, and drawn instead of the invented ones."""

import argparse
import json
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely

from holdline.commands import boundaries as command
from holdline.errors import BoundaryFileUnfit
from holdline.geo import geojson, supplied, territory_files
from holdline.geo.boundary_report import checked
from holdline.geo.outlines import Outlines, county_outlines
from holdline.geo.territories import Layout
from holdline.geo.territory_files import county_territories

COUNTY = "370403"


@pytest.fixture(scope="module")
def layout(outlines: Path) -> Layout:
    """The villages of one county: they stand for true ones here."""
    return county_territories(COUNTY, county_outlines(outlines).polygons[COUNTY])


def frame(layout: Layout) -> Any:
    """The villages as a user's table, under a name and a code of twelve digits."""
    return geopandas.GeoDataFrame(
        {"XZQDM": list(layout.villages)}, geometry=list(layout.territories), crs=4326
    )


def towns(layout: Layout) -> Any:
    held = frame(layout).assign(XZQDM=[f"{code[:9]}000" for code in layout.villages])
    return held.dissolve("XZQDM", as_index=False)


@pytest.mark.parametrize("name", ["v.geojson", "v.gpkg", "v.shp", "v.parquet"])
def test_each_format_is_read_and_a_sound_file_has_no_faults(
    layout: Layout, outlines: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    held = frame(layout)
    held.to_parquet(file) if name.endswith("parquet") else held.to_file(file)
    report = checked(file, "wgs84", county_outlines(outlines).polygons)

    assert report.is_fit
    assert report.levels == {5: len(layout.villages)}
    assert report.rows == len(layout.villages)
    assert report.crs == "WGS 84"
    assert (report.unknown, report.missing, report.repeated) == ((), (), ())
    assert (report.overlaps, report.outside) == ((), ())


def test_faults_planted_are_found_and_named(layout: Layout, outlines: Path, tmp_path: Path) -> None:
    """A wrong code, a village left out, one twice, a bow tie, ground claimed twice, and a hole."""
    held = frame(layout).to_crs(4527)
    held.loc[0, "XZQDM"] = "999999999999"
    held = held.drop(index=[1, 2])
    held.loc[3, "geometry"] = held.geometry[3].buffer(150)
    x, y = held.geometry[9].centroid.coords[0]
    tie = shapely.Polygon([(x, y), (x + 300, y + 300), (x + 300, y), (x, y + 300)])
    held.loc[9, "geometry"] = tie
    held.loc[900, ["XZQDM", "geometry"]] = [layout.villages[5], held.geometry[6]]
    held.to_file(tmp_path / "v.gpkg")
    report = checked(tmp_path / "v.gpkg", "wgs84", county_outlines(outlines).polygons)

    assert report.is_fit
    assert report.unknown == ("999999999999",)
    assert {*layout.villages[:3]} <= {*report.missing}
    assert report.repeated == (layout.villages[5],)
    assert layout.villages[9] in report.repaired
    assert layout.villages[3] in {code for one in report.overlaps for code in (one.one, one.other)}
    assert report.gaps


def test_another_datum_or_swapped_axes_are_not_fit(
    layout: Layout, outlines: Path, tmp_path: Path
) -> None:
    """Every division stands off its county; the command says so and fails."""
    held = frame(layout)
    held.geometry = shapely.transform(held.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    held.to_file(tmp_path / "swapped.geojson")
    report = checked(tmp_path / "swapped.geojson", "wgs84", county_outlines(outlines).polygons)

    assert len(report.outside) == len(layout.villages)
    assert not report.is_fit
    assert report.outside[0].km > 1000


def test_no_code_column_is_said(tmp_path: Path) -> None:
    held = geopandas.GeoDataFrame({"what": ["a"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326)
    held.to_file(tmp_path / "x.geojson")

    with pytest.raises(BoundaryFileUnfit, match="no column is one of"):
        checked(tmp_path / "x.geojson", "wgs84", {})


def test_invented_outlines_give_way_to_the_users(
    layout: Layout, outlines: Path, tmp_path: Path
) -> None:
    """Villages alone: townships and the zone are joined of them; all say they are the user's."""
    for file in outlines.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    one = Outlines({COUNTY: county_outlines(outlines).polygons[COUNTY]}, is_schematic=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(territory_files, "county_outlines", lambda _: one)
        territory_files.build(tmp_path, processes=1)
    file = tmp_path / "v.gpkg"
    frame(layout)[10:].to_file(file)
    made = supplied.build(tmp_path, file, "wgs84", "GS(2024)0001")
    geojson.build(tmp_path, tmp_path / "maps")
    drawn = {
        level: json.loads((tmp_path / "maps" / f"{COUNTY}-{level}.geojson").read_text("utf-8"))
        for level in ("townships", "villages")
    }
    zones = json.loads((tmp_path / "maps" / "37-zones.geojson").read_text("utf-8"))["features"]

    assert made == {"villages": len(layout.villages) - 10}
    assert len(drawn["villages"]["features"]) == len(layout.villages) - 10
    assert all(one["properties"]["own"] for one in drawn["villages"]["features"])
    assert all(one["properties"]["own"] for one in drawn["townships"]["features"])
    assert [one["properties"].get("own") for one in zones] == [True]
    assert geojson.is_current(tmp_path, tmp_path / "maps")
    assert 'review_number = "GS(2024)0001"' in (tmp_path / supplied.about("villages")).read_text()


def test_the_command_checks_without_building(
    layout: Layout, outlines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    towns(layout).to_file(tmp_path / "t.shp")
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    told = ["--check", str(tmp_path / "t.shp"), "--out", str(outlines)]
    status = command.run(parser.parse_args(told))
    said = capsys.readouterr().out

    assert status == 0
    assert "Known divisions by level: {4: " in said
    assert "Fit to be drawn with." in said


def test_borders_stay_shared_and_are_small_to_send(layout: Layout, tmp_path: Path) -> None:
    """Twenty metres off at most, both sides of a border alike."""
    frame(layout).to_file(tmp_path / "v.gpkg")
    supplied.build(tmp_path, tmp_path / "v.gpkg", "wgs84", "")
    own = supplied.held(tmp_path, "villages")
    areas = [shapely.area(np.asarray(shapes, object)).sum() for shapes in
             (own.shapes, layout.territories)]  # fmt: skip

    assert shapely.coverage_is_valid(own.shapes)
    assert areas[0] == pytest.approx(areas[1], rel=1e-3)
