"""`python -m bench.engine_cases`: the cases of every build file, run by DuckDB and by Spark.

The sample shows an engine what data usually are; the cases show it the edges.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import duckdb

from bench.loopback import cluster, is_installed
from holdline import paths
from holdline.build import steps
from holdline.build.engine.address import Address
from holdline.build.engine.cluster import Cluster
from holdline.build.engine.here import Here
from holdline.build.engine.opening import kept_home
from holdline.errors import HoldlineError
from holdline.queries import cases
from holdline.queries.cases import Case
from holdline.queries.sqlfile import SqlFile


def main() -> int:
    """Run, print what differs and how many do not; 1 when one does."""
    parser = argparse.ArgumentParser(prog="python -m bench.engine_cases", description=__doc__)
    parser.add_argument("--engine", metavar="URL", help="a cluster that runs already")
    options = parser.parse_args()
    if not options.engine and not is_installed():
        sys.stderr.write("Spark or Java is not here; install them with: make cluster\n")
        return 1
    equal, apart = 0, 0
    with (
        nullcontext() if options.engine else cluster(workers=1, partitions=1) as one,
        tempfile.TemporaryDirectory(prefix="holdline-cases-") as place,
    ):
        address = Address.read(one.url if one else options.engine).reached()
        with Cluster.at(address, Path(place), kept_home()) as engine:
            for number, (file, case) in enumerate(_cases()):
                folder = Path(place) / str(number)
                folder.mkdir()
                problem = _problem(
                    Cluster(engine.spark, address.place, folder, kept_home()), file, case
                )
                equal, apart = equal + (not problem), apart + bool(problem)
                if problem:
                    print(f"{file.name}: {case.expects}: {problem}")
    print(f"{equal} cases equal on both engines, {apart} not")
    return 1 if apart else 0


def _cases() -> Iterator[tuple[SqlFile, Case]]:
    for file in steps.all_steps():
        twin = paths.ROOT / "tests" / "queries" / f"{file.name}.toml"
        if twin.exists() and file.path.stem not in kept_home():
            for case in cases.read(twin):
                yield file, case


def _problem(engine: Cluster, file: SqlFile, case: Case) -> str:
    with duckdb.connect() as db:
        for table in file.reads:
            _fill(db, table, case)
        Here().make(db, file)
        db.execute(f'alter table "{file.path.stem}" rename to expected')
        try:
            engine.make(db, file)
        except HoldlineError as problem:
            return str(problem)
        sides = (f'select * from "{file.path.stem}"', "select * from expected")
        for a, b in (sides, reversed(sides)):
            rows = db.execute(f"{a} except all {b}").fetchall()
            if rows:
                return f"only one has {rows[0]}"
    return ""


def _fill(db: duckdb.DuckDBPyConnection, table: str, case: Case) -> None:
    rows = case.given.get(table, [])
    types = cases.types_of(table, rows) or {"nothing": "VARCHAR"}
    listed = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    db.execute(f'create table "{table}" ({listed})')
    places = ", ".join(f"${name}" for name in types)
    for row in rows:
        db.execute(
            f'insert into "{table}" values ({places})', {name: row.get(name) for name in types}
        )


if __name__ == "__main__":
    sys.exit(main())
