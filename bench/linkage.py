"""Who is the same person: our tiers against Splink, on one planted province, in one run.

Ours: the files of queries/build/linkage as the build runs them. Theirs: Splink with its own
comparisons and trained by its own estimates, at the match weight of its best precision above
0.995. Prints precision and recall over pairs in different households, by tier, and the seconds.

    python -m bench.linkage --from FOLDER [--seed 77] [--rival]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from bench.planted_twice import Planted, planted
from holdline.build import naming, steps
from holdline.queries import catalogue

ROOT = Path(__file__).resolve().parent.parent
RIVAL = ROOT / ".venv-splink"
PRECISION, RECALL, SECONDS = 0.995, 0.90, 60
THEIRS = """
import json, sys, time
import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import splink.comparison_library as cl
con = duckdb.connect(config={"threads": "2"})
began = time.perf_counter()
con.execute(f"create table person as select person_id as unique_id, name, left(name, 1) as surname,"
  " sex, id_number as number, left(id_number, 6) as region, substr(id_number, 7, 8) as born,"
  " right(id_number, 4) as tail, left(village_code, 6) as county, household_id"
  f" from '{sys.argv[1]}/persons.parquet'")
rules = [block_on("number"), block_on("name", "born"), block_on("name", "tail"),
  block_on("name", "region"), block_on("born", "tail"), block_on("region", "tail", "surname")]
settings = SettingsCreator(link_type="dedupe_only", unique_id_column_name="unique_id",
  blocking_rules_to_generate_predictions=rules,
  comparisons=[cl.DamerauLevenshteinAtThresholds("number", [1, 2, 4]),
    cl.JaroWinklerAtThresholds("name", [0.9, 0.7]).configure(term_frequency_adjustments=True),
    cl.ExactMatch("sex"), cl.ExactMatch("county")],
  additional_columns_to_retain=["household_id"])
linker = Linker(DuckDBAPI(con).register("person"), settings)
training = linker.training
training.estimate_probability_two_random_records_match([block_on("number")], recall=0.5)
training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
training.estimate_parameters_using_expectation_maximisation(block_on("number"))
training.estimate_parameters_using_expectation_maximisation(block_on("name", "born"))
found = linker.inference.predict(threshold_match_weight=-5)
took = time.perf_counter() - began
con.execute(f"create table scored as select least(unique_id_l, unique_id_r) as one,"
  " greatest(unique_id_l, unique_id_r) as other, match_weight as weight"
  f" from {found.physical_name} where household_id_l <> household_id_r")
rows = con.execute(f"with t as (select least(one, other) as one, greatest(one, other) as other"
  f" from '{sys.argv[1]}/truth.parquet'), r as (select weight, t.one is not null as hit from scored"
  " left join t using (one, other)) select floor(weight) as w, count(*), count(*) filter (hit)"
  " from r group by 1 order by 1 desc").fetchall()
print(json.dumps({"seconds": took, "rows": rows}))
"""


def ours(given: Planted) -> tuple[float, pl.DataFrame]:
    """Seconds, and the pairs in different households, once each, with their tier."""
    with duckdb.connect(config={"threads": "2"}) as db:
        db.execute("create table snapshot_info as select date '2022-12-31' as as_of_on")
        db.register("planted", given.persons.to_arrow())
        db.execute("create table active_member as from planted")
        naming.load(db)
        began = time.perf_counter()
        for file in steps.ordered(catalogue.all("build/linkage")):
            db.execute(f"create table {steps.table_of(file)} as {file.statement}")
        took = time.perf_counter() - began
        pairs = db.execute(
            "select person_id as one, other_person_id as other, tier, is_strong from person_pair"
            " where person_id < other_person_id"
        ).to_arrow_table()
    found = pl.from_arrow(pairs)
    assert isinstance(found, pl.DataFrame)  # noqa: S101
    return took, found


def ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the lesser id first."""
    low, high = pl.min_horizontal("one", "other"), pl.max_horizontal("one", "other")
    return pairs.select(one=low, other=high)


def theirs(folder: Path, truths: int) -> tuple[float, float, float]:
    """Seconds, precision and recall of Splink, at its best recall with precision above ours."""
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
        needs = ROOT / "bench" / "splink.txt"
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needs], check=True)
    done = subprocess.run(
        [python, "-c", THEIRS, folder], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    pairs = hits = 0
    best = (0.0, 0.0)
    for _, count, hit in told["rows"]:
        pairs, hits = pairs + count, hits + hit
        if hits / pairs >= PRECISION:
            best = (hits / pairs, hits / truths)
    return told["seconds"], *best


def main() -> int:
    """Print both; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.linkage", description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--rival", action="store_true", help="run Splink too")
    options = parser.parse_args()
    given = planted(options.folder, options.seed)
    took, found = ours(given)
    truth = ordered(given.truth).with_columns(is_true=True)
    told = found.join(truth, on=["one", "other"], how="left").with_columns(
        pl.col("is_true").fill_null(value=False)
    )
    by_tier = told.group_by("tier").agg(pairs=pl.len(), true=pl.col("is_true").sum()).sort("tier")
    strong = told.filter("is_strong")
    hits = int(strong["is_true"].sum())
    precision, recall = hits / max(strong.height, 1), hits / truth.height
    twins = strong.join(ordered(given.twins), on=["one", "other"]).height
    print(
        f"{given.persons.height:,} persons, {truth.height:,} registered twice, seed {options.seed}"
    )
    with pl.Config(tbl_rows=20, tbl_hide_dataframe_shape=True):
        print(by_tier.with_columns(precision=(pl.col("true") / pl.col("pairs")).round(4)))
    print(f"strong tiers: precision {precision:.4f} (at least {PRECISION}), recall {recall:.4f}")
    print(f"(at least {RECALL}), twins merged {twins}, {took:.1f} s (at most {SECONDS})")
    if options.rival:
        with tempfile.TemporaryDirectory() as folder:
            given.persons.write_parquet(Path(folder) / "persons.parquet")
            given.truth.write_parquet(Path(folder) / "truth.parquet")
            seconds, *rival = theirs(Path(folder), truth.height)
        print(f"Splink: precision {rival[0]:.4f}, recall {rival[1]:.4f}, {seconds:.1f} s")
    is_kept = precision >= PRECISION and recall >= RECALL and twins == 0 and took <= SECONDS
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
