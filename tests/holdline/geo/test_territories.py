"""Synthetic territories tile their county, and are the same on every run."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from holdline.errors import TerritoriesIncomplete
from holdline.geo.metres import to_metres
from holdline.geo.outlines import county_outlines, hexagons
from holdline.geo.territories import Layout, Township, layout
from holdline.geo.territory_files import county_territories, townships_on, zone_of
from holdline.reference.divisions import ground_of, shipped

ZAOZHUANG_HOST = "370403"


@pytest.fixture(scope="module")
def laid_out(outlines: Path) -> Layout:
    """The county on whose ground the issuing zone stands."""
    return county_territories(ZAOZHUANG_HOST, county_outlines(outlines).polygons[ZAOZHUANG_HOST])


def assert_tiles(made: Layout, ground: shapely.Geometry) -> None:
    """Every village has valid ground, all share borders, and together they are the county."""
    whole = shapely.coverage_union_all(made.territories)

    assert shapely.is_valid(made.territories).all()
    assert shapely.coverage_is_valid(made.territories)
    assert ground.area == pytest.approx(shapely.area(made.territories).sum(), rel=1e-4)
    assert shapely.hausdorff_distance(whole.boundary, ground.boundary) < 2e-5


def test_villages_tile_their_county(laid_out: Layout, outlines: Path) -> None:
    ground = county_outlines(outlines).polygons[ZAOZHUANG_HOST]
    codes = shipped().filter(level=5)["division_code"]

    assert_tiles(laid_out, ground)
    assert [code for code in codes if ground_of(code) == ZAOZHUANG_HOST] == list(laid_out.villages)


def test_villages_tile_their_township_in_one_piece(laid_out: Layout) -> None:
    """A township of a county without islands is one polygon, and so is the zone."""
    towns = np.array([code[:9] for code in laid_out.villages])
    zones = np.array([zone_of(code) or "" for code in towns])
    pieces = [
        shapely.coverage_union_all(laid_out.territories[towns == town]).geom_type
        for town in sorted(set(towns))
    ]

    assert {"Polygon"} == set(pieces)
    assert (
        shapely.coverage_union_all(laid_out.territories[zones == "370471"]).geom_type == "Polygon"
    )


def test_everything_within_the_radius_is_the_villages_own(laid_out: Layout) -> None:
    points = shapely.transform(shapely.points(laid_out.cores), to_metres)
    grounds = shapely.transform(laid_out.territories, to_metres)
    rooms = shapely.buffer(points, laid_out.radius_m * 0.97)

    assert shapely.contains(grounds, rooms).all()
    assert laid_out.radius_m.min() > 10


def test_vertices_stay_on_the_grid_they_are_written_to(laid_out: Layout) -> None:
    """So that rounding cannot open a gap."""
    points = shapely.get_coordinates(laid_out.territories)

    assert (np.round(points, 5) == points).all()


def test_two_runs_are_alike_to_the_last_vertex(laid_out: Layout, outlines: Path) -> None:
    again = county_territories(ZAOZHUANG_HOST, county_outlines(outlines).polygons[ZAOZHUANG_HOST])

    assert (shapely.to_wkb(laid_out.territories) == shapely.to_wkb(again.territories)).all()
    assert (laid_out.cores == again.cores).all()


def test_a_hexagon_is_tiled_as_well() -> None:
    """Without the package the ground is schematic, the rules are the same."""
    ground = hexagons()["370112"]

    assert_tiles(county_territories("370112", ground), ground)


def test_a_county_of_islands_leaves_no_village_without_ground(outlines: Path) -> None:
    """Penglai holds the archipelago between two provinces."""
    ground = county_outlines(outlines).polygons["370614"]

    assert shapely.get_num_geometries(ground) > 5
    assert_tiles(county_territories("370614", ground), ground)


def test_townships_of_a_coded_zone_stand_on_the_ground_of_its_host() -> None:
    zones = {township.zone for township in townships_on("371002")}

    assert {None, "371071", "371072", "371073"} == zones
    assert townships_on("371071") == ()
    assert sum(len(townships_on(county)) for county in hexagons()) == 1853


def test_one_village_takes_its_whole_township_and_county() -> None:
    ground = shapely.box(117, 35, 117.1, 35.1)
    made = layout("370402", ground, [Township("370402001", ("370402001001",))])

    assert made.territories[0].equals(ground)


def test_a_county_too_small_for_its_villages_is_reported_not_drawn() -> None:
    speck = shapely.box(117, 35, 117.00002, 35.00002)
    villages = tuple(f"370402001{number:03}" for number in range(200, 260))

    with pytest.raises(TerritoriesIncomplete):
        layout("370402", speck, [Township("370402001", villages)])
