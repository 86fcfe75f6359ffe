"""Hazard files, and the households they reach."""

import json
from pathlib import Path

import polars as pl
import pytest

from holdline import paths
from holdline.errors import HazardUnreadable
from holdline.geo.dropin import found, read
from holdline.geo.exposure import exposed

HOMES = pl.DataFrame(
    {
        "household_id": ["a", "b", "c", "d", "e"],
        "village_code": [
            "370403001201",
            "370403001201",
            "370403001201",
            "371302001001",
            "370403003201",
        ],
        "longitude": [117.10, 117.35, None, 118.9, None],
        "latitude": [34.70, 34.75, None, 35.1, None],
    }
)


def square(
    west: float, south: float, east: float, north: float, **told: object
) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": told, "geometry": shape}


def test_a_polygon_reaches_those_inside_and_the_strongest_one_tells(tmp_path: Path) -> None:
    """A household without a point stands in the middle of its village's."""
    areas = [square(117, 34, 117.5, 35, mm_min=200), square(117.0, 34.6, 117.15, 34.8, mm_min=250)]
    file = tmp_path / "rain.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": areas}))
    told = exposed(HOMES, read(file), 200)

    assert told["household_id"].to_list() == ["a", "b", "c"]
    assert told["value"].to_list() == [250.0, 200.0, 200.0]
    assert told["precision"].to_list() == ["point", "point", "village"]


def test_a_grid_is_read_between_its_points(tmp_path: Path) -> None:
    file = tmp_path / "rain.csv"
    rows = ["lon,lat,mm"]
    rows += [f"{117 + x / 2},{34.5 + y / 2},{100 * x + 10 * y}" for x in range(3) for y in range(2)]
    file.write_text("\n".join(rows))
    told = exposed(HOMES[:2], read(file), 0)

    assert {"a": pytest.approx(24.0), "b": pytest.approx(75.0)} == dict(
        zip(told["household_id"], told["value"], strict=True)
    )


def test_a_list_reaches_by_the_nearest_division_it_names(tmp_path: Path) -> None:
    """A zone stands before the county its streets are coded under; names match, or are told."""
    file = tmp_path / "rain.csv"
    name = "\u859b\u57ce\u533a"
    file.write_text(f"name,mm\n{name},260\n370471,210\n370403001201000,1\nNowhere,5\n", "utf-8")
    with pytest.raises(HazardUnreadable):
        read(file)
    file.write_text(f"name,mm\n{name},260\n370471,210\nNowhere,5\n", "utf-8")
    hazard = read(file)
    told = exposed(HOMES, hazard, 200)

    assert hazard.unmatched == ("Nowhere",)
    assert dict(zip(told["household_id"], told["value"], strict=True)) == {
        "a": 260.0,
        "b": 260.0,
        "c": 260.0,
        "e": 210.0,
    }
    assert {"county_list"} == set(told["precision"])


def test_a_file_in_another_datum_says_so_in_its_name(tmp_path: Path) -> None:
    plain, shifted = tmp_path / "rain.geojson", tmp_path / "rain.gcj02.geojson"
    for file in (plain, shifted):
        file.write_text(json.dumps(square(117, 34, 117.5, 35)))
    one, other = (read(file).areas[0][0].bounds[0] for file in (plain, shifted))

    assert 0.003 < one - other < 0.008


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.geojson", "{}"),
        ("x.geojson", "no json"),
        ("x.csv", "lon,lat,mm\n117,34,5\n117.1,34,5\n117.35,34.1,5\n"),
        ("x.csv", "what,mm\na,5\n"),
        ("x.csv", "lon,lat,mm\n117,34,much\n"),
    ],
)
def test_a_file_that_is_none_of_the_three_is_refused(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)

    with pytest.raises(HazardUnreadable, match=r"x\."):
        read(file)


def test_the_shipped_layers_can_be_read_and_say_they_are_invented() -> None:
    hazards = [read(path) for path in found((paths.REFERENCE / "hazards",))]

    assert [hazard.kind for hazard in hazards] == ["grid", "list", "polygon", "services"]
    assert all(hazard.is_synthetic for hazard in hazards)
