"""`python -m bench.engines`: one import built by DuckDB and by Spark, compared cell for cell.

Without --engine a Spark cluster of this machine is started: a master and two workers of one core.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from bench.loopback import Loopback, cluster, is_installed
from bench.table import machine
from holdline import paths

RESULTS: Final = Path(__file__).parent / "results"
MISSING: Final = "Spark or Java is not here; install them with: make cluster"


@dataclass(frozen=True)
class Build:
    """One build: its warehouse, wall and CPU seconds of the builder, and what it said."""

    warehouse: Path
    seconds: float
    cpu: float
    told: str


@dataclass(frozen=True)
class Comparison:
    """A table in both warehouses: rows, columns, rows only one has; whether columns are alike."""

    table: str
    rows: int
    columns: int
    different: int
    is_alike: bool = True


def main() -> int:
    """Build twice, compare, print; 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.engines", description=__doc__)
    parser.add_argument("--size", choices=("small", "city", "province"), default="small")
    parser.add_argument(
        "--from", dest="folder", type=Path, help="import files of that size, made before"
    )
    parser.add_argument("--engine", metavar="URL", help="a cluster that runs already")
    parser.add_argument("--engine-folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--kill", type=int, default=0, metavar="N", help="kill a worker after N tables"
    )
    parser.add_argument("--memory", default="1g", help="of an executor")
    parser.add_argument("--date", default="not given", help="written above the table")
    parser.add_argument("--keep", action="store_true", help="write bench/results/engines-SIZE.txt")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the cluster ends with it
    if not options.engine and not is_installed():
        sys.stderr.write(f"{MISSING}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="holdline-engines-") as place:
        told, is_equal = _compared(options, Path(place))
    print(told)
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"engines-{options.size}.txt").write_text(f"{told}\n")
    return 0 if is_equal else 1


def _compared(options: argparse.Namespace, place: Path) -> tuple[str, bool]:
    folder = options.folder or place / "import"
    if not options.folder:
        making = ["sample", "--size", options.size, "--seed", "1", "--out", str(folder)]
        _holdline(place / "sample", *making)
    plain = built(place / "duckdb", folder)
    began = time.monotonic()
    with nullcontext() if options.engine else cluster(memory=options.memory) as one:
        started = time.monotonic() - began
        asked = ["--engine", one.url if one else options.engine]
        if options.engine_folder:
            asked += ["--engine-folder", str(options.engine_folder)]
        killer = _Killer(one, place / "spark", options.kill) if one and options.kill else None
        spread = built(place / "spark", folder, *asked)
        work = one.seconds() if one else 0.0
        killed = killer.told() if killer else "no worker was killed"
    found = compared(plain.warehouse, spread.warehouse)
    apart = [one for one in found if one.different]
    cells = sum(one.rows * one.columns for one in found)
    lines = [
        f"size: {options.size} · date: {options.date}",
        f"machine: {machine()}, load at the end {os.getloadavg()[0]:.1f}",
        f"engine: {options.engine or 'a master and two workers of one core on this machine'}",
        f"cluster up after {started:.1f} s; {killed}",
        "",
        f"{'engine':<8} {'build s':>9} {'builder CPU s':>14} {'cluster CPU s':>14}",
        f"{'DuckDB':<8} {plain.seconds:>9.1f} {plain.cpu:>14.1f} {0:>14.1f}",
        f"{'Spark':<8} {spread.seconds:>9.1f} {spread.cpu:>14.1f} {work:>14.1f}",
        "",
        f"{len(found)} tables, {sum(one.rows for one in found):,} rows, {cells:,} cells: "
        + (f"{len(apart)} tables differ" if apart else "equal, cell for cell"),
        *(
            f"{one.table}: {one.different:,} rows differ"
            if one.is_alike
            else f"{one.table}: its columns differ"
            for one in apart
        ),
    ]
    return "\n".join(lines), not apart


def built(home: Path, folder: Path, *more: str) -> Build:
    """The import of *folder* built in the empty *home*."""
    before, began = os.times(), time.monotonic()
    said = _holdline(home, "build", "--from", str(folder), *more)
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    snapshot = (home / "snapshots" / "CURRENT").read_text().strip()
    warehouse = home / "snapshots" / snapshot / "warehouse.duckdb"
    return Build(warehouse, time.monotonic() - began, cpu, said)


def compared(one: Path, other: Path) -> list[Comparison]:
    """Every table of two warehouses, by name; a table that one of them lacks differs whole."""
    with duckdb.connect() as db:
        db.execute(f"attach '{one}' as one (read_only)")
        db.execute(f"attach '{other}' as other (read_only)")
        shapes = {name: _shapes(db, name) for name in ("one", "other")}
        return [
            _comparison(db, table, shapes["one"].get(table), shapes["other"].get(table))
            for table in sorted(shapes["one"].keys() | shapes["other"].keys())
        ]


def _shapes(db: duckdb.DuckDBPyConnection, warehouse: str) -> dict[str, tuple[str, ...]]:
    rows = db.execute(
        "select table_name, list(column_name || ' ' || data_type order by column_index) "
        "from duckdb_columns() where database_name = ? and not internal group by table_name",
        [warehouse],
    ).fetchall()
    return {table: tuple(columns) for table, columns in rows}


def _comparison(
    db: duckdb.DuckDBPyConnection,
    table: str,
    shape: tuple[str, ...] | None,
    other: tuple[str, ...] | None,
) -> Comparison:
    held = "one" if shape else "other"
    rows = int(db.execute(f'select count(*) from {held}."{table}"').fetchall()[0][0])
    if shape != other:
        return Comparison(table, rows, len(shape or other or ()), max(rows, 1), is_alike=False)
    sides = [f'select * from {side}."{table}"' for side in ("one", "other")]
    apart = sum(
        int(db.execute(f"select count(*) from ({a} except all {b})").fetchall()[0][0])
        for a, b in (sides, reversed(sides))
    )
    return Comparison(table, rows, len(shape or ()), apart)


class _Killer(threading.Thread):
    """Kills worker2 with its executor once so many tables stand in the shared folder."""

    def __init__(self, one: Loopback, home: Path, after: int) -> None:
        super().__init__(daemon=True)
        self.one, self.home, self.after, self.killed = one, home, after, ""
        self.start()

    def run(self) -> None:
        """Look ten times a second; the next table is being made when the worker dies."""
        while not self.killed:
            made = list(self.home.glob("snapshots/.build_*/scratch/holdline-*/*/_SUCCESS"))
            if len(made) >= self.after:
                self.one.kill("worker2")
                latest = max(made, key=lambda path: path.stat().st_mtime).parent.name
                self.killed = (
                    f"worker2 and its executor killed (-9) after {latest}, {len(made)} tables"
                )
            time.sleep(0.1)

    def told(self) -> str:
        """What was killed when."""
        return self.killed or "the build ended before a worker was to be killed"


def _holdline(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "holdline", *arguments],
        capture_output=True, text=True, check=False, cwd=paths.ROOT,
        env={**os.environ, "HOLDLINE_HOME": str(home)},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(re.sub(r"^", "  ", done.stderr[-2000:], flags=re.MULTILINE))
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
