"""Who is the same person: our tiers against Splink, on one planted province, in one run.

Ours: the files of queries/build/linkage as the build runs them. Theirs: Splink, trained by its own
estimates on the table our tiers start from (bench/linkage_splink.py), stopped after twenty minutes.
Both are counted over pairs in different households. A match weight is chosen for Splink after the
truth is known, the one with most recall at a precision; ours has nothing to choose.

    python -m bench.linkage --from FOLDER [--seed 77] [--rival] [--under 3701] [--keep]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from bench import planted_lists
from bench.planted_lists import Lists
from bench.planted_twice import Planted, planted
from holdline.build import naming, steps
from holdline.queries import catalogue

ROOT = Path(__file__).resolve().parent.parent
RIVAL = ROOT / ".venv-splink"
RESULTS = Path(__file__).parent / "results"
PRECISION, RECALL, SECONDS = 0.995, 0.90, 60
ROWS, LISTS = 30_000, 0.995
LIMIT = 20 * 60


@dataclass(frozen=True)
class Found:
    """What one way found on a planted set.

    Attributes:
        seconds: of the clock, from the first table to the last.
        cpu: of the processors in the same time.
        lists: match_id and person_id of departments' rows linked by a strong tier.
        pairs: one, other (the lesser id first), tier, is_strong, is_true; in different households.
    """

    seconds: float
    cpu: float
    lists: pl.DataFrame
    pairs: pl.DataFrame


def prepared(given: Planted, lists: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """A connection with what linkage reads of a build: the members, and departments' *lists*."""
    db = duckdb.connect(config={"threads": "2"})
    db.execute("create table snapshot_info as select date '2022-12-31' as as_of_on")
    db.register("planted", given.persons.to_arrow())
    db.execute("create table active_member as from planted")
    db.execute("create table source_member as select *, 'active' as member_status from planted")
    db.execute(
        "create table source_household as select household_id,"
        " any_value(village_code) as placed_code from planted group by household_id"
    )
    db.register("lists", lists.to_arrow())
    db.execute("create table source_dept_match as from lists")
    naming.load(db)
    return db


def ours(given: Planted, lists: pl.DataFrame, folder: Path) -> Found:
    """Our tiers; what they start from is left in *folder* for the rival, and timed with ours."""
    with prepared(given, lists) as db:
        began, used = time.perf_counter(), time.process_time()
        for file in steps.ordered(catalogue.all("build/linkage")):
            db.execute(f"create table {steps.table_of(file)} as {file.statement}")
        took, used = time.perf_counter() - began, time.process_time() - used
        db.execute(f"copy link_person to '{folder}/persons.parquet'")
        links = _rows(
            db, "select match_id, person_id as found from department_link where is_strong"
        )
        found = _rows(
            db,
            "select person_id as one, other_person_id as other, tier, is_strong from person_pair"
            " where person_id < other_person_id",
        )
    truth = ordered(given.truth).with_columns(is_true=True)
    marked = found.join(truth, on=["one", "other"], how="left")
    return Found(took, used, links, marked.with_columns(pl.col("is_true").fill_null(value=False)))


def _rows(db: duckdb.DuckDBPyConnection, text: str) -> pl.DataFrame:
    found = pl.from_arrow(db.execute(text).to_arrow_table())
    assert isinstance(found, pl.DataFrame)  # noqa: S101
    return found


def told_of_lists(lists: Lists, links: pl.DataFrame) -> tuple[str, bool]:
    """The line about departments' rows, and whether the goals are kept."""
    told = lists.truth.join(links, on="match_id", how="left")
    hits = told.filter(pl.col("found") == pl.col("person_id")).height
    meant, linked = told["person_id"].count(), told["found"].count()
    precision, recall = hits / max(linked, 1), hits / max(meant, 1)
    line = (
        f"lists   {told.height:,} rows of departments, {meant:,} of people on the register:"
        f" precision {precision:.4f}  recall {recall:.4f} (each at least {LISTS})"
    )
    return line, min(precision, recall) >= LISTS


def ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the lesser id first."""
    low, high = pl.min_horizontal("one", "other"), pl.max_horizontal("one", "other")
    return pairs.select(one=low, other=high)


def theirs(folder: Path) -> dict[str, object] | None:
    """What linkage_splink.py tells; None when it was not done within LIMIT."""
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
        needs = ROOT / "bench" / "splink.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needs], check=True)
    script = Path(__file__).with_name("linkage_splink.py")
    try:
        done = subprocess.run(
            [python, script, folder], check=True, capture_output=True, text=True, timeout=LIMIT
        )
    except subprocess.TimeoutExpired:
        return None
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def best(rows: list[list[float]], truths: int, precision: float) -> tuple[float, float, float]:
    """Weight, precision and recall where recall is greatest at *precision* or more."""
    pairs = hits = 0.0
    found = (0.0, 0.0, 0.0)
    for weight, count, hit in rows:
        pairs, hits = pairs + count, hits + hit
        if hits / pairs >= precision:
            found = (weight, hits / pairs, hits / truths)
    return found


def told_of_ours(given: Planted, found: Found) -> tuple[str, float, float, int]:
    """The lines about our tiers; precision, recall and twins of the strong ones."""
    by_tier = (
        found.pairs.group_by("tier").agg(pairs=pl.len(), true=pl.col("is_true").sum()).sort("tier")
    )
    strong = found.pairs.filter("is_strong")
    hits = int(strong["is_true"].sum())
    precision, recall = hits / max(strong.height, 1), hits / given.truth.height
    twins = strong.join(ordered(given.twins), on=["one", "other"]).height
    lines = [
        f"{tier}  pairs {pairs:>6,}  true {true:>6,}  precision {true / pairs:.4f}"
        for tier, pairs, true in by_tier.iter_rows()
    ]
    lines.append(
        f"ours    precision {precision:.4f} (at least {PRECISION})  recall {recall:.4f}"
        f" (at least {RECALL})  twins {twins}  {found.seconds:.1f} s (at most {SECONDS}),"
        f" CPU {found.cpu:.1f} s"
    )
    return "\n".join(lines), precision, recall, twins


def told_of_theirs(told: dict[str, object] | None, truths: int, precision: float) -> str:
    """The lines about Splink, at our floor of precision and at the precision we had."""
    if told is None:
        return f"Splink  stopped after {LIMIT // 60} minutes"
    rows = told["rows"]
    assert isinstance(rows, list)  # noqa: S101
    lines = []
    for floor in (PRECISION, precision, 0.98):
        weight, its, recall = best(rows, truths, floor)
        lines.append(
            f"Splink  precision {its:.4f} (at least {floor:.4f})  recall {recall:.4f}"
            f"  at match weight {weight:+.1f}  {told['seconds']:.1f} s, CPU {told['cpu']:.1f} s"
        )
    return "\n".join(lines)


def main() -> int:
    """Print both; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.linkage", description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--under", default="", help="only the divisions whose codes begin so")
    parser.add_argument("--rival", action="store_true", help="run Splink too")
    parser.add_argument("--keep", action="store_true", help="write bench/results/linkage.txt")
    options = parser.parse_args()
    given = planted(options.folder, options.seed, options.under)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given.truth.pipe(ordered).write_parquet(folder / "truth.parquet")
        lists = planted_lists.planted(
            given.persons, min(ROWS, given.persons.height // 10), options.seed
        )
        found = ours(given, lists.rows, folder)
        told, precision, recall, twins = told_of_ours(given, found)
        planted_told = (
            f"{given.persons.height:,} persons, {given.truth.height:,} registered twice,"
            f" seed {options.seed}, load {os.getloadavg()[0]:.1f}"
        )
        lists_told, is_listed = told_of_lists(lists, found.lists)
        lines = [planted_told, told, lists_told]
        if options.rival:
            lines.append(told_of_theirs(theirs(folder), given.truth.height, precision))
    print("\n".join(lines))
    if options.keep:
        (RESULTS / "linkage.txt").write_text("\n".join(lines) + "\n")
    is_kept = precision >= PRECISION and recall >= RECALL and twins == 0 and is_listed
    return 0 if is_kept and found.seconds <= SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
