"""The map page, driven through app.py."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import area
from holdline.warehouse.snapshot import Snapshot

DRAWN = area.written(((117.2, 34.7), (117.3, 34.7), (117.3, 34.9), (117.2, 34.9)))
LAYERS = ("areas", "funnel", "points", "doctor", "hazards")


def opened(**address: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page("pages/monitor/map.py").run()


def maps(page: AppTest) -> list[dict[str, Any]]:
    """What the page's maps of areas are sent."""
    drawn = [one.proto for one in page.get("bidi_component")]
    return [json.loads(one.json) for one in drawn if one.component_name == "holdline_areas"]


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_draws_in_both_languages(layer: str, language: str) -> None:
    page = opened(lang=language, division="3704", **{"x-layer": layer})

    assert not page.exception
    assert page.markdown
    assert "takeaway_png" in [one.key for one in page.get("download_button")]


def test_a_village_shows_its_households_as_nothing_lies_below(snapshot: Snapshot) -> None:
    assert snapshot.manifest.is_sample
    page = opened(lang="en", division="370403001201")

    assert not page.exception
    assert "Households" not in [one.value for one in page.title]


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("layer", ["areas", "points"])
def test_no_map_waits_for_the_charts_library(layer: str) -> None:
    """Plotly is five megabytes of script; only the funnel, a chart, asks for it."""
    page = opened(lang="en", division="370403", **{"x-layer": layer})

    assert page.get("plotly_chart") == []


@pytest.mark.usefixtures("snapshot")
def test_months_compared_stand_side_by_side_with_the_same_legend() -> None:
    page = opened(lang="en", division="370403", **{"x-against": "2021-12"})
    before, now = maps(page)

    assert [one["colour"] for one in before["legend"]] == [one["colour"] for one in now["legend"]]
    assert "Dec 2021" in before["alt"]
    assert before["areas"] != now["areas"]


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("role", ["leader", "analyst"])
def test_who_sees_no_records_sees_nobodys_place(role: str) -> None:
    """Neither the layers of points, nor an area that a link brings."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    address = {"lang": "en", "division": "370403", "x-layer": "points", "area": DRAWN}
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    page = app.switch_page("pages/monitor/map.py").run()

    assert not page.exception
    assert [one.options for one in page.button_group if one.key == "map_layer"] == [
        ["Areas", "Funnel"]
    ]
    assert [one.value for one in page.caption if "whole division" in one.value]
    assert [one for one in page.button if one.key == "area_chip"] == []


@pytest.mark.usefixtures("snapshot")
def test_two_figures_stand_side_by_side_in_the_same_classes() -> None:
    """Two counts of households share their classes; a rate beside a count says it does not."""
    page = opened(lang="en", division="370403", **{"x-against": "eliminated"})
    other = opened(lang="en", division="370403", **{"x-against": "rate"})

    assert len(maps(page)) == len(maps(other)) == 2
    assert not [one for one in page.caption if "classes of its own" in one.value]
    assert [one for one in other.caption if "classes of its own" in one.value]


@pytest.mark.usefixtures("snapshot")
def test_households_hit_are_followed_and_can_be_taken_along() -> None:
    """The count clicked lists those behind it; services have no months to follow."""
    hazard = {"x-layer": "hazards", "x-least": "100"}
    page = opened(lang="en", division="370403", **hazard)
    some = opened(lang="en", division="370403", **hazard, **{"x-part": "new~2021-11"})
    services = {"x-hazard": "synthetic_services_clinics.csv", "x-layer": "hazards"}
    clinics = opened(lang="en", division="370403", **services)

    def said(shown: AppTest, words: str) -> list[str]:
        return [one.value for one in shown.markdown if words in one.value]

    assert not page.exception
    assert said(page, "What became of them")
    assert said(some, "Nov 2021, New")
    assert not said(clinics, "What became of them")
    assert said(clinics, "far from services")
    assert [one.proto.label for one in page.get("download_button")]


@pytest.mark.usefixtures("snapshot")
def test_a_users_boundary_file_is_checked_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = {"type": "Polygon", "coordinates": [[[117, 34], [118, 34], [118, 35], [117, 34]]]}
    feature = {"type": "Feature", "properties": {"code": "370403001"}, "geometry": square}
    told = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "towns.geojson").write_text(json.dumps(told))
    (tmp_path / "other.geojson").write_text("{}")
    monkeypatch.setattr(paths, "boundaries", lambda: tmp_path)
    page = opened(lang="en", division="370403", **{"x-boundaries": "1"})

    assert not page.exception
    assert [one for one in page.markdown if "1 townships" in one.value]
    assert [one for one in page.warning if "other.geojson cannot be read" in one.value]
