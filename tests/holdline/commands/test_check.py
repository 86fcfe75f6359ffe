"""`python -m holdline check`, as it is typed."""

import csv
import json

import pytest

from holdline.__main__ import main
from holdline.quality.listing import markdown
from holdline.warehouse.snapshot import Snapshot

HEAD = "check,severity,household_id,person_id,case_id,field,value,reason"


@pytest.mark.usefixtures("snapshot")
def test_findings_of_the_checks_asked_for_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--only", "A06,C12"]) == 0
    printed = capsys.readouterr().out
    rows = list(csv.DictReader(printed.splitlines()))

    assert printed.splitlines()[0] == HEAD
    assert {"A06", "C12"} == {row["check"] for row in rows}
    assert all(row["household_id"] and row["person_id"] and row["reason"] for row in rows)
    assert rows[0]["reason"] in {
        "证件号性别与性别不符：性别为“男”，应为“女”",
        "证件号性别与性别不符：性别为“女”，应为“男”",
    }


@pytest.mark.usefixtures("snapshot")
def test_nobodys_number_or_name_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--only", "A01,A09,A14", "--format", "json", "--language", "en"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert rows
    assert {None} == {row["value"] for row in rows}
    assert all(row["reason"].endswith("(not shown)") for row in rows)


def test_every_check_is_counted_when_none_is_named(
    snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr().out.splitlines()

    assert snapshot.manifest.tables["finding"] == len(list(csv.DictReader(printed)))


def test_an_unknown_check_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--only", "A00"]) == 2
    assert "There is no check A00" in capsys.readouterr().err


def test_the_list_needs_no_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list"]) == 0
    assert markdown() == capsys.readouterr().out
