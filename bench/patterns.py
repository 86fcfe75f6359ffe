"""`python -m bench.patterns`: of the villages made up at a desk, how many are among the first 100.

A sample is made, villages of nine kinds are planted in it (bench/planting.py), it is built, and
the villages are ranked as the page ranks them: by the most surprising pattern of each. The faults
the sample itself plants as patterns (F18, H27, K05, K18) count too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from bench.planting import plant
from holdline import paths

FIRST = 100
OWN = ("F18", "H27", "K05", "K18")
RANKED = """
select village_code, max(surprise) as surprise, arg_max(pattern, surprise) as pattern
from village_pattern group by village_code order by surprise desc, village_code
"""


@dataclass(frozen=True)
class Found:
    """What the ranking found.

    Attributes:
        planted: villages that bear a pattern, with the kind.
        ranked: village_code, surprise and pattern, the most surprising first.
    """

    planted: pl.DataFrame
    ranked: pl.DataFrame

    def recall(self, first: int = FIRST) -> float:
        """Share of the planted villages among the first of the ranking."""
        top = set(self.ranked.head(first)["village_code"])
        wanted = set(self.planted["village_code"])
        return len(wanted & top) / len(wanted)

    def by_kind(self, first: int = FIRST) -> pl.DataFrame:
        """Villages planted and found, by kind."""
        top = self.ranked.head(first)["village_code"].to_list()
        is_found = pl.col("village_code").is_in(top)
        return (
            self.planted.with_columns(is_found.alias("found"))
            .group_by("pattern")
            .agg(villages=pl.len(), found=pl.col("found").sum())
            .sort("pattern")
        )


def measured(home: Path, *, size: str, each: int, seed: int) -> Found:
    """Make, plant and build in *home*, and rank."""
    folder = home / "import"
    _holdline(home, "sample", "--size", size, "--seed", str(seed), "--out", str(folder))
    desk = plant(folder, each=each, seed=seed).select("pattern", "village_code").unique()
    _holdline(home, "build")
    shown = (home / "snapshots" / "CURRENT").read_text().strip()
    with duckdb.connect(home / "snapshots" / shown / "warehouse.duckdb", read_only=True) as db:
        rows = db.execute(RANKED).fetchall()
    ranked = pl.DataFrame(rows, schema=["village_code", "surprise", "pattern"], orient="row")
    return Found(pl.concat([desk, _own(folder)]).unique("village_code", keep="first"), ranked)


def _own(folder: Path) -> pl.DataFrame:
    """The villages in which the sample planted a pattern of its own."""
    truth = pl.read_parquet(folder / "truth" / "faults.parquet")
    homes = pl.read_parquet(folder / "household.parquet", columns=["household_id", "village_code"])
    return (
        truth.filter(pl.col("check").is_in(OWN))
        .join(homes, on="household_id")
        .select(pl.col("check").alias("pattern"), "village_code")
        .unique()
        .sort("village_code")
    )


def _holdline(home: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "holdline", *arguments],
        check=True,
        cwd=paths.ROOT,
        env={**os.environ, "HOLDLINE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.patterns", description=__doc__)
    parser.add_argument("--size", choices=("small", "city", "province"), default="city")
    parser.add_argument("--each", type=int, default=9, help="villages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), size=options.size, each=options.each, seed=options.seed)
    print(found.by_kind())
    villages = found.planted.height
    print(f"recall@{FIRST}: {found.recall():.3f} of {villages} villages (seed {options.seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
