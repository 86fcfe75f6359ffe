"""Layers in the formats offices have: rasters, shapefiles, Parquet, and services."""

from datetime import date
from pathlib import Path

import geopandas
import numpy as np
import polars as pl
import pytest
import shapely
from PIL import Image, TiffImagePlugin

from holdline.errors import HazardUnreadable
from holdline.geo.dropin import found, read
from holdline.geo.exposure import exposed

NORTHERN = np.array([[10.0, 20.0, 30.0], [40.0, 50.0, -9999.0]])
HOMES = pl.DataFrame(
    {
        "household_id": ["a", "b"],
        "village_code": ["370403001201", "370403001202"],
        "longitude": [117.25, 117.60],
        "latitude": [34.85, 34.70],
    }
)
ZONE = shapely.box(117.0, 34.6, 117.4, 35.0)


def tiff(
    path: Path, values: np.ndarray, *, model: int = 2, code: int = 4326, **saving: object
) -> Path:
    """A GeoTIFF of a tenth of a degree whose upper left corner is 117, 35."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    doubles = {33550: (0.1, 0.1, 0.0), 33922: (0.0, 0.0, 0.0, 117.0, 35.0, 0.0)}
    for tag, numbers in doubles.items():
        tags.tagtype[tag] = 12
        tags[tag] = numbers
    tags.tagtype[34735] = 3
    tags[34735] = (1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 1, 2048, 0, 1, code)
    tags.tagtype[42113] = 2
    tags[42113] = "-9999"
    Image.fromarray(values.astype(np.float32)).save(path, "TIFF", tiffinfo=tags, **saving)
    return path


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_a_geotiff_is_read_with_its_place_and_its_holes(
    tmp_path: Path, compression: str | None
) -> None:
    """Cells are areas: the first middle stands half a cell inside; rows run from the north."""
    hazard = read(tiff(tmp_path / "rain_2021-10.tif", NORTHERN, compression=compression))

    assert hazard.kind == "grid"
    assert hazard.month == date(2021, 10, 1)
    assert hazard.grid is not None
    assert (hazard.grid.west, hazard.grid.south) == (pytest.approx(117.05), pytest.approx(34.85))
    assert hazard.grid.values[1].tolist() == [10.0, 20.0, 30.0]
    assert hazard.grid.values[0].tolist()[:2] == [40.0, 50.0]
    assert np.isnan(hazard.grid.values[0, 2])


def test_a_projected_geotiff_is_refused_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(HazardUnreadable, match="degrees"):
        read(tiff(tmp_path / "rain.tif", NORTHERN, model=1, code=32650))
    with pytest.raises(HazardUnreadable, match="degrees"):
        read(tiff(tmp_path / "rain.tif", NORTHERN, code=4214))
    Image.fromarray(NORTHERN.astype(np.float32)).save(tmp_path / "plain.tif")
    with pytest.raises(HazardUnreadable, match="scale and place"):
        read(tmp_path / "plain.tif")


def test_an_ascii_grid_is_the_same_grid(tmp_path: Path) -> None:
    file = tmp_path / "rain.asc"
    heads = "ncols 3\nnrows 2\nxllcorner 117\nyllcorner 34.8\ncellsize 0.1\nNODATA_value -9999\n"
    file.write_text(heads + "\n".join(" ".join(map(str, row)) for row in NORTHERN))
    one, other = read(file).grid, read(tiff(tmp_path / "rain.tif", NORTHERN)).grid

    assert one is not None
    assert other is not None
    assert (one.west, one.south) == (pytest.approx(other.west), pytest.approx(other.south))
    np.testing.assert_array_equal(one.values, other.values)
    file.write_text(heads.replace("ncols 3", "ncols 4") + "1 2 3\n4 5 6\n")
    with pytest.raises(HazardUnreadable, match="no ASCII grid"):
        read(file)


@pytest.mark.parametrize("ending", ["shp", "gpkg", "parquet", "geojson"])
@pytest.mark.parametrize("crs", [4326, 4490, 4527])
def test_polygons_of_any_format_and_projection_reach_the_same(
    tmp_path: Path, ending: str, crs: int
) -> None:
    file = tmp_path / f"flood.{ending}"
    held = geopandas.GeoDataFrame({"mm": [250.0]}, geometry=[ZONE], crs=4326)
    held = held.to_crs(crs if ending != "geojson" else 4326)
    held.to_parquet(file) if ending == "parquet" else held.to_file(file)
    told = exposed(HOMES, read(file), 200)

    assert told["household_id"].to_list() == ["a"]
    assert told["value"].to_list() == [250.0]


def test_rows_in_parquet_are_a_grid_or_a_list(tmp_path: Path) -> None:
    points = {"lon": [117.0, 117.5, 117.0, 117.5], "lat": [34.5, 34.5, 35.0, 35.0], "mm": [1.0] * 4}
    pl.DataFrame(points).write_parquet(tmp_path / "grid.parquet")
    pl.DataFrame({"code": ["370403"], "mm": [200.0]}).write_parquet(tmp_path / "list.parquet")

    assert read(tmp_path / "grid.parquet").kind == "grid"
    assert read(tmp_path / "list.parquet").places == {"370403": 200.0}


def test_services_tell_how_far_the_nearest_is(tmp_path: Path) -> None:
    """A hundredth of a degree of latitude is 1.11 km."""
    (tmp_path / "clinics.csv").write_text("name,lon,lat\nA,117.25,34.86\nB,118.5,34.7\n", "utf-8")
    clinics = read(tmp_path / "clinics.csv")
    told = exposed(HOMES, clinics, 0)

    assert clinics.kind == "services"
    assert [one.name for one in clinics.services] == ["A", "B"]
    assert dict(zip(told["household_id"], told["value"], strict=True)) == {
        "b": pytest.approx(36.7, abs=0.2),
        "a": pytest.approx(1.112, abs=0.005),
    }
    assert exposed(HOMES, clinics, 5)["household_id"].to_list() == ["b"]


def test_only_layers_are_found_in_the_folder(tmp_path: Path) -> None:
    for name in ("a.shp", "a.dbf", "a.shx", "b.tif", "c.asc", "d.csv", "e.txt", "f.parquet"):
        (tmp_path / name).touch()

    assert [file.name for file in found((tmp_path, tmp_path / "none"))] == [
        "a.shp", "b.tif", "c.asc", "d.csv", "f.parquet",
    ]  # fmt: skip
