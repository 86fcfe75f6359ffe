"""Which measure answers which risk is said in three places, and once."""

import csv
import re

import duckdb

from holdline import paths
from holdline.queries import catalogue
from holdline.reference import codes

ANSWERS = re.compile(r"answers (?:(any risk)|risks? ([0-9 ]+))")


def noted() -> set[tuple[str, str, bool]]:
    """What the notes of the code list say."""
    risks = list(codes.labels("risk_type"))
    found = set()
    for code, label in codes.labels("measure_class").items():
        told = ANSWERS.search(label.note)
        answered = [] if told is None else risks if told[1] else told[2].split()
        found |= {(risk, code, "developmental" in label.note) for risk in answered}
    return found


def test_the_file_the_notes_and_the_build_say_the_same() -> None:
    with (paths.REFERENCE / "risk_measures.csv").open(encoding="utf-8", newline="") as file:
        held = {
            (row["risk_type"], row["measure_class"], row["is_developmental"] == "true")
            for row in csv.DictReader(file)
        }
    with duckdb.connect() as db:
        statement = catalogue.query("build/core/risk_answer").statement
        built = set(db.execute(statement).fetchall())

    assert noted() == held == built
