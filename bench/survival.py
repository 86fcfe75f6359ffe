"""Time to elimination of three million episodes by risk and province, bands included.

Ours: queries/timelines/curve.sql over one row an episode, in the order the table is kept in and in
no order at all, then over the cube the pages read. Theirs: lifelines' KaplanMeierFitter over the
same groups, from a frame already in memory whose groups are numbers (given weights it is no
faster: the fitting takes the time). In turns; one thread each, CPU seconds, the median of several;
and by the clock, with the two threads a server has. Prints the ratios and the greatest difference.

    python bench/survival.py            three million episodes
    python bench/survival.py 100000     fewer
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple, cast

import duckdb
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from holdline.queries import catalogue  # noqa: E402
from holdline.queries.runner import run  # noqa: E402

EPISODES, REPETITIONS, LEAST, CLOSE = 3_000_000, 7, 15.0, 1e-12
RIVAL = ROOT / ".venv-bench"
KEPT = "one row an episode, in the order the table is kept in"
MIXED = "one row an episode, in no order"
CUBED = "the cube, as every page asks"
SERVED = "one row an episode, by the clock, with a server's two threads"
RIVALS = "lifelines"
BEGUN, LAST, NEVER = 2017 * 12, 2021 * 12 + 11, 9999 * 12 + 11
MADE = f"""
create table episode as
select
    lpad(cast(11 + hash(i, 1) % 29 as varchar), 2, '0') as division_code,
    lpad(cast(1 + hash(i, 2) % 10 as varchar), 2, '0') as main_risk,
    cast({BEGUN} + hash(i, 3) % 60 as integer) as began,
    cast(floor(6 - 30 * ln((hash(i, 4) % 1000000 + 1) / 1000001.0)) as integer) as lasts,
    case when began + lasts > {LAST} then 'open'
        when hash(i, 5) % 10 = 0 then 'natural' else 'by_support' end as closing
from range($episodes) as numbered(i);
create table survival_cell as
select row_number() over (order by division_code, main_risk, closing)::integer as cell,
    'management' as view, division_code, 'MT1_UNSTABLE' as monitor_type, main_risk, closing,
    true as is_timed
from (select distinct division_code, main_risk, closing from episode);
create table survival_spell as
select cell.cell, cell.view, cell.division_code, 1 as level, cell.monitor_type, cell.main_risk,
    episode.began, if(episode.closing = 'open', {NEVER}, began + lasts)::integer as closed,
    cell.closing, cell.is_timed, 1::bigint as households, 1::bigint as people
from episode join survival_cell as cell using (division_code, main_risk, closing)
order by $order;
create table division_tree as
select distinct 'management' as view, division_code, '0' as parent_code from episode;
drop table episode
"""
# The cube of the same episodes, as the build makes it: one row for each number and pair of months.
CUBE = """
create table cube as
select cell, view, division_code, level, monitor_type, main_risk, began, closed, closing, is_timed,
    sum(households)::bigint as households, sum(people)::bigint as people
from survival_spell group by all order by cell, began, closed;
drop table survival_spell;
alter table cube rename to survival_spell
"""
INPUTS = {
    "view": "management", "division": "0", "places": "below", "by": "main_risk",
    "since": date(2017, 1, 1), "month": date(2021, 12, 1), "monitor_type": "", "main_risk": "",
}  # fmt: skip
THEIRS = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import pandas as pd
from lifelines import KaplanMeierFitter
frame = pd.read_parquet(sys.argv[1])
for _ in sys.stdin:
    took, clock = time.process_time(), time.perf_counter()
    rows = []
    for key, part in frame.groupby(["province", "risk"]):
        fitted = KaplanMeierFitter().fit(part["months"], part["fell"])
        band = fitted.confidence_interval_survival_function_
        rows.append((key, fitted.survival_function_.iloc[:, 0], band.iloc[:, 0], band.iloc[:, 1]))
    spent = time.process_time() - took, time.perf_counter() - clock
    out = [(*key, int(m), s[m], lo[m], hi[m]) for key, s, lo, hi in rows for m in s.index]
    names = ["province", "risk", "months", "s", "lo", "hi"]
    pd.DataFrame(out, columns=names).to_parquet(sys.argv[2])
    print(json.dumps(spent), flush=True)
"""


class Took(NamedTuple):
    """Seconds of the processor and of the clock."""

    cpu: float
    wall: float


class Rival:
    """lifelines in an environment made once, waiting to be told to fit."""

    def __init__(self, child: "subprocess.Popen[str]", curves: Path) -> None:
        """*child* writes its *curves* each time."""
        self._child, self._curves = child, curves

    def fit(self) -> Took:
        """Once over all groups."""
        asking, answer = cast("IO[str]", self._child.stdin), cast("IO[str]", self._child.stdout)
        asking.write("\n")
        asking.flush()
        return Took(*json.loads(answer.readline()))

    def rows(self) -> pl.DataFrame:
        """The curves it wrote last, under our names of the groups."""
        code = pl.col("province", "risk").cast(pl.String).str.zfill(2)
        named = {"province": "division_code", "risk": "label"}
        return pl.read_parquet(self._curves).with_columns(code).rename(named)


def made(db: duckdb.DuckDBPyConnection, statements: str, **given: object) -> None:
    """Run *statements*, those that take an input with it."""
    for statement in statements.split(";\n"):
        named = {name: value for name, value in given.items() if f"${name}" in statement}
        db.execute(statement, named or None)


def ours(db: duckdb.DuckDBPyConnection) -> tuple[Took, pl.DataFrame]:
    """From the rows of survival_spell to the curves, and the curves."""
    cpu, wall = time.process_time(), time.perf_counter()
    rows = run(db, catalogue.query("timelines/curve"), INPUTS).rows
    return Took(time.process_time() - cpu, time.perf_counter() - wall), rows


@contextmanager
def theirs(db: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Rival]:
    """The rival over the same episodes in the same order, its groups numbers."""
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
        needs = ROOT / "bench" / "lifelines.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needs], check=True)
    episodes, curves = folder / "episodes.parquet", folder / "curves.parquet"
    db.execute(
        "copy (select division_code::tinyint as province, main_risk::tinyint as risk,"
        f" closing <> 'open' as fell, least(closed, {LAST}) - began as months"
        f" from survival_spell) to '{episodes}' (format parquet)"
    )
    command = [python, "-c", THEIRS, episodes, curves]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        yield Rival(child, curves)
        child.communicate()


def _median(took: list[Took]) -> Took:
    return Took(*(statistics.median(seconds) for seconds in zip(*took, strict=True)))


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Whether two answers are equal, the last place of a double apart."""
    worst = (one["survival"] - other["survival"]).abs().max()
    return one.height == other.height and float(worst or 0) <= CLOSE  # type: ignore[arg-type]


@contextmanager
def layouts(episodes: int) -> Iterator[dict[str, duckdb.DuckDBPyConnection]]:
    """The same episodes kept in three ways, each in a database of its own."""
    kept = "cell, began, closed"
    orders = {KEPT: kept, MIXED: "random()", CUBED: kept}
    with ExitStack() as opened:
        found = {name: opened.enter_context(duckdb.connect()) for name in orders}
        for name, order in orders.items():
            made(found[name], MADE.replace("$order", order), episodes=episodes)
        made(found[CUBED], CUBE)
        yield found


def main() -> int:
    """Print all, the ratios and the greatest difference; 1 when a promise is not kept."""
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else EPISODES
    took: dict[str, list[Took]] = defaultdict(list)
    curves = {}
    with (
        layouts(episodes) as held,
        tempfile.TemporaryDirectory() as folder,
        theirs(held[KEPT], Path(folder)) as rival,
    ):
        for _ in range(REPETITIONS):
            for name, db in held.items():
                db.execute("set threads = 1")
                one, curves[name] = ours(db)
                took[name].append(one)
            held[KEPT].execute("set threads = 2")
            took[SERVED].append(ours(held[KEPT])[0])
            took[RIVALS].append(rival.fit())
        reference = rival.rows()
    spent = {name: _median(each) for name, each in took.items()}
    return told(episodes, spent, curves, reference)


def told(
    episodes: int,
    spent: Mapping[str, Took],
    curves: Mapping[str, pl.DataFrame],
    reference: pl.DataFrame,
) -> int:
    """Print what was measured; 1 when a promise is not kept."""
    joined = reference.join(curves[KEPT], on=["division_code", "label", "months"], how="inner")
    pairs = (("s", "survival"), ("lo", "survival_low"), ("hi", "survival_high"))
    worst = max(float((joined[a] - joined[b]).abs().max() or 0) for a, b in pairs)
    groups = curves[KEPT].select("division_code", "label").n_unique()
    points = curves[KEPT].height
    print(f"episodes {episodes:,}, curves {groups}, points {points:,} of {joined.height:,}")
    rival, same = spent[RIVALS], all(_same(one, curves[KEPT]) for one in curves.values())
    print(f"lifelines {rival.cpu:.3f} s of the processor, {rival.wall:.3f} s by the clock")
    for name in (KEPT, MIXED, CUBED):
        print(f"{name}: {spent[name].cpu:.3f} s, {rival.cpu / spent[name].cpu:.1f}x")
    print(f"{SERVED}: {spent[SERVED].wall:.3f} s, {rival.wall / spent[SERVED].wall:.1f}x")
    print(f"the same curves from each: {same}; at least {LEAST:.0f}x is promised")
    print(f"greatest difference of survival and both bands {worst:.1e} (at most {CLOSE:.0e})")
    is_fast = all(rival.cpu / spent[name].cpu >= LEAST for name in (KEPT, MIXED, CUBED))
    return 0 if is_fast and same and worst <= CLOSE and joined.height == points else 1


if __name__ == "__main__":
    raise SystemExit(main())
