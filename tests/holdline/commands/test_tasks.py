"""`python -m holdline tasks` sends files out and takes them in without a page."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from holdline import paths
from holdline.__main__ import main
from holdline.exports.task_file import HEAD_ROW
from holdline.exports.task_rows import COLUMNS, say
from holdline.quality import handling

DIVISION = "370403102"


@pytest.fixture(autouse=True)
def store(snapshot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is decided stays in this test."""
    del snapshot
    monkeypatch.setattr(paths, "state", lambda: tmp_path / "state")
    (tmp_path / "state").mkdir()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The one file of a township."""
    told = ["--division", DIVISION, "--due", "2023-03-15", "--out", str(tmp_path / "out")]
    assert main(["tasks", "export", *told]) == 0
    return next((tmp_path / "out").iterdir())


def merged(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit code, and what became of each row."""
    capsys.readouterr()
    code = main(["tasks", "merge", str(file)])
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return code, [row["outcome"] for row in rows]


def answered(file: Path, column: str = "", value: object = None) -> None:
    """The first row is answered; one of its cells may be changed besides."""
    book = load_workbook(file)
    told = {"result": say("zh", "results.right"), "person": "Zhao", "on": date(2023, 3, 1)}
    for name, cell in (told | ({column: value} if column else {})).items():
        book.worksheets[0].cell(HEAD_ROW + 2, COLUMNS.index(name) + 1, cell)
    book.save(file)


def test_errors_and_suspected_ones_are_sent_and_hints_are_not(file: Path) -> None:
    assert file.name.endswith(f"-{DIVISION}.xlsx")
    assert {item.due_on for item in handling.items()} == {date(2023, 3, 15)}
    assert "J12" not in {item.check_id for item in handling.items()}


def test_an_answer_comes_back_as_a_verdict(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered(file)
    code, outcomes = merged(file, capsys)

    assert (code, outcomes[0], set(outcomes[1:])) == (0, "merged", {"blank"})
    assert [item.state for item in handling.items()].count("false_alarm") == 1


def test_a_row_to_look_at_is_told_by_the_exit_code(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(file, "value", "another")

    assert merged(file, capsys)[0] == 1


def test_a_foreign_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"PK")

    assert main(["tasks", "merge", str(other)]) == 2
    assert "other.xlsx" in capsys.readouterr().err
