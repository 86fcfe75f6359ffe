"""Splink on the same prepared table as our tiers, run by the Python of an environment of its own.

`python linkage_splink.py FOLDER` reads persons.parquet (link_person of the build: numbers brought
into one form, sounds of names, whether a number can stand) and truth.parquet, and answers with a
line: {"trained", "seconds", "cpu", "rows": [[weight, pairs, true], …]} over pairs in different
households. Its documented practice: several narrow blocking rules, comparisons of graded levels
with term frequencies for names, random sampling for u, expectation maximisation for m under two
rules. A random pair never bears nearly the same number, so that sampling cannot see those levels:
their u is given, and so is what makes it strongest here, that two numbers that both stand differ.
"""

import json
import sys
import time

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

NEAR = "damerau_levenshtein(number_l, number_r) <= {} and not (stands_l and stands_r)"
RULES = (
    ("number",), ("sound", "region"), ("sound", "born"), ("sound", "tail"),
    ("region", "born", "sex"), ("born", "tail"), ("region", "tail", "surname"),
)  # fmt: skip
LAST_WEIGHT = 0


def level(condition: str, label: str, u: float) -> levels.CustomLevel:
    """A level of the number whose u is given."""
    return levels.CustomLevel(condition, label).configure(u_probability=u, fix_u_probability=True)


def settings() -> SettingsCreator:
    """What is compared, and how finely."""
    number = comparisons.CustomComparison(
        output_column_name="number",
        comparison_levels=[
            levels.NullLevel("number"),
            level("number_l = number_r", "the same", 1e-9),
            level(NEAR.format(1), "one edit", 1e-11),
            level(NEAR.format(2), "two edits", 2e-10),
            level(NEAR.format(3), "three edits", 2e-9),
            level(NEAR.format(4), "four edits", 2e-8),
            levels.ElseLevel(),
        ],
    )
    name = comparisons.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            levels.NullLevel("name"),
            levels.ExactMatchLevel("name", term_frequency_adjustments=True),
            levels.ExactMatchLevel("sound", term_frequency_adjustments=True),
            levels.CustomLevel(
                "levenshtein(name_l, name_r) <= 1 and surname_l = surname_r", "one character"
            ),
            levels.CustomLevel("levenshtein(name_l, name_r) <= 1", "one character, or surname"),
            levels.ExactMatchLevel("surname"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="person_id",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[
            number, name, comparisons.ExactMatch("sex"), comparisons.ExactMatch("county"),
        ],
        additional_columns_to_retain=["household_id"],
    )  # fmt: skip


def trained(db: duckdb.DuckDBPyConnection) -> Linker:
    """A linker with u from a sample of pairs and m from two rounds of EM."""
    linker = Linker(DuckDBAPI(db).register("person"), settings())
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("number")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("number"))
    training.estimate_parameters_using_expectation_maximisation(block_on("sound", "born"))
    return linker


def main(folder: str) -> None:
    """Train, predict, and count the hits by weight."""
    db = duckdb.connect(config={"threads": "2"})
    db.execute(
        "create table person as select *, is_checked and is_possible as stands,"
        f" left(village_code, 6) as county from '{folder}/persons.parquet'"
    )
    began = time.perf_counter()
    linker = trained(db)
    told = {"trained": time.perf_counter() - began}
    found = linker.inference.predict(threshold_match_weight=LAST_WEIGHT)
    told["seconds"] = time.perf_counter() - began
    told["cpu"] = time.process_time()
    rows = db.execute(
        "with scored as (select least(person_id_l, person_id_r) as one,"
        " greatest(person_id_l, person_id_r) as other, floor(match_weight * 2) / 2 as weight"
        f" from {found.physical_name} where household_id_l <> household_id_r)"
        " select weight, count(*), count(truth.one) from scored"
        f" left join '{folder}/truth.parquet' as truth using (one, other)"
        " group by weight order by weight desc"
    ).fetchall()
    told["rows"] = rows
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
