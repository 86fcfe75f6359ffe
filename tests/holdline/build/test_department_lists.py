"""Lists of departments without our numbers: whose they are, and whose they are not."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from bench.planted_lists import planted
from holdline.build import naming, steps
from holdline.queries import catalogue
from holdline.warehouse.snapshot import WAREHOUSE, Snapshot

READ = ("active_member", "snapshot_info", "source_household", "source_member")
PEOPLE = "select person_id, household_id, name, upper(id_number) as id_number from source_member"


@pytest.fixture
def linked(snapshot: Snapshot) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """What was planted in the sample, and what linkage made of it."""
    with duckdb.connect() as db:
        db.execute(f"attach '{snapshot.folder / WAREHOUSE}' as held (read_only)")
        for name in READ:
            db.execute(f"create table {name} as from held.main.{name}")
        lists = planted(_rows(db, PEOPLE), 1500, seed=5)
        db.register("lists", lists.rows.to_arrow())
        db.execute("create table source_dept_match as from lists")
        naming.load(db)
        for file in steps.ordered(catalogue.all("build/linkage")):
            db.execute(f"create table {steps.table_of(file)} as {file.statement}")
        yield lists.truth, _rows(db, "select * from department_link")


def test_every_spoilt_row_finds_its_member_and_no_stranger_one(
    linked: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    """Recall and precision of the strong tiers are both whole, for each way of spoiling."""
    truth, links = linked
    strong = links.filter("is_strong").select("match_id", found="person_id")
    told = truth.join(strong, on="match_id", how="left")
    missed = told.filter(~pl.col("person_id").eq_missing(pl.col("found")))

    assert missed.is_empty(), missed.group_by("kind").len()


def test_a_row_is_tied_to_one_person_at_most(
    linked: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    """Whoever reads the strong links sees no row of a department twice."""
    _, links = linked

    assert links.filter("is_strong")["match_id"].is_unique().all()


def _rows(db: duckdb.DuckDBPyConnection, text: str) -> pl.DataFrame:
    found = pl.from_arrow(db.execute(text).to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    return found
