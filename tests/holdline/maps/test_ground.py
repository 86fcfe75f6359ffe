"""The map of the nation: a hexagon a province, and nothing that could pass for a boundary."""

from holdline.maps import tiles
from holdline.maps.ground import NATION, ground
from holdline.reference.divisions import shipped


def test_every_province_has_a_hexagon_of_its_own() -> None:
    provinces = shipped(()).filter(shipped(())["level"] == 1)["division_code"].to_list()
    found = ground(NATION, provinces)

    assert sorted(found.drawn) == sorted(provinces)
    assert found.missing == ()
    assert found.is_tiles
    places = {(one.lon, one.lat) for one in (*found.drawn.values(), *found.beneath)}
    assert len(places) == len(tiles.provinces())


def test_provinces_without_figures_lie_beneath() -> None:
    found = ground(NATION, ["37", "41"])

    assert sorted(found.drawn) == ["37", "41"]
    assert {"71", "81", "82", "11"} <= {one.code for one in found.beneath}
