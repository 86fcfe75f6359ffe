"""The map's specification: what is filled, how it is told, and on which ground."""

from pathlib import Path
from typing import Any

import pytest

from holdline import paths
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


def fills(figure: dict[str, object]) -> dict[str, str]:
    """The colour each code is filled with."""
    return {
        code: trace["colorscale"][0][1]
        for trace in figure["data"]
        if trace["type"] == "choropleth"
        for code in trace["locations"]
    }


def keys(figure: dict[str, object]) -> dict[str, str]:
    """The colour each line of the legend shows."""
    return {
        trace["name"]: trace["marker"]["color"] for trace in figure["data"] if trace.get("name")
    }


@pytest.mark.usefixtures("static")
def test_fill_and_legend_show_the_same_colours() -> None:
    figure = drawn()

    assert keys(figure)["few"] == fills(figure)["370403"]
    assert keys(figure)["many"] == fills(figure)["370471"]
    assert keys(figure)["nothing"] == fills(figure)["370404"]


@pytest.mark.usefixtures("static")
def test_a_zone_is_drawn_after_its_host_with_an_edge_of_its_own() -> None:
    figure = drawn()
    order = [
        code for one in figure["data"] if one["type"] == "choropleth" for code in one["locations"]
    ]
    edges = {
        code: trace["marker"]["line"]["color"]
        for trace in figure["data"]
        if trace["type"] == "choropleth"
        for code in trace["locations"]
    }

    assert order[-1] == "370471"
    assert edges["370471"] != edges["370403"]


@pytest.mark.usefixtures("static")
def test_what_has_no_outline_is_named_not_dropped() -> None:
    made = ground.ground("3704", ["370403", "370404", "370471", "370499"])

    assert made.missing == ("370499",)
    assert made.is_synthetic


@pytest.mark.usefixtures("static")
def test_geometry_is_sent_by_its_address_only() -> None:
    figure = drawn()

    assert {"/app/static/geo/3704-counties.geojson", "/app/static/geo/3704-zones.geojson"} == {
        one["geojson"] for one in figure["data"] if one["type"] == "choropleth"
    }


@pytest.mark.usefixtures("static")
def test_ground_of_another_division_is_told_apart() -> None:
    """A zone's township on its host's ground stands beneath, without figures."""
    made = ground.ground("370403", ["370403001"])

    assert [one.code for one in made.beneath] == ["370403002"]


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
    """Closed, dashed, and no mark that a click could take for a division."""
    corners = ((117.0, 34.0), (118.0, 34.0), (118.0, 35.0))
    spec = drawn(corners)
    (line,) = [one for one in spec["data"] if one.get("mode") == "lines"]

    assert line["lon"] == [117.0, 118.0, 118.0, 117.0]
    assert line["hoverinfo"] == "skip"
    assert [one for one in drawn()["data"] if one.get("mode") == "lines"] == []
