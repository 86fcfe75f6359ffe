"""`python -m bench.superset`: a drill asked of Superset and of Holdline, on the same DuckDB file.

A drill of the briefing asks how many households are under monitoring in each division below, in
each of twenty-four months, and by main risk. Superset is asked by POST /api/v1/chart/data, three
charts over one virtual dataset, at once, as its dashboard asks (force: no kept answer); Holdline by
the page's own queries, nothing kept, and by the whole rerun of the page over its websocket. The
numbers must be equal, or it stops. Beside them stands the physical limit: the bytes of the columns
that the cube's answer is made of, at the speed at which this machine reads memory.

    python -m bench.superset [--home H] [--count 30] [--keep]
"""

import argparse
import asyncio
import os
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from bench import limit
from bench.__main__ import _home
from bench.light import Light, reading
from bench.steps import downward
from bench.superset_server import Superset, superset
from bench.table import machine, percentile
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot, current
from tools.driving.serving import served

RESULTS = Path(__file__).parent / "results"
MONTH, FIRST = date(2021, 11, 1), date(2019, 12, 1)
# What somebody would write as Superset's dataset: each spell at each month it is open, by division.
DATASET = """
select m.month, p.ancestor_code as division_code, c.parent_code, s.main_risk, s.household_id
from spell as s
join division_path as p on p.view = 'management' and p.leaf_code = s.village_code
join division_tree as c on c.view = 'management' and c.division_code = p.ancestor_code
join (
    select cast(unnest(generate_series(date '2019-01-01', date '2022-12-01', interval 1 month))
        as date) as month
) as m
    on s.identified_month <= m.month
    and coalesce(s.next_identified_month, date '9999-12-01') > m.month
    and (s.closed_month is null or s.closed_month > m.month)
"""
COUNT = {
    "expressionType": "SQL", "sqlExpression": "count(distinct household_id)", "label": "open",
}  # fmt: skip


@dataclass
class Seen:
    """Wall and CPU ms of each drill, by who was asked."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, wall: float, cpu: float) -> None:
        """Note one drill."""
        self.wall.setdefault(name, []).append(wall)
        self.cpu.setdefault(name, []).append(cpu)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.superset", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that is built already")
    parser.add_argument("--size", choices=("small", "city", "province"), default="province")
    parser.add_argument("--count", type=int, default=30, help="drills")
    parser.add_argument("--date", default="not given", help="written above the figures")
    parser.add_argument("--keep", action="store_true", help="write bench/results/superset.txt")
    options = parser.parse_args()
    home = options.home or _home(options.size)
    os.environ["HOLDLINE_HOME"] = str(home)
    try:
        seen = compared(home, options.count)
    except subprocess.CalledProcessError as problem:
        print(f"Superset is left out, as it could not be installed or set up: {problem}")
        return 1
    told = "\n".join(_told(seen, home, options.date))
    print(told)
    if options.keep:
        (RESULTS / "superset.txt").write_text(f"{told}\n")
    return 0


def compared(home: Path, count: int) -> Seen:
    """Ask both for the same drills by turns."""
    seen, snapshot = Seen(), current()
    with superset() as rival, served(home) as origin:
        server = psutil.Process().children()[-1]
        table = _dataset(rival, snapshot)
        asyncio.run(_by_turns(seen, (rival, table), (snapshot, origin, server), count))
    return seen


async def _by_turns(
    seen: Seen,
    theirs: tuple[Superset, int],
    ours: tuple[Snapshot, str, psutil.Process],
    count: int,
) -> None:
    rival, table = theirs
    snapshot, origin, server = ours
    async with reading(origin) as reader:
        for number, step in enumerate(downward(count + 2)):
            to, above = step.to[0], step.above[0]
            found = _of_superset(rival, table, to, is_kept=False)
            kept = _of_superset(rival, table, to, is_kept=True)
            own = _of_queries(snapshot, to)
            await reader.open(division=above, month=f"{MONTH:%Y-%m}")
            page = await _of_page(reader, server, to)
            if found[2] != own[2] or found[2] != kept[2]:
                raise SystemExit(f"the answers differ at {to}: {found[2]} {own[2]}")
            if number < 2:  # both warm up
                continue
            seen.add("Superset", *found[:2])
            seen.add("Superset, kept", *kept[:2])
            seen.add("queries", *own[:2])
            seen.add("page", *page)


def _dataset(rival: Superset, snapshot: Snapshot) -> int:
    database = rival.made(
        "database",
        database_name="holdline",
        sqlalchemy_uri=f"duckdb:///{snapshot.warehouse}",
        extra='{"engine_params": {"connect_args": {"read_only": true}}}',
    )
    return rival.made(
        "dataset", database=database, schema="main", table_name="open_spell", sql=DATASET
    )


def _charts(table: int, division: str) -> list[dict[str, Any]]:
    """The three charts of a drill to *division*."""
    here = [_is("division_code", division)]
    then = [{"col": "month", "op": "TEMPORAL_RANGE", "val": _range(MONTH, MONTH)}]
    years = [{"col": "month", "op": "TEMPORAL_RANGE", "val": _range(FIRST, MONTH)}]
    asked = (
        (["division_code"], [_is("parent_code", division), *then]),
        (["month"], [*here, *years]),
        (["main_risk"], [*here, *then]),
    )
    return [
        {
            "datasource": {"id": table, "type": "table"},
            "queries": [
                {"columns": columns, "metrics": [COUNT], "filters": filters, "row_limit": 1000}
            ],
        }
        for columns, filters in asked
    ]


def _is(column: str, value: str) -> dict[str, Any]:
    return {"col": column, "op": "==", "val": value}


def _range(first: date, last: date) -> str:
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return f"{first.isoformat()}T00:00:00 : {after.isoformat()}T00:00:00"


def _of_superset(
    rival: Superset, table: int, division: str, *, is_kept: bool
) -> tuple[float, float, list[dict[str, int]]]:
    before, began = sum(rival.process.cpu_times()[:2]), time.perf_counter()
    with ThreadPoolExecutor(3) as pool:
        told = list(
            pool.map(lambda one: rival.asked(one, is_kept=is_kept), _charts(table, division))
        )
    wall = (time.perf_counter() - began) * 1000
    cpu = (sum(rival.process.cpu_times()[:2]) - before) * 1000
    return wall, cpu, [_numbers(rows) for rows in told]


def _numbers(rows: list[dict[str, Any]]) -> dict[str, int]:
    """The counts by division, month or risk; Superset writes a day as milliseconds."""
    return {_key(row): int(row["open"]) for row in rows if row["open"]}


def _key(row: Mapping[str, Any]) -> str:
    key = next(value for name, value in row.items() if name != "open")
    if "month" in row and isinstance(key, int | float):
        return datetime.fromtimestamp(key / 1000, UTC).date().isoformat()
    return str(key)[:10] if "month" in row else str(key)


def _of_queries(snapshot: Snapshot, division: str) -> tuple[float, float, list[dict[str, int]]]:
    """The three queries asked of the database, by a reader who sees everything; nothing is kept."""
    asked = {"view": "management", "division": division, "month": MONTH, "monitor_type": ""}
    whole = {**asked, "main_risk": ""}
    began, before = time.perf_counter(), time.process_time()
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        rows = [
            answer(cursor, query(f"briefing/{name}"), inputs, Scope()).rows
            for name, inputs in (("areas", whole), ("trend", whole), ("risks", asked))
        ]
    cpu, wall = (time.process_time() - before) * 1000, (time.perf_counter() - began) * 1000
    keys = ("division_code", "month", "main_risk")
    told = [
        {str(row[key]): row["open_households"] for row in one.to_dicts() if row["open_households"]}
        for key, one in zip(keys, rows, strict=True)
    ]
    return wall, cpu, told


async def _of_page(reader: Light, server: psutil.Process, division: str) -> tuple[float, float]:
    before = sum(server.cpu_times()[:2])
    wall = await reader.click("areas", division, "name")
    return wall, (sum(server.cpu_times()[:2]) - before) * 1000


def _told(seen: Seen, home: Path, on: str) -> list[str]:
    lines = [
        f"{home.name}, {len(seen.wall['page'])} drills, three charts each, numbers equal · {on}",
        f"{machine()}, load at the end {os.getloadavg()[0]:.1f}",
    ]
    for name, walls in seen.wall.items():
        lines.append(
            f"{name:15}wall median {median(walls):7.1f} ms  p95 {percentile(walls, 95):7.1f} ms  "
            f"CPU median {median(seen.cpu[name]):6.1f} ms  Superset : this "
            f"{_ratio(seen.wall, name):6.1f} wall, {_ratio(seen.cpu, name):6.1f} CPU"
        )
    least, told = limit.of_drill(current())
    times = median(seen.cpu["queries"]) / least
    return [*lines, told, f"the queries' CPU is {times:,.0f} times that: asking costs, not reading"]


def _ratio(times: Mapping[str, list[float]], name: str) -> float:
    pairs = zip(times["Superset"], times[name], strict=True)
    return median(theirs / max(ours, 0.01) for theirs, ours in pairs)


if __name__ == "__main__":
    raise SystemExit(main())
