"""The committed reference data is what its lists of sources and checksums say."""

import hashlib
import tomllib

import polars as pl

from holdline import paths
from holdline.reference.divisions import shipped

SOURCES = tomllib.loads((paths.REFERENCE / "sources.toml").read_text("utf-8"))["files"]
OTHERS = {"SHA256SUMS", "PROVENANCE.md", "LICENSE-data.md", "sources.toml"}
DICTIONARY = {"columns.csv", "codes.csv", "tables.csv"}


def text(name: str) -> pl.DataFrame:
    """One of the tables, everything a string."""
    return pl.read_csv(paths.REFERENCE / name, infer_schema=False)


def test_every_file_is_as_it_was_when_listed() -> None:
    """To put it right after an edit: python -m tools.build_reference --checksums."""
    lines = (paths.REFERENCE / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: sha256 for sha256, name in (line.split("  ") for line in lines)}
    measured = {
        name: hashlib.sha256((paths.REFERENCE / name).read_bytes()).hexdigest() for name in listed
    }

    assert listed == measured
    assert listed == {name: entry["sha256"] for name, entry in SOURCES.items()}


def test_every_derived_file_is_listed_with_origin_and_licence() -> None:
    """To put it right: name the file in data/reference/sources.toml."""
    held = {
        file.relative_to(paths.REFERENCE).as_posix()
        for file in paths.REFERENCE.rglob("*")
        if file.is_file()
    }

    assert held - OTHERS - DICTIONARY == set(SOURCES)
    assert all(entry["origin"] and entry["licence"] for entry in SOURCES.values())


def test_the_tile_grid_has_one_cell_for_each_county_and_no_two_alike() -> None:
    grid = text("tilegrid_37.csv").with_columns(pl.col("row", "col2").cast(pl.Int32))
    counties = shipped().filter(
        pl.col("division_kind").is_in(["district", "county", "county_city"])
    )

    assert counties["division_code"].to_list() == grid["code"].to_list()
    assert not grid.select("row", "col2").is_duplicated().any()
    assert ((grid["row"] + grid["col2"]) % 2).n_unique() == 1


def test_hosts_of_zones_are_counties_and_say_whether_they_were_checked() -> None:
    hosts = text("zones_host.csv")
    names = dict(shipped().select("division_code", "division_name").iter_rows())

    assert hosts.height == 15
    assert {"source", "unverified"} == set(hosts["checked"])
    assert all(names[code] == name for code, name in hosts.select("host", "host_name").iter_rows())
    assert all(names[code] == name for code, name in hosts.select("zone", "name").iter_rows())


def test_the_crosswalk_leads_to_divisions_that_exist() -> None:
    nation = dict(shipped(()).select("division_code", "division_name").iter_rows())
    walk = text("code_crosswalk.csv")

    assert all(
        nation[code] == name for code, name in walk.select("nbs_code", "nbs_name").iter_rows()
    )
    assert not set(walk["amap_code"]) & set(nation)
