"""A later snapshot: what was decided holds for equal data, and patterns planted in it are found."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from bench.patterns import RANKED
from bench.planting import KINDS, plant
from holdline import paths
from holdline.quality.backlog import stood
from holdline.state.triage import Item
from holdline.warehouse.connection import HARDENED

ON, BUILT = date(2023, 1, 5), datetime(2023, 1, 1, tzinfo=UTC)
CHECK, FIELD = "G11", "road_km"
FIRST = 100


@pytest.fixture(scope="module")
def later(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one suspected figure was changed to another, and patterns were planted."""
    home = tmp_path_factory.mktemp("later")
    shutil.copytree(built_home / "import", home / "import")
    file = home / "import" / "household.parquet"
    homes, changed = pl.read_parquet(file), _first(built_home)
    told = pl.when(pl.col("household_id") == changed).then(pl.lit("88")).otherwise(pl.col(FIELD))
    homes.with_columns(told.cast(homes.schema[FIELD]).alias(FIELD)).write_parquet(file)
    plant(home / "import", each=1, seed=3)
    subprocess.run(
        [sys.executable, "-m", "holdline", "build"],
        cwd=paths.ROOT,
        env=os.environ | {"HOLDLINE_HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return home


def _first(home: Path) -> str:
    """The first household with the check's finding."""
    found = rows(home, CHECK)
    assert found.height > 0
    return str(found["household_id"][0])


def rows(home: Path, check: str) -> pl.DataFrame:
    """The findings of a check, with their marks."""
    name = (home / "snapshots" / "CURRENT").read_text().strip()
    with duckdb.connect(
        home / "snapshots" / name / "warehouse.duckdb", read_only=True, config=HARDENED
    ) as db:
        asked = "select mark, check_id, village_code, household_id from finding_mark"
        found = db.execute(f"{asked} where check_id = $check order by household_id, mark",
                           {"check": check}).fetchall()  # fmt: skip
    columns = ("mark", "check_id", "village_code", "household_id")
    return pl.DataFrame(found, schema=columns, orient="row")


def kept(row: tuple[str, ...]) -> Item:
    """A record closed as a false alarm, for as long as its data stay."""
    return Item(
        *row, snapshot="s", state="closed", owner="a", due_on=None, verdict="false_alarm",
        is_corrected=False, scope="record", expires_on=None, verdict_by="a", reviewed_by="b",
        closed_at=BUILT,
    )  # fmt: skip


def test_a_false_alarm_is_shown_again_only_when_its_data_change(
    built_home: Path, later: Path
) -> None:
    """Every finding of the check was a false alarm; one figure is another now."""
    before, after = rows(built_home, CHECK), rows(later, CHECK)
    memory = [kept(row) for row in before.rows()]
    seen = {
        name: dict(
            stood(found, memory, on=ON, built_at=BUILT).select("household_id", "state").iter_rows()
        )
        for name, found in (("before", before), ("after", after))
    }
    changed = _first(built_home)

    assert set(seen["before"].values()) == {"remembered"}
    assert seen["after"] == {**seen["before"], changed: "new"}


def test_planted_patterns_are_among_the_first(later: Path) -> None:
    """At small size; `python -m bench.patterns` measures a city."""
    truth = pl.read_parquet(later / "import" / "truth" / "patterns.parquet")
    name = (later / "snapshots" / "CURRENT").read_text().strip()
    with duckdb.connect(
        later / "snapshots" / name / "warehouse.duckdb", read_only=True, config=HARDENED
    ) as db:
        first = [row[0] for row in db.execute(RANKED).fetchall()[:FIRST]]
    planted = truth.select("pattern", "village_code").unique()
    found = planted.filter(pl.col("village_code").is_in(first))

    assert set(planted["pattern"]) == set(KINDS)
    assert found.height / planted.height >= 0.9
