"""Time to elimination of three million episodes by risk and province, bands included.

Ours: queries/timelines/curve.sql, over one row an episode and then over the cube the pages read.
Theirs: lifelines' KaplanMeierFitter over the same groups, from a frame already in memory. One
thread each, CPU seconds, the median of several. Prints the ratio and the greatest difference.

    python bench/survival.py            three million episodes
    python bench/survival.py 100000     fewer
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from holdline.queries import catalogue  # noqa: E402
from holdline.queries.runner import run  # noqa: E402

EPISODES, REPETITIONS, LEAST, CLOSE = 3_000_000, 5, 15.0, 1e-12
RIVAL = ROOT / ".venv-bench"
MADE = """
create table episode as
select
    lpad(cast(11 + hash(i, 1) % 29 as varchar), 2, '0') as division_code,
    lpad(cast(1 + hash(i, 2) % 10 as varchar), 2, '0') as main_risk,
    cast(date '2017-01-01' + to_months(cast(hash(i, 3) % 60 as integer)) as date)
        as identified_month,
    cast(floor(6 - 30 * ln((hash(i, 4) % 1000000 + 1) / 1000001.0)) as integer) as lasts,
    case when hash(i, 5) % 10 = 0 then 'natural' else 'by_support' end as way
from range($episodes) as numbered(i);
create table survival_spell as
select 'management' as view, division_code, 1 as level, 'MT1_UNSTABLE' as monitor_type, main_risk,
    identified_month,
    case when identified_month + to_months(lasts) <= date '2021-12-01'
        then cast(identified_month + to_months(lasts) as date) else date '9999-12-01' end
        as closed_month,
    case when closed_month < date '9999-12-01' then way else 'open' end as closing,
    true as is_timed, 1 as households, 1 as people
from episode;
create table division_tree as
select distinct 'management' as view, division_code, '0' as parent_code from episode;
"""
CUBE = """
select view, division_code, level, monitor_type, main_risk, identified_month, closed_month, closing,
    is_timed, sum(households) as households, sum(people) as people
from survival_spell group by all
"""
INPUTS = {
    "view": "management", "division": "0", "places": "below", "by": "main_risk",
    "since": date(2017, 1, 1), "month": date(2021, 12, 1), "monitor_type": "", "main_risk": "",
}  # fmt: skip
THEIRS = """
import json, sys, time, statistics, warnings
warnings.filterwarnings("ignore")
import pandas as pd
from lifelines import KaplanMeierFitter
frame = pd.read_parquet(sys.argv[1])
took = []
for _ in range(int(sys.argv[3])):
    start = time.process_time()
    rows = []
    for key, part in frame.groupby(["province", "risk"]):
        fitted = KaplanMeierFitter().fit(part["months"], part["fell"])
        band = fitted.confidence_interval_survival_function_
        rows.append((key, fitted.survival_function_.iloc[:, 0], band.iloc[:, 0], band.iloc[:, 1]))
    took.append(time.process_time() - start)
out = [(*key, int(m), s[m], lo[m], hi[m]) for key, s, lo, hi in rows for m in s.index]
names = ["division_code", "label", "months", "s", "lo", "hi"]
pd.DataFrame(out, columns=names).to_parquet(sys.argv[2])
print(json.dumps(statistics.median(took)))
"""


def ours(db: duckdb.DuckDBPyConnection) -> tuple[float, pl.DataFrame]:
    """CPU seconds from the rows of survival_spell to the curves, and the curves."""
    curve = catalogue.query("timelines/curve")
    took, rows = [], pl.DataFrame()
    for _ in range(REPETITIONS):
        start = time.process_time()
        rows = run(db, curve, INPUTS).rows
        took.append(time.process_time() - start)
    return statistics.median(took), rows


def theirs(db: duckdb.DuckDBPyConnection, folder: Path) -> tuple[float, pl.DataFrame]:
    """The same of lifelines, in an environment made once."""
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
        needs = ROOT / "bench" / "lifelines.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needs], check=True)
    episodes, curves = folder / "episodes.parquet", folder / "curves.parquet"
    db.execute(
        "copy (select division_code as province, main_risk as risk, closing <> 'open' as fell,"
        " date_diff('month', identified_month, least(closed_month, date '2021-12-01')) as months"
        f" from survival_spell) to '{episodes}' (format parquet)"
    )
    done = subprocess.run(
        [python, "-c", THEIRS, episodes, curves, "2"], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout), pl.read_parquet(curves)


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Whether two answers are equal, the last place of a double apart."""
    worst = (one["survival"] - other["survival"]).abs().max()
    return one.height == other.height and float(worst or 0) <= CLOSE  # type: ignore[arg-type]


def main() -> int:
    """Print both, the ratio and the greatest difference; 1 when a promise is not kept."""
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else EPISODES
    with duckdb.connect(config={"threads": 1}) as db, tempfile.TemporaryDirectory() as folder:
        for statement in MADE.split(";\n"):
            given = {"episodes": episodes} if "$episodes" in statement else None
            db.execute(statement, given)
        mine, curves = ours(db)
        rival, reference = theirs(db, Path(folder))
        db.execute(f"create table cube as {CUBE}")
        db.execute("drop table survival_spell")
        db.execute("alter table cube rename to survival_spell")
        served, again = ours(db)
    joined = reference.join(curves, on=["division_code", "label", "months"], how="inner")
    pairs = (("s", "survival"), ("lo", "survival_low"), ("hi", "survival_high"))
    worst = max(float((joined[a] - joined[b]).abs().max() or 0) for a, b in pairs)
    groups = curves.select("division_code", "label").n_unique()
    print(f"episodes {episodes:,}, curves {groups}, points {curves.height:,} of {joined.height:,}")
    print(
        f"lifelines {rival:.3f} s; ours from one row an episode {mine:.3f} s, {rival / mine:.1f}x"
    )
    print(
        f"from the cube, as every page asks, {served:.3f} s, {rival / served:.1f}x"
        f" (at least {LEAST:.0f}x); the same curves: {_same(again, curves)}"
    )
    print(f"greatest difference of survival and both bands {worst:.1e} (at most {CLOSE:.0e})")
    return 0 if rival / served >= LEAST and worst <= CLOSE and joined.height == curves.height else 1


if __name__ == "__main__":
    raise SystemExit(main())
