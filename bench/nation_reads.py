"""The reads of bench.nation that must not grow with the register, on the connection pages use."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np

from bench.table import percentile
from holdline.access.scope import Scope
from holdline.queries import runner
from holdline.queries.catalogue import query
from holdline.warehouse import snapshot
from holdline.warehouse.connection import open_snapshot

ROW_GROUP = 122_880
TIMES = 21
MONTHS = 60
LIST_MS, HISTORY_MS = 20, 10
LISTED = (
    "household_id, head_name, phone, address, household_type, policy_status, main_cause, people, "
    "house_grade, is_water_safe, net_income_per_head_yuan, rigid_spending_yuan, swept_on, "
    "last_visited_on, village_code"
)
HISTORY = """
with changed as (
    select month, monitor_type, main_risk, sum(open_households) as opened,
        sum(new_households) as fresh, sum(eliminated_households) as eliminated
    from monitoring_change
    where view = 'management' and division_code = $1
    group by month, monitor_type, main_risk
), standing as (
    select *, sum(opened) over (partition by monitor_type, main_risk order by month) as stock
    from changed
)
select month, monitor_type, main_risk, stock, fresh, eliminated
from standing, snapshot_info
where month > last_month - to_months($2::integer)
order by month, monitor_type, main_risk
"""
BANDWIDTH_BYTES = 512 << 20


@dataclass
class Times:
    """Milliseconds of one read, again and again: by the clock, and of all threads' CPU."""

    wall: list[float]
    cpu: list[float]

    def told(self, goal: float) -> str:
        """Median, p95 and CPU, beside the *goal*."""
        return (
            f"median {median(self.wall):.1f} ms, p95 {percentile(self.wall, 95):.1f} ms, "
            f"CPU {median(self.cpu):.1f} ms (goal {goal:g})"
        )


class Reads:
    """The current snapshot of the home, open as pages open it."""

    def __init__(self) -> None:
        """Open it; `close` gives it back."""
        self._snapshot = snapshot.current()
        self._warehouse = open_snapshot(self._snapshot)
        self._reading = self._warehouse.reading(Scope(is_masked=False))
        self._cursor = self._reading.__enter__()
        self.top = str(self._one("shared/home", view="management"))

    def close(self) -> None:
        """Give the file back, so that a server's own reading is measured."""
        self._reading.__exit__(None, None, None)
        self._warehouse.close()

    def facts(self) -> list[str]:
        """What is measured: snapshot, rows, bytes."""
        tables = self._snapshot.manifest.tables
        size = self._snapshot.warehouse.stat().st_size / 1e9
        return [
            (
                f"snapshot {self._snapshot.id}: {tables['household']:,} households, "
                f"{tables['active_member']:,} people, {tables['spell']:,} spells, "
                f"{tables['division_path']:,} steps of the trees, {size:.2f} GB"
            )
        ]

    def measured(self) -> list[str]:
        """A village's list against a scan, and 60 months at every level."""
        speed = _bandwidth()
        lines = [f"memory read {speed / 1e9:.1f} GB/s (numpy, one thread, this run)"]
        lines += self._lists(speed)
        return lines + [self._history(code) for code in self.way()[:-1]]

    def way(self) -> list[str]:
        """From the top down, always to the division with the most households; then one of its."""
        found = [self.top]
        while below := self._all(
            "select tree.division_code from division_tree as tree join household_count as held "
            "on held.view = tree.view and held.division_code = tree.division_code "
            "where tree.view = 'management' and tree.parent_code = ? group by all "
            "order by sum(held.households) desc, tree.division_code limit 1",
            [found[-1]],
        ):
            found.append(str(below[0][0]))
        home = self._all(
            "select min(household_id) from household where village_code = ?", found[-1:]
        )
        return [*found, str(home[0][0])]

    def beside(self, count: int) -> list[str]:
        """*count* divisions directly below the top."""
        rows = self._all(
            "select division_code from division_tree where view = 'management' "
            "and parent_code = ? order by division_code",
            [self.top],
        )
        step = max(1, len(rows) // count)
        return [str(row[0]) for row in rows[::step]][:count]

    def _lists(self, speed: float) -> list[str]:
        villages = self._all(
            "select division_code from household_count where view = 'management' and level = 5 "
            "group by division_code having sum(households) between 5 and 200 "
            "order by hash(division_code) limit ?",
            [TIMES + 1],
        )
        codes = [str(row[0]) for row in villages]
        found = self._timed(
            lambda at: self._all(
                f"select {LISTED} from household where village_code = ?", [codes[at]]
            )
        )
        scan = self._unsorted(codes)
        ratio = median(scan.cpu) / max(median(found.cpu), 0.001)
        least = self._bytes_read() / speed * 1000
        off = median(found.cpu) / least
        return [
            f"village list, 15 columns: {found.told(LIST_MS)}",
            (
                f"  of the same rows in no order: CPU {median(scan.cpu):.0f} ms, "
                f"median {median(scan.wall):.0f} ms: {ratio:.0f} times the CPU (goal 20)"
            ),
            f"  physical limit, one row group of its columns: {least:.3f} ms; {off:.0f} times off",
        ]

    def _unsorted(self, codes: list[str]) -> Times:
        """The same list from the same rows in the order of a hash, in a file of their own."""
        with TemporaryDirectory() as folder, duckdb.connect(f"{folder}/unsorted.duckdb") as db:
            db.execute(f"set memory_limit = '4GB'; set temp_directory = '{folder}/spilled'")
            db.execute("set enable_progress_bar = false")
            db.execute(f"attach '{self._snapshot.warehouse}' as whole (read_only)")
            db.execute(
                f"create table household as select {LISTED} from whole.household "
                "order by hash(household_id)"
            )
            listed = f"select {LISTED} from household where village_code = ?"
            return self._timed(lambda at: db.execute(listed, [codes[at]]).fetchall(), times=5)

    def _bytes_read(self) -> float:
        """Bytes of one row group of the listed columns, as they stand in the file."""
        names = ", ".join(f"'{name.strip()}'" for name in LISTED.split(","))
        blocks = self._all(
            "select count(distinct block_id) from pragma_storage_info('household') "
            f"where column_name in ({names}) and segment_type <> 'VALIDITY'"
        )[0][0]
        rows = self._snapshot.manifest.tables["household"]
        return float(blocks) * 262_144 * min(1.0, ROW_GROUP / max(rows, 1))

    def _history(self, division: str) -> str:
        """60 months of stock and flow by type and risk, from the cube of changes."""
        took = self._timed(lambda _: self._all(HISTORY, [division, MONTHS]))
        rows = len(self._all(HISTORY, [division, MONTHS]))
        return f"{MONTHS} months of {division:13} {took.told(HISTORY_MS)}, {rows:,} rows"

    def _timed(self, act: Callable[[int], object], times: int = TIMES) -> "Times":
        act(times)  # warms up
        found = Times([], [])
        for at in range(times):
            began, used = time.perf_counter(), time.process_time()
            act(at)
            found.cpu.append((time.process_time() - used) * 1000)
            found.wall.append((time.perf_counter() - began) * 1000)
        return found

    def _all(self, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        return self._cursor.execute(statement, values or []).fetchall()

    def _one(self, name: str, **inputs: object) -> object:
        return runner.run(self._cursor, query(name), inputs).rows.item(0, 0)


def _bandwidth() -> float:
    """Bytes a second that one thread reads from memory."""
    words = np.ones(BANDWIDTH_BYTES // 8, np.uint64)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        np.bitwise_or.reduce(words)
        times.append(time.perf_counter() - began)
    return BANDWIDTH_BYTES / min(times)
