"""`python -m bench.what_if`: the index against a DuckDB scan, on the same random changes.

Facts are invented in the shape of the fact tables, in division order. Each change is decided by
both engines one after the other in one process; counts of every county are compared, and any
difference stops the run. Figures are CPU milliseconds of the process and the median of the pairs'
ratios, with the least tenth beside it.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb
import numpy as np

from holdline.rules import answers, effects, ruleset
from holdline.rules.compile import divisions
from holdline.rules.index import Index
from holdline.rules.levels import tipping
from holdline.rules.places import Level, Places
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store

COUNTIES = 136
VILLAGES = 53_000
Shape = tuple[float, tuple[str, ...], dict[str, tuple[int, int]], dict[str, tuple[str, ...]]]
ITEMS: dict[str, Shape] = {
    "exit_vehicle": (0.05, ("is_proven", "is_passenger_car", "is_held", "is_frequently_used"),
                     {"price_fen": (3_000_000, 20_000_000), "age_months": (0, 180)}, {}),
    "exit_house": (0.05, ("is_proven", "is_in_town", "is_bought", "is_held"),
                   {"area_cm": (3000, 15_000), "bought_year": (2005, 2022)},
                   {"house_kind": ("residence", "shop", "office")}),
    "exit_enterprise": (0.04, ("is_proven", "is_active", "is_company", "is_individual"),
                        {"share_bp": (0, 10_000), "employees": (0, 6)}, {}),
    "exit_payroll": (0.15, ("is_proven", "is_on_payroll"), {}, {"post": ("civil", "temporary")}),
    "exit_child": (0.25, ("is_proven", "has_vehicle", "has_town_house", "has_enterprise",
                          "is_on_payroll", "has_heavy_burden"),
                   {"employees": (0, 4), "profit_fen": (0, 20_000_000),
                    "turnover_fen": (0, 200_000_000), "income_ratio_bp": (3000, 25_000)},
                   {"support_ability": ("strong", "fair", "weak")}),
    "exit_patient": (0.08, ("is_major",), {"self_pay_fen": (0, 3_000_000),
                     "self_pay_bp": (0, 8000), "age_months": (0, 24)}, {}),
    "exit_hardship": (0.04, ("is_proven",), {"age_months": (0, 40), "loss_bp": (0, 10_000),
                      "line_bp": (5000, 30_000)}, {}),
}  # fmt: skip
FLAGS = (
    "has_other_cause", "is_study_over", "has_new_illness", "lost_its_labour", "is_living_equal",
    "is_living_better", "is_vehicle_complete", "is_house_complete", "is_enterprise_complete",
    "is_payroll_complete", "is_kin_complete", "has_members", "is_on_subsistence", "is_destitute",
    "is_at_margin", "has_severe_disability", "has_mental_grade_3", "has_major_illness",
    "is_hardship_confirmed", "is_hardship_complete",
)  # fmt: skip
NUMBERS = {
    "disposable_ratio_bp": (3000, 20_000), "net_ratio_bp": (3000, 20_000),
    "lasting_ratio_bp": (3000, 20_000), "job_months": (0, 12), "any_job_months": (0, 12),
    "recovered_months": (0, 30), "patient_self_pay_fen": (0, 500_000),
}  # fmt: skip
COUNTS = ("in_scope", "proposed", "retained_by_exemption", "pending", "kept", "people_proposed")


def invented(households: int) -> duckdb.DuckDBPyConnection:
    """Fact tables of so many households, in memory."""
    db = duckdb.connect(config={"threads": 1})
    db.execute("select setseed(0.42)")
    flags = ", ".join(f"{_flag(0.15, 0.05)} as {name}" for name in FLAGS)
    numbers = ", ".join(f"{_number(span)} as {name}" for name, span in NUMBERS.items())
    per = max(1, VILLAGES // COUNTIES)
    db.execute(
        f"create table exit_fact as select lpad(cast(n as varchar), 10, '0') as household_id, "
        f"cast(370000000000 + (n * {COUNTIES} // {households}) * 1000000 + "
        f"(n * {COUNTIES * per} // {households}) % {per} as varchar) as village_code, "
        "1 + cast(floor(random() * 5) as bigint) as people, random() < 0.9 as is_in_scope, "
        "case when random() < 0.9 then '0' || cast(1 + floor(random() * 5) as integer) end "
        f"as main_cause, {flags}, {numbers} from range({households}) as t(n) order by n"
    )
    db.execute(
        "create table division_path as select distinct 'management' as view, village_code as "
        "leaf_code, substr(village_code, 1, 6) as ancestor_code, 3 as level from exit_fact"
    )
    for table, (share, booleans, whole, codes) in ITEMS.items():
        columns = [f"{_flag(0.6, 0.15)} as {name}" for name in booleans]
        columns += [f"{_number(span)} as {name}" for name, span in whole.items()]
        columns += [f"{_code(values)} as {name}" for name, values in codes.items()]
        db.execute(
            f"create table {table} as select household_id, village_code, {', '.join(columns)} "
            f"from exit_fact where random() < {share} order by village_code, household_id"
        )
    return db


def _flag(share: float, missing: float) -> str:
    return f"case when random() < {1 - missing} then random() < {share} end"


def _number(span: tuple[int, int]) -> str:
    low, high = span
    return (
        f"case when random() < 0.95 then cast({low} + floor(random() * {high - low}) as bigint) end"
    )


def _code(values: tuple[str, ...]) -> str:
    named = ", ".join(f"'{one}'" for one in values)
    return f"list_value({named})[1 + cast(floor(random() * {len(values)}) as integer)]"


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


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU milliseconds of the process, and what came of it."""
    start = time.process_time()
    found = work()
    return (time.process_time() - start) * 1000, found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.what_if", description=__doc__)
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args()
    db = invented(options.households)
    index = Index(
        Store(lambda text: db.execute(text).fetchnumpy(), None), "exit_fact", "is_in_scope"
    )
    places, rules = Places(index), ruleset.load("policy_exit")
    level = places.level("management", 3)
    answers.by_division(index, level, index.decide(rules))
    chance = np.random.default_rng(7)
    print(f"{options.households:,} households, {len(level.codes)} counties; CPU ms, median")
    scan_alone = 0.0
    for change in (toggled, one_slider, every_slider):
        pairs = []
        for _ in range(options.count):
            changed = change(rules, chance)
            text, values = divisions(changed, tree="management", level=3)
            slow, wanted = timed(partial(_scanned, db, text, values))
            quick, found = timed(partial(_indexed, index, level, changed))
            if [tuple(row) for row in wanted] != found.rows():
                raise SystemExit(f"the engines differ on {changed.set_to} {changed.off}")
            pairs.append((slow, quick))
        _print(change.__name__, pairs)
        scan_alone = statistics.median(slow for slow, _ in pairs)
    panel, _ = timed(lambda: whole_panel(index, level, rules, one_slider(rules, chance)))
    print(f"{'whole panel':14} {panel:8.1f} ms against one scan of {scan_alone:.1f} ms: "
          f"1/{scan_alone / panel:.1f}")  # fmt: skip
    return 0


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


def _print(name: str, pairs: list[tuple[float, float]]) -> None:
    ratios = sorted(slow / quick for slow, quick in pairs)
    slow, quick = (statistics.median(one[at] for one in pairs) for at in (0, 1))
    tenth = ratios[len(ratios) // 10]
    print(f"{name:14} scan {slow:8.1f}  index {quick:7.2f}  {statistics.median(ratios):6.1f}×"
          f"  (p10 {tenth:.1f}×), counts equal {len(pairs)}/{len(pairs)}")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
