"""Apache Spark at the other end of Spark Connect: tables go there as Parquet, and come back so.

Its client is imported where it is used: a build without a cluster needs none.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import duckdb

from holdline.build.engine.address import Address
from holdline.build.engine.dialect import spark_sql
from holdline.build.engine.here import Here
from holdline.build.quoting import identifier, literal
from holdline.errors import (
    EngineFolderUnseen,
    EngineRefused,
    EngineRowsMissing,
    EngineStepFailed,
)
from holdline.queries.sqlfile import SqlFile

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.connect.session import SparkSession

# What results depend on is not left to the cluster's own settings.
SETTINGS: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
}
RETRIES, FIRST_WAIT, LONGEST_WAIT = 6, 200, 5_000  # ms; a lost server is told within a minute
SHOWN = 300
DETAILS = "details = "


class Cluster:
    """A session on a Spark cluster, and the folder that it and this machine share."""

    def __init__(
        self, spark: "SparkSession", place: str, folder: Path, home: frozenset[str]
    ) -> None:
        """A session that is open; `at` opens one."""
        self.spark, self.folder, self.home = spark, folder, home
        self.told = f"Spark {spark.version} at {place}"
        self.there: set[str] = set()
        self.here = Here()

    @classmethod
    @contextmanager
    def at(cls, address: Address, folder: Path, home: frozenset[str]) -> Iterator[Self]:
        """A session at *address* until the block ends.

        Args:
            address: of the Spark Connect server.
            folder: empty; this machine and every worker can write there.
            home: tables that are made here all the same.

        Raises:
            EngineRefused: the server does not take the session.
            EngineFolderUnseen: the cluster does not see the folder as this machine does.
        """
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

        try:
            spark = SparkSession.builder.remote(address.url).create()
            retrying = DefaultPolicy(
                max_retries=RETRIES, initial_backoff=FIRST_WAIT, max_backoff=LONGEST_WAIT
            )
            spark.client.set_retry_policies([retrying])
            for name, value in SETTINGS.items():
                spark.conf.set(name, value)
            cluster = cls(spark, address.place, folder, home)
        except Exception as problem:
            raise EngineRefused(place=address.place, problem=brief(problem)) from problem
        try:
            cluster.prove_shared()
            yield cluster
        finally:
            with suppress(Exception):  # a session that is gone needs no ending
                spark.stop()

    def prove_shared(self) -> None:
        """Write here and read there, write there and read here.

        Raises:
            EngineFolderUnseen: one of the two does not see what the other wrote.
        """
        from pyspark.errors import PySparkException

        with tempfile.TemporaryDirectory(
            dir=self.folder, prefix="proof-", ignore_cleanup_errors=True
        ) as proof:
            place = Path(proof)
            place.chmod(0o770)
            given, back = place / "given.parquet", place / "back"
            with duckdb.connect() as db:
                db.execute(f"copy (select 7 as seen) to {literal(str(given))} (format parquet)")
                try:
                    self.spark.read.parquet(_uri(given)).write.parquet(_uri(back))
                    seen = db.execute(f"select seen from {_parts(back)}").fetchall()
                except (PySparkException, duckdb.Error) as problem:
                    raise EngineFolderUnseen(
                        folder=self.folder.parent, problem=brief(problem)
                    ) from problem
        if seen != [(7,)]:
            raise EngineFolderUnseen(folder=self.folder.parent, problem="a row went missing")

    def make(self, db: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
        """Make the table of *file* on the cluster, and bring it into the build *db*.

        Raises:
            BuildStepFailed: the statement cannot be brought into Spark's SQL, or fails here.
            EngineStepFailed: the cluster fails.
            EngineRowsMissing: not every row that the cluster made is here.
        """
        from pyspark.errors import PySparkException

        if file.path.stem in self.home:
            self.here.make(db, file)
            return
        path = self.folder / file.path.stem
        try:
            for table in sorted(set(file.reads) - self.there):
                self._hand_over(db, table)
            made = self._written(self.spark.sql(spark_sql(file)), path)
            if made:  # of no rows there may be no file: the empty table is handed over when read
                self._show(file.path.stem, path)
            self._bring(db, file, path, made)
        except (PySparkException, duckdb.Error) as problem:
            raise EngineStepFailed(
                path=f"queries/{file.name}.sql", engine=self.told, problem=brief(problem)
            ) from problem

    def _hand_over(self, db: duckdb.DuckDBPyConnection, table: str) -> None:
        """Give the cluster a *table* that this machine made."""
        path = self.folder / f"{table}.parquet"
        db.execute(
            f"copy {identifier(table)} to {literal(str(path))} (format parquet, compression zstd)"
        )
        path.chmod(0o640)
        self._show(table, path)

    def _show(self, table: str, path: Path) -> None:
        self.spark.read.parquet(_uri(path)).createOrReplaceTempView(table)
        self.there.add(table)

    def _written(self, rows: "DataFrame", path: Path) -> int:
        """Write *rows* as files of *path*; how many the workers counted as they wrote them."""
        from pyspark.sql import Observation
        from pyspark.sql.functions import count, lit

        counted = Observation()
        counting = rows.observe(counted, count(lit(1)).alias("rows"))
        counting.write.option("compression", "zstd").parquet(_uri(path))
        return int(counted.get["rows"])

    def _bring(self, db: duckdb.DuckDBPyConnection, file: SqlFile, path: Path, made: int) -> None:
        """Take the rows of *file* over, in the types and the order of its header."""
        table = identifier(file.path.stem)
        db.execute(f"create table {table} ({_columns(file, '{name} {type}')})")
        if made:
            order = "" if file.order == "none" else f"order by {file.order}"
            typed = _columns(file, "cast({name} as {type}) as {name}")
            db.execute(f"insert into {table} select {typed} from {_parts(path)} {order}")
        came = db.execute(f"select count(*) from {table}").fetchall()[0][0]
        if came != made:
            raise EngineRowsMissing(table=file.path.stem, made=made, came=came)


def _columns(file: SqlFile, form: str) -> str:
    return ", ".join(form.format(name=identifier(one.name), type=one.type) for one in file.columns)


def brief(problem: BaseException) -> str:
    """The first sentence of *problem*: a stack of the engine's own helps nobody here."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    details = [line for line in lines if line.startswith(DETAILS)]  # of a call that broke off
    first = [*details, *lines, type(problem).__name__][0]
    return first.removeprefix(DETAILS).strip('"')[:SHOWN].rstrip(".")


def _uri(path: Path) -> str:
    return path.as_uri()


def _parts(path: Path) -> str:
    return f"read_parquet({literal(str(path / '*.parquet'))})"
