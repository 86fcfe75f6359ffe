"""Build files run at the other end of Spark Connect, and their tables come back equal.

The server is Sail, which speaks Spark Connect in this process and needs no Java. It stands in for
Spark, whose own run is `make cluster`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from pysail.spark import SparkConnectServer
from pyspark.sql import DataFrame

from bench.engines import compared
from holdline.build import building, steps
from holdline.build.engine import opening
from holdline.build.engine.cluster import Cluster
from holdline.build.engine.opening import Chosen, opened
from holdline.errors import (
    EngineClientMissing,
    EngineFolderUnfit,
    EngineFolderUnseen,
    EngineRowsMissing,
    EngineStepFailed,
    EngineUnreachable,
)
from holdline.queries.sqlfile import SqlFile, parse
from holdline.warehouse.snapshot import Snapshot

# Sail 0.7.2 divides by zero where nullif guards it.
BEYOND_SAIL = frozenset({"exit_income"})


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a server."""
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    yield f"sc://localhost:{server.listening_address[1]}"
    server.stop()


@pytest.fixture(autouse=True)
def _counted_by_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sail cannot count the rows as it writes them."""

    def written(self: Cluster, rows: DataFrame, path: Path) -> int:
        rows.write.parquet(path.as_uri())
        if not list(path.glob("*.parquet")):
            return 0
        return self.spark.read.parquet(path.as_uri()).count()

    monkeypatch.setattr(Cluster, "_written", written)


def a_step(statement: str, kind: str = "BIGINT") -> SqlFile:
    """A build file that reads the table `given`."""
    header = (
        "-- Some.\n--\n-- grain:   number\n-- reads:   given\n-- columns:\n"
        f"--     number  {kind}  it\n-- order:   number desc\n\n"
    )
    return parse(header + statement, name="build/core/made", path=Path("made.sql"))


def test_every_table_comes_back_equal(
    url: str, snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of queries/build over the small sample: every row and cell, and the types."""
    home = opening.kept_home() | BEYOND_SAIL
    monkeypatch.setattr(opening, "kept_home", lambda: home)
    files = steps.all_steps()
    made = {steps.table_of(file) for file in files}
    mine = tmp_path / "mine.duckdb"
    with opened(Chosen(url), tmp_path) as engine, duckdb.connect(mine) as db:
        db.execute(f"attach '{snapshot.warehouse}' as held (read_only)")
        tables = db.execute(
            "select table_name from duckdb_tables() where database_name = 'held'"
        ).fetchall()
        for (table,) in tables:
            if table not in made:
                db.execute(f'create table "{table}" as from held."{table}"')
        steps.derive(db, files, lambda _: None, engine)

    found = compared(snapshot.warehouse, mine)

    assert [one.table for one in found if one.different] == []
    assert made <= {one.table for one in found}
    assert sum(one.rows for one in found if one.table in made) > 10_000
    assert not list(tmp_path.glob("holdline-*"))


def test_rows_come_back_in_order_and_in_type(url: str, tmp_path: Path) -> None:
    """In those of the header, whatever the engine made of them; no rows make an empty table."""
    with opened(Chosen(url), tmp_path) as engine, duckdb.connect() as db:
        db.execute("create table given as select cast(range as integer) as x from range(9)")
        engine.make(db, a_step("select x as number from given where x > 5 order by number desc"))
        rows = db.execute("select number, typeof(number) from made").fetchall()
        db.execute("drop table made")
    with opened(Chosen(url), tmp_path) as engine, duckdb.connect() as db:
        db.execute("create table given as select 1 as x where false")
        engine.make(db, a_step("select x as number from given"))
        empty = db.execute("select count(*) from made").fetchall()

    assert rows == [(8, "BIGINT"), (7, "BIGINT"), (6, "BIGINT")]
    assert empty == [(0,)]


def test_a_failing_statement_is_named(url: str, tmp_path: Path) -> None:
    """With the engine, and the first sentence of what it said."""
    with opened(Chosen(url), tmp_path) as engine, duckdb.connect() as db:
        db.execute("create table given as select 1 as x")
        with pytest.raises(EngineStepFailed, match=r"build/core/made\.sql failed on Spark"):
            engine.make(db, a_step("select nothing as number from given"))


def test_rows_that_do_not_arrive_stop_the_build(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a worker writes to a folder of its own."""
    with opened(Chosen(url), tmp_path) as engine, duckdb.connect() as db:
        db.execute("create table given as select range as x from range(9)")
        written = Cluster._written
        monkeypatch.setattr(Cluster, "_written", lambda *told: written(*told) + 1)
        with pytest.raises(EngineRowsMissing, match="made 10 rows of made, but 9"):
            engine.make(db, a_step("select x as number from given"))


def test_a_folder_that_is_not_shared_is_told_at_once(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a row is read."""
    with (
        pytest.raises(EngineFolderUnfit, match="No such file"),
        opened(Chosen(url, tmp_path / "nowhere"), tmp_path),
    ):
        pass
    monkeypatch.setattr(
        "holdline.build.engine.cluster._uri", lambda path: f"file:///elsewhere{path}"
    )
    with pytest.raises(EngineFolderUnseen, match="--engine-folder"), opened(Chosen(url), tmp_path):
        pass


def test_a_missing_client_is_told(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(EngineClientMissing, match="requirements-cluster"):
        opened(Chosen(url), tmp_path).__enter__()


def test_without_its_engine_nothing_is_published(
    built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is left behind."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    with pytest.raises(EngineUnreachable, match="No engine answers at localhost:1"):
        building.build(built_home / "import", engine=Chosen("sc://localhost:1"))

    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == [".lock"]
