"""`python -m holdline build`, as it is typed."""

import csv
from pathlib import Path

import pytest

from holdline import paths
from holdline.__main__ import main
from holdline.reference import columns
from holdline.warehouse.snapshot import current


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without build files."""
    (tmp_path / "queries").mkdir()
    monkeypatch.setattr(paths, "QUERIES", tmp_path / "queries")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    return tmp_path


def write(folder: Path, table: str, row: dict[str, str]) -> None:
    """One row of a table, with whatever it must have."""
    folder.mkdir(exist_ok=True)
    must = [one.identifier for one in columns.table(table) if one.required != "no"]
    headers = list(dict.fromkeys([*must, *row]))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headers, [row.get(one, "") for one in headers]])


def write_all(folder: Path) -> None:
    """A household, its member, and a member of nobody's."""
    write(folder, "household", {"household_id": "1", "village_code": "370102001002", "bird": "x"})
    write(folder, "member", {"person_id": "9", "household_id": "2"})
    write(folder, "monitor_case", {"case_id": "J", "household_id": "1"})


def test_the_report_foots_and_ends_with_the_snapshot(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was read, accepted and set aside, by file; and what was left out."""
    write_all(home / "import")
    (home / "import" / "notes.csv").touch()
    assert main(["build", "--as-of", "2022-12-31"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].split() == ["source", "read", "accepted", "set", "aside"]
    assert lines[2].split() == ["member.csv", "1", "0", "1"]
    assert "not a table, left out: notes.csv" in lines
    assert "household.csv: columns left out: bird" in lines
    assert lines[-1] == current().id


def test_quietly_it_prints_the_snapshot_alone(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For scripts; from any folder."""
    write_all(home / "elsewhere")
    arguments = ["build", "--from", str(home / "elsewhere"), "--as-of", "2022-12-31", "--quiet"]
    assert main(arguments) == 0

    assert capsys.readouterr().out == f"{current().id}\n"


def test_an_equal_build_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes no time."""
    write_all(home / "import")
    arguments = ["build", "--as-of", "2022-12-31"]
    assert (main(arguments), main(arguments)) == (0, 0)

    assert "An equal snapshot is held already" in capsys.readouterr().out


def test_no_files_are_met_kindly(capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what to do."""
    assert main(["build"]) == 2

    assert "holdline sample --out" in capsys.readouterr().err
