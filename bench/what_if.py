"""`python -m bench.what_if`: the index against its rivals, on the same random changes.

Facts are invented in the shape of the fact tables. Each change is decided by every engine one after
the other in one run; the counts of every county are compared, and any difference stops it. Rivals:
the DuckDB scan (the reference), Polars, pandas, and OpenFisca-Core, which runs the same rules in an
environment of its own (bench/openfisca.txt). Figures are CPU milliseconds, the median, and the
median of the pairs' ratios with the least tenth beside it.
"""

import argparse
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # every engine has one thread

import duckdb
import numpy as np
import polars as pl

from bench.invented import ITEMS, invented
from bench.rule_child import InOpenFisca
from bench.rule_frames import InPandas, InPolars
from holdline.rules import answers, effects, ruleset
from holdline.rules.compile import divisions
from holdline.rules.index import Index
from holdline.rules.levels import tipping
from holdline.rules.places import Level, Places
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store

GOALS = {
    1_000_000: {"toggled": 80, "one_slider": 30, "every_slider": 15, "panel": 5},
    27_000_000: {"toggled": 150, "one_slider": 50, "every_slider": 20, "panel": 10},
}
Timed = tuple[float, Any]
Change = Callable[[RuleSet, np.random.Generator], RuleSet]


def toggled(rules: RuleSet, chance: np.random.Generator) -> RuleSet:
    """Some clauses off; their values are as they were."""
    return rules.with_change(off=tuple(one.id for one in rules.clauses if chance.random() < 0.3))


def one_slider(rules: RuleSet, chance: np.random.Generator) -> RuleSet:
    """The income line anywhere."""
    return rules.with_change({"c1_ratio": int(chance.integers(6000, 15_000))})


def every_slider(rules: RuleSet, chance: np.random.Generator) -> RuleSet:
    """Four thresholds anywhere at once."""
    names = ("c1_ratio", "c3_price_wan", "c7_profit_min", "e2_selfpay_abs")
    spans = {name: rules.parameters[name] for name in names}
    return rules.with_change(
        {name: int(chance.integers(one.low, one.high)) for name, one in spans.items()}
    )


def timed(work: Callable[[], Any]) -> Timed:
    """CPU milliseconds of the process, and what came of it."""
    start = time.process_time()
    found = work()
    return (time.process_time() - start) * 1000, found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.what_if", description=__doc__)
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--count", type=int, default=20, help="changes of a kind")
    parser.add_argument("--keep", action="store_true", help="write bench/results/what_if-….txt")
    parser.add_argument("--rivals", default="polars,pandas,openfisca", help="beside the scan")
    options = parser.parse_args()
    told = []
    for line in lines(options):
        print(line, flush=True)
        told.append(line)
    if options.keep:
        file = Path(__file__).parent / "results" / f"what_if-{options.households}.txt"
        file.write_text("\n".join(told) + "\n")
    return 0


def lines(options: argparse.Namespace) -> Iterator[str]:
    """Measure, a line of figures at a time."""
    db = invented(options.households)
    index = Index(
        Store(lambda text: db.execute(text).fetchnumpy(), None), "exit_fact", "is_in_scope"
    )
    rules = ruleset.load("policy_exit")
    level = Places(index).level("management", 3)
    answers.by_division(index, level, index.decide(rules))
    rivals = _rivals(db, {name for name in options.rivals.split(",") if name})
    goals = GOALS.get(options.households, {})
    chance = np.random.default_rng(7)
    yield (
        f"{options.households:,} households, {len(level.codes)} counties; CPU ms, median of "
        f"{options.count}; ratios to the index, their least tenth in brackets"
    )
    scan = 0.0
    for change in (toggled, one_slider, every_slider):
        seen: dict[str, list[float]] = {}
        for _ in range(options.count):
            changed = change(rules, chance)
            for name, one in _raced(db, index, level, changed, rivals).items():
                seen.setdefault(name, []).append(one)
        yield _told(change.__name__, seen, goals.get(change.__name__))
        scan = statistics.median(seen["DuckDB scan"])
    times = [
        timed(lambda: whole_panel(index, level, rules, one_slider(rules, chance)))[0]
        for _ in range(5)
    ]
    panel = statistics.median(times)
    yield (
        f"{'whole panel':13}index {panel:8.1f} ms against one scan of {scan:,.1f} ms: "
        f"1/{scan / panel:.1f}{_goal(scan / panel, goals.get('panel'))}"
    )


def _raced(
    db: duckdb.DuckDBPyConnection,
    index: Index,
    level: Level,
    rules: RuleSet,
    rivals: Mapping[str, Callable[[RuleSet], Timed]],
) -> dict[str, float]:
    """One change by every engine; their CPU milliseconds, by name."""
    text, values = divisions(rules, tree="management", level=3)
    slow, wanted = timed(partial(_scanned, db, text, values))
    quick, found = timed(partial(_indexed, index, level, rules))
    told = {"DuckDB scan": (slow, wanted), "index": (quick, found.rows())}
    told |= {name: count(rules) for name, count in rivals.items()}
    rows = [tuple(row) for row in wanted]
    for name, (_, theirs) in told.items():
        if [tuple(row) for row in theirs] != rows:
            raise SystemExit(f"{name} differs on {rules.set_to} {rules.off}")
    return {name: ms for name, (ms, _) in told.items()}


def _rivals(
    db: duckdb.DuckDBPyConnection, wanted: set[str]
) -> dict[str, Callable[[RuleSet], Timed]]:
    if not wanted:
        return {}
    frames = {name: _frame(db, name) for name in ("exit_fact", *ITEMS)}
    found: dict[str, Callable[[RuleSet], Timed]] = {}
    if "openfisca" in wanted:
        try:
            found["OpenFisca"] = InOpenFisca(frames, ruleset.load("policy_exit")).counted
        except subprocess.CalledProcessError as problem:
            print(f"OpenFisca is left out, as it could not be installed: {problem}")
    for name, engine in (("polars", InPolars), ("pandas", InPandas)):
        if name in wanted:
            one = engine(frames)
            found[one.name] = lambda rules, one=one: timed(lambda: one.counted(rules))
    return found


def _frame(db: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """A table with the county and the place of each row's household in the order of villages."""
    text = (
        "with placed as (select household_id, substr(village_code, 1, 6) as county, "
        "row_number() over (order by village_code, household_id) - 1 as place from exit_fact) "
        f"select county, place, {name}.* exclude (household_id, village_code) "
        f"from {name} join placed using (household_id) order by place"
    )
    return pl.DataFrame(db.execute(text).to_arrow_table())


def _scanned(db: duckdb.DuckDBPyConnection, text: str, values: dict[str, object]) -> Any:
    return db.execute(text, values).fetchall()


def _indexed(index: Index, level: Level, rules: RuleSet) -> Any:
    return answers.by_division(index, level, index.decide(rules))


def whole_panel(index: Index, level: Level, before: RuleSet, after: RuleSet) -> object:
    """Counts, flows, reasons, what each does, a curve, and a page of the affected."""
    one, two = index.decide(before), index.decide(after)
    found = tipping(index, after, "c1_ratio")
    return (
        answers.by_division(index, level, two),
        answers.flows(index, level, one, two),
        answers.reasons(index, two),
        answers.sole_reasons(index, two),
        answers.unknowns(index, two),
        effects.shares(index, two),
        found and found.at(np.linspace(6000, 15_000, 50).astype(int)),
        answers.rows(two.proposed & ~one.proposed),
    )


def _told(name: str, seen: dict[str, list[float]], goal: float | None) -> str:
    quick = seen["index"]
    parts = [f"{name:13}index {statistics.median(quick):8.2f}"]
    for rival, times in seen.items():
        if rival == "index":
            continue
        ratios = sorted(slow / fast for slow, fast in zip(times, quick, strict=True))
        middle = statistics.median(ratios)
        parts.append(
            f"{rival} {statistics.median(times):,.1f} = {middle:,.0f}× "
            f"({ratios[len(ratios) // 10]:,.0f}×)"
            + (_goal(middle, goal) if rival == "DuckDB scan" else "")
        )
    return "; ".join(parts) + f"; counts equal {len(quick)}/{len(quick)}"


def _goal(ratio: float, goal: float | None) -> str:
    if goal is None:
        return ""
    return f" (goal {goal:g}: {'kept' if ratio >= goal else 'MISSED'})"


if __name__ == "__main__":
    raise SystemExit(main())
