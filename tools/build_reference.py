"""Derive the committed reference data from its sources: `python -m tools.build_reference`."""

import argparse
from pathlib import Path

import polars as pl

from tools.reference import divisions, package, short_names

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
SHANDONG = {1: 1, 2: 16, 3: 152, 4: 1853, 5: 62074}


def read(name: str) -> pl.DataFrame:
    """One of our own tables, everything a string."""
    return pl.read_csv(REFERENCE / name, infer_schema=False)


def build_divisions(tarball: Path | None) -> None:
    """Write the divisions of Shandong to the village and of the nation to the township."""
    everything = divisions.table(package.tables(tarball), read("zones_host.csv"), read("zones_local.csv"))
    for name, rows in {
        "divisions_37": everything.filter(pl.col("division_code").str.starts_with("37")),
        "divisions_cn": everything.filter(pl.col("level") <= 4),  # noqa: PLR2004
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


def main() -> None:
    """Build everything, or the divisions alone from a tarball already at hand."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tarball", type=Path, help="the package, already downloaded")
    build_divisions(options.parse_args().tarball)


if __name__ == "__main__":
    main()
