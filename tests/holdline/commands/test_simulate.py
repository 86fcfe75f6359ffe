"""`simulate` and `decide` print what they promise, and both engines the same."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from holdline.__main__ import main

COUNTED = "division_code,in_scope,proposed,retained_by_exemption,pending,kept,people_proposed"
LISTED = "household_id,decision,met,unknown,exempt_by"
DECISIONS = {"out_of_scope", "kept", "retained", "pending", "proposed"}
pytestmark = pytest.mark.usefixtures("snapshot")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command and give what it printed."""

    def ran(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out

    return ran


@pytest.mark.parametrize("by", ["province", "city", "county", "township", "village"])
def test_both_engines_print_the_same(printed: Any, by: str) -> None:
    change = ("--set", "c1_ratio=0.9", "--off", "c3", "--unknown", "yes", "--by", by)
    found = printed("simulate", *change)

    assert found.splitlines()[0] == COUNTED
    assert printed("simulate", *change, "--engine", "sql") == found


def test_households_add_up_to_the_province(printed: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(printed("simulate", "--by", "household"))))
    whole = json.loads(printed("simulate", "--by", "province", "--format", "json"))
    counted = Counter(row["decision"] for row in rows)

    assert ",".join(rows[0]) == LISTED
    assert set(counted) <= DECISIONS
    assert counted["proposed"] == sum(one["proposed"] for one in whole) > 0
    assert counted["retained"] == sum(one["retained_by_exemption"] for one in whole)


def test_a_saved_scenario_runs_again_to_the_byte(printed: Any, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    first = printed("simulate", "--set", "c3_price_wan=12.5", "--off", "e1", "--save", str(file))

    assert printed("simulate", "--scenario", str(file)) == first


@pytest.mark.parametrize("rules", ["policy_exit", "identification", "elimination"])
def test_a_decision_is_traced_to_the_notice(printed: Any, rules: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(printed("simulate", "--by", "household", "--ruleset", rules)))
    )
    for row in rows[:: max(1, len(rows) // 20)]:
        told = json.loads(
            printed(
                "decide", "--household", row["household_id"], "--ruleset", rules, "--format", "json"
            )
        )

        assert told["decision"] == row["decision"]
        assert ";".join(told["met"]) == row["met"]
        assert all(one["sentence"] and one["document"] for one in told["clauses"])


def test_a_household_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "--household", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
