"""The page of people lists who was planted twice, by what speaks for it, and merges nobody."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

WHOLE = {"view": "management", "division": "37"}


def _planted(home: Path) -> set[str]:
    truth = pl.read_parquet(home / "import" / "truth" / "faults.parquet")
    return set(truth.filter(pl.col("check") == "X21")["person_id"])


def test_everybody_planted_twice_is_in_a_strong_pair(snapshot: Snapshot, built_home: Path) -> None:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        given = {**WHOLE, "tier": "B1", "skip": 0, "take": 100}
        rows = run(cursor, query("people/pairs"), given).rows
    assert _planted(built_home) == {*rows["person_id"], *rows["other_person_id"]}


def test_of_the_side_out_of_reach_only_the_county_is_told(snapshot: Snapshot) -> None:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        given = {**WHOLE, "tier": "B1", "skip": 0, "take": 1}
        pair = run(cursor, query("people/pairs"), given).rows.row(0, named=True)
    village = pair["household_id"][:12]
    with open_snapshot(snapshot).reading(Scope(divisions=(village,))) as cursor:
        given = {"view": "management", "division": village, "tier": "B1", "skip": 0, "take": 9}
        seen = run(cursor, query("people/pairs"), given).rows.row(0, named=True)
    assert seen["person_id"] == pair["person_id"]
    assert seen["other_county_name"] == pair["other_county_name"]
    assert {seen[name] for name in seen if name.startswith("other_")} == {
        seen["other_person_id"], seen["other_county_name"], None,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_tells_each_tier_and_its_pairs(snapshot: Snapshot, language: str) -> None:
    del snapshot
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    page = app.run().switch_page("pages/quality/people.py").run()
    said = " ".join(one.value for one in page.markdown)

    assert not page.exception
    assert {"zh": "号码差一位，姓名同音", "en": "Number one digit off"}[language] in said
