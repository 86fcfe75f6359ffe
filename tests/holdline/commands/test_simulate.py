"""`simulate` and `decide` print what they promise, and both engines the same."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from holdline.__main__ import main
from holdline.access.identity import Person
from holdline.rules import compile as compiled
from holdline.rules import evidence, overriding, ruleset
from holdline.rules.opened import WHOLE
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import current

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


# Overrides


def decided_otherwise(decision: str, to: str) -> str:
    """Let somebody decide otherwise on a household, and another agree; the household."""
    rules = ruleset.load("policy_exit")
    with open_snapshot(current()).reading(WHOLE) as cursor:
        text, values = compiled.households(rules)
        rows = cursor.execute(text, values).fetchall()
        household = next(row[0] for row in rows if row[3] == decision)
        found = evidence.of_household(cursor, rules, household)
    anna, bo = (Person(name, name, "data_team") for name in ("anna", "bo"))
    number = overriding.make(
        anna, rules, found, decision=to, reason="the car was sold", snapshot_id=current().id
    )
    overriding.check(bo, number, agrees=True)
    return str(household)


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people decide in one test is not there in another."""
    monkeypatch.setattr("holdline.paths.state", lambda: tmp_path)


@pytest.mark.usefixtures("own_state")
def test_overrides_are_never_silent_and_change_no_column(
    printed: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before = printed("simulate", "--by", "province")
    decided_otherwise("proposed", "kept")
    assert main(("simulate", "--by", "province")) == 0
    told = capsys.readouterr()
    shown = list(
        csv.DictReader(io.StringIO(printed("simulate", "--by", "province", "--overrides")))
    )

    assert told.out == before
    assert "1 overrides" in told.err
    assert [(row["kept_by_hand"], row["proposed_by_hand"]) for row in shown] == [("1", "0")]


@pytest.mark.usefixtures("own_state")
def test_an_override_stands_beside_its_household(printed: Any) -> None:
    household = decided_otherwise("proposed", "kept")
    text = printed("simulate", "--by", "household", "--overrides")
    rows = {row["household_id"]: row for row in csv.DictReader(io.StringIO(text))}
    told = json.loads(printed("decide", "--household", household))

    assert rows[household]["decision"] == told["decision"] == "proposed"
    assert (rows[household]["override"], rows[household]["override_reason"]) == (
        "kept", "the car was sold",
    )  # fmt: skip
    assert [one["state"] for one in told["overrides"]] == ["standing"]
    assert sum(bool(row["override"]) for row in rows.values()) == 1


def test_a_store_that_cannot_be_opened_stops_no_count(
    printed: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = printed("simulate", "--by", "province")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("holdline.paths.state", lambda: tmp_path / "file")

    assert printed("simulate", "--by", "province") == before


@pytest.mark.parametrize("by", ["county", "household"])
def test_an_installation_counts_its_own_divisions_only(
    printed: Any, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Whatever engine is asked for."""
    every = list(csv.DictReader(io.StringIO(printed("simulate", "--by", by))))
    town = "370403001"
    monkeypatch.setattr(
        "holdline.access.identity.operator", lambda: Person("op", "op", "operator", (town,))
    )
    own = list(csv.DictReader(io.StringIO(printed("simulate", "--by", by))))
    key = "household_id" if by == "household" else "division_code"

    assert {row[key] for row in own} <= {row[key] for row in every}
    assert len(own) < len(every) or sum(int(row["in_scope"]) for row in own) < sum(
        int(row["in_scope"]) for row in every
    )
