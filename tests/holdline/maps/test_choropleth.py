"""The map's specification: what is filled, how it is told, and on which ground."""

import json
from pathlib import Path
from typing import Any

import pytest

from holdline import palette, paths
from holdline.maps import choropleth, ground, legend, tiles
from holdline.maps.breaks import classes
from holdline.maps.choropleth import Area

ROOM = (800, 400)


def collection(*codes: str) -> str:
    """A GeoJSON file of squares side by side."""
    rows = [
        f'{{"type":"Feature","id":"{code}","properties":{{"code":"{code}","name":"N{code}",'
        f'"lon":{117 + at}.5,"lat":35.5}},"geometry":{{"type":"Polygon","coordinates":'
        f"[[[{117 + at},35],[{117 + at},36],[{118 + at},36],[{118 + at},35],[{117 + at},35]]]}}}}"
        for at, code in enumerate(codes)
    ]
    return '{"type":"FeatureCollection","features":[' + ",".join(rows) + "]}"


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder with a city's counties, a zone of it, and a county's townships."""
    folder = tmp_path / "geo"
    folder.mkdir()
    (folder / "37-counties.geojson").write_text(collection("370403", "370404"))
    (folder / "3704-counties.geojson").write_text(collection("370403", "370404"))
    (folder / "3704-zones.geojson").write_text(collection("370471"))
    (folder / "370403-townships.geojson").write_text(collection("370403001", "370403002"))
    (folder / "370403-villages.geojson").write_text(collection("370403001201", "370403002201"))
    monkeypatch.setattr(paths, "STATIC", tmp_path)
    return tmp_path


def areas() -> list[Area]:
    return [
        Area("370403", 5.0, ("A", "5"), ("A", "5 h")),
        Area("370404", None, ("B", "—"), ("B",)),
        Area("370471", 40.0, ("Z", "40"), ("Z",), is_zone=True),
        Area("370499", 7.0, ("?", "7"), ("?",)),
    ]


def drawn(round_: tuple[tuple[float, float], ...] = ()) -> dict[str, Any]:
    made = classes([5, 40, 7], is_count=True, most=2)
    return choropleth.figure(
        ground.ground("3704", [area.code for area in areas()]),
        areas(),
        made,
        legend=("few", "many"),
        blank="nothing",
        beneath="another's",
        size=ROOM,
        drawn_round=round_,
    )


def fills(figure: dict[str, Any]) -> dict[str, str]:
    """The colour each code is filled with."""
    return {area["code"]: area["fill"] for area in figure["areas"]}


def keys(figure: dict[str, Any]) -> dict[str, str]:
    """The colour each line of the legend shows."""
    return {one["title"]: one["colour"] for one in figure["legend"]}


@pytest.mark.usefixtures("static")
def test_fill_and_legend_show_the_same_colours() -> None:
    figure = drawn()

    assert keys(figure)["few"] == fills(figure)["370403"]
    assert keys(figure)["many"] == fills(figure)["370471"]
    assert keys(figure)["nothing"] == fills(figure)["370404"]


@pytest.mark.usefixtures("static")
def test_a_zone_is_drawn_after_its_host_and_marked() -> None:
    figure = drawn()

    assert [one["code"] for one in figure["areas"]] == ["370403", "370404", "370471"]
    assert [one["code"] for one in figure["areas"] if one.get("is_zone")] == ["370471"]


@pytest.mark.usefixtures("static")
def test_a_label_is_read_on_its_fill_and_beyond_it() -> None:
    """White letters on a dark class bring a dark ground, dark letters a white one."""
    pair = [Area("370403", 5.0, ("A",), ()), Area("370404", 40.0, ("B",), ())]
    figure = choropleth.figure(
        ground.ground("3704", ["370403", "370404"]), pair, classes([5, 40], is_count=True, most=2),
        legend=("few", "many"), blank="", beneath="", size=ROOM,
    )  # fmt: skip
    inks = {one["code"]: (one["ink"], one["halo"]) for one in figure["labels"]}

    assert inks["370403"] == (palette.INK, choropleth.WHITE)
    assert inks["370404"] == (choropleth.WHITE, choropleth.RAMP[-1])


@pytest.mark.usefixtures("static")
def test_what_has_no_outline_is_named_not_dropped() -> None:
    made = ground.ground("3704", ["370403", "370404", "370471", "370499"])

    assert made.missing == ("370499",)
    assert made.is_synthetic


@pytest.mark.usefixtures("static")
def test_geometry_is_sent_by_its_address_only() -> None:
    figure = drawn()

    assert figure["files"] == {
        name: f"/app/static/geo/{name}" for name in ("3704-counties.geojson", "3704-zones.geojson")
    }
    assert "coordinates" not in json.dumps(figure)


@pytest.mark.usefixtures("static")
def test_ground_of_another_division_is_told_apart() -> None:
    """A zone's township on its host's ground stands beneath, without figures, and leads nowhere."""
    made = ground.ground("370403", ["370403001"])
    town = Area("370403001", 5.0, ("T", "5"), ("T",))
    figure = choropleth.figure(
        made, [town], classes([5.0], is_count=True), legend=("few",), blank="nothing",
        beneath="another's", size=ROOM,
    )  # fmt: skip
    first, last = figure["areas"]

    assert (first["code"], first["fill"]) == ("370403002", choropleth.BENEATH)
    assert first["hover"] == ["N370403002", "another's"]
    assert "acts" not in first
    assert last["acts"]
    assert keys(figure)["another's"] == choropleth.BENEATH


@pytest.mark.usefixtures("static")
def test_a_township_is_drawn_by_its_own_villages_alone() -> None:
    made = ground.ground("370403001", ["370403001201"])

    assert list(made.drawn) == ["370403001201"]
    assert made.beneath == ()


def test_without_outlines_hexagons_stand_for_counties(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "STATIC", tmp_path)
    monkeypatch.setattr(paths, "LOCAL", tmp_path)
    cities = ground.ground("37", ["3704", "3701"])
    counties = ground.ground("3704", ["370403", "370471"])

    assert cities.is_tiles
    assert counties.missing == ("370471",)
    assert ground.Source("tiles", "") == ground.source()
    (tmp_path / "about.toml").write_text('kind = "official"\nreview_number = "S1"')
    assert ground.Source("official", "S1") == ground.source()
    assert len(tiles.collection(("3704",))["features"][0]["geometry"]["coordinates"]) == 6


def test_every_county_has_one_hexagon_and_no_two_the_same() -> None:
    rings = tiles.hexagons()

    assert len(rings) == 136
    assert len(set(rings.values())) == 136


def test_the_legend_says_what_each_class_holds_and_how_many() -> None:
    values = [0, 0, 3, 5, 40]
    made = classes(values, is_count=True, most=3)

    def say(key: str, **facts: object) -> str:
        return f"{key} {sorted(facts.items())}"

    told = legend.words(made, values, write=lambda value: f"{value:.0f}h", say=say)

    assert "('areas', 2), ('classes', '0h')" in told[0]
    assert "('high', '" in told[1]
    assert "('areas', 1)" in told[2]
    assert "and_more" in told[2] or "40h" in told[2]


def test_labels_that_would_meet_give_way() -> None:
    outlines = {
        code: ground.Outline(code, code, "", lon, 35.5, (lon - half, 35, lon + half, 36))
        for code, lon, half in (("a", 117.0, 0.5), ("b", 117.01, 0.1), ("c", 119.0, 0.5))
    }
    shown = choropleth.fitting(
        [(code, ("nameOf" + code, "1")) for code in outlines], outlines, (300, 200)
    )

    assert {"a", "c"} == shown.keys()


@pytest.mark.usefixtures("static")
def test_an_area_drawn_is_a_line_over_the_map() -> None:
    corners = ((117.0, 34.0), (118.0, 34.0), (118.0, 35.0))

    assert drawn(corners)["round"] == [[117.0, 34.0], [118.0, 34.0], [118.0, 35.0]]
    assert drawn()["round"] == []


@pytest.mark.usefixtures("static")
def test_the_rings_of_a_picture_are_those_the_browser_fetches() -> None:
    files = ground.ground("3704", ["370403", "370471"]).files
    found = ground.rings(files)

    assert found["3704-zones.geojson370471"] == [
        [[117, 35], [117, 36], [118, 36], [118, 35], [117, 35]]
    ]
    assert found.keys() == {
        "3704-counties.geojson370403", "3704-counties.geojson370404", "3704-zones.geojson370471",
    }  # fmt: skip
