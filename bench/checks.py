"""`python -m bench.checks`: what each check costs beyond reading its tables.

A check is run on the snapshot in use, as the build runs it. Beside it, in the same run, the columns
it names are read from its tables and nothing more is done (the largest value of each). A check that
looks at rows one by one may take a second of the processors for each million households beyond
that; those that gather, sort or compare rows with one another are listed too, without a limit.

    HOLDLINE_HOME=… python -m bench.checks [--keep] [--all]
"""

import argparse
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from holdline.build.checking import EARLIER, TOP
from holdline.quality import thresholds
from holdline.quality.checks import Check, all_checks
from holdline.warehouse import snapshot
from holdline.warehouse.snapshot import WAREHOUSE

RESULTS = Path(__file__).parent / "results"
LIMIT = 1.0  # seconds of the processors, a million households
TIMES = 3
GATHERING = re.compile(r"\b(group by|over|distinct|order by .+ limit)\b")
SHOWN = 15


@dataclass(frozen=True)
class Cost:
    """What one check took, at best of TIMES, in seconds of the processors.

    Attributes:
        check: its id.
        took: for the check.
        scan: for reading its columns.
        is_row_wise: it gathers nothing.
    """

    check: str
    took: float
    scan: float
    is_row_wise: bool

    @property
    def beyond(self) -> float:
        """What it took beyond the reading."""
        return self.took - self.scan


class Bench:
    """The snapshot in use, with room for what the checks find."""

    def __init__(self, folder: Path) -> None:
        """Attach the warehouse in *folder*, read only."""
        self.db = duckdb.connect(config={"threads": "2"})
        self.db.execute(f"attach '{folder / WAREHOUSE}' as held (read_only)")
        self.db.execute(EARLIER)
        self.db.execute("use held")
        self.db.execute("set search_path = 'held.main,memory.main'")
        rows = self.db.execute(
            "select table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()
        self.columns: dict[str, list[str]] = {}
        for table, column in rows:
            self.columns.setdefault(table, []).append(column)

    def one(self, text: str) -> object:
        """The only cell of an answer."""
        return self.db.execute(text).fetchall()[0][0]

    def timed(self, text: str, inputs: dict[str, object] | None = None) -> float:
        """Seconds of the processors, at best of TIMES."""
        best = float("inf")
        for _ in range(TIMES):
            began = time.process_time()
            self.db.execute(text, inputs or {}).fetchall()
            best = min(best, time.process_time() - began)
        return best

    def cost(self, check: Check, as_of: date, jurisdiction: str) -> Cost:
        """What *check* took, and what reading its columns did."""
        inputs: dict[str, object] = dict(thresholds.inputs(check.file, as_of, jurisdiction))
        text = f"create or replace temp table at_fault as {check.file.statement}"
        scan = sum(self.timed(self._reading(table, check)) for table in check.file.reads)
        is_row_wise = not GATHERING.search(_without_order(check.file.statement))
        return Cost(check.id, self.timed(text, inputs), scan, is_row_wise)

    def _reading(self, table: str, check: Check) -> str:
        named = set(re.findall(r"\w+", check.file.statement))
        told = [f'max("{one}")' for one in self.columns[table] if one in named] or ["count(*)"]
        return f"select {', '.join(told)} from {table}"


def _without_order(statement: str) -> str:
    """The statement without the order of its answer, which every check states."""
    return statement.rpartition("\norder by")[0]


def told(costs: list[Cost], households: int, *, is_all: bool) -> tuple[str, int]:
    """The slowest as lines, and how many of those looking at rows one by one are over."""
    limit = LIMIT * households / 1_000_000
    over = [one for one in costs if one.is_row_wise and one.beyond > limit]
    ranked = sorted(costs, key=lambda one: -one.beyond)
    lines = [
        f"{one.check}  {one.took:6.2f} s  scan {one.scan:5.2f} s  beyond {one.beyond:6.2f} s"
        f"  {'row by row' if one.is_row_wise else 'gathers'}"
        f"{'  OVER' if one in over else ''}"
        for one in (ranked if is_all else ranked[:SHOWN])
    ]
    rows = [one for one in costs if one.is_row_wise]
    worst = max(rows, key=lambda one: one.beyond)
    lines.append(
        f"{len(costs)} checks, {households:,} households: {sum(one.took for one in costs):.1f} s of"
        f" the processors in all; {len(rows)} look row by row, the slowest {worst.check} with"
        f" {worst.beyond:.2f} s beyond its scan (at most {limit:.2f}), {len(over)} over"
    )
    return "\n".join(lines), len(over)


def main() -> int:
    """Print the slowest; 1 when one that looks row by row is over the limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.checks", description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every check")
    parser.add_argument("--keep", action="store_true", help="write bench/results/checks.txt")
    options = parser.parse_args()
    shown = snapshot.current()
    bench = Bench(shown.folder)
    top = bench.db.execute(TOP).fetchall()
    as_of = date.fromisoformat(str(shown.manifest.as_of_on))
    costs = [
        bench.cost(check, as_of, top[0][0] if top else "")
        for check in all_checks()
        if set(check.file.reads) <= bench.columns.keys()
    ]
    households = int(str(bench.one("select count(*) from source_household")))
    lines, over = told(costs, households, is_all=options.all)
    print(lines)
    if options.keep:
        (RESULTS / "checks.txt").write_text(lines + "\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
