"""What a task file asks of a village: one suspected record a row, and the cells it may fill in."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from holdline.access.keys import key
from holdline.messages.catalogue import languages, text
from holdline.quality.checks import all_checks
from holdline.quality.wording import reason, shown

KEY = "tasks"
TOLD = ("number", "village", "household", "head", "reason", "value", "expected", "remedy")
ANSWERED = ("result", "corrected", "note", "person", "on")
SEAL = "seal"
COLUMNS = (*TOLD, *ANSWERED, SEAL)
# What a village may answer: the verdict it makes, and whether the data were put right.
RESULTS: Mapping[str, tuple[str, bool]] = {
    "corrected": ("confirmed", True),
    "to_correct": ("confirmed", False),
    "right": ("false_alarm", False),
    "special": ("exempt", False),
    "not_yet": ("", False),
}
SEAL_DIGITS = 16


@dataclass(frozen=True)
class Task:
    """One row as it is sent: its mark, and its cells as text in the order of TOLD."""

    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """One task file: its number, whom it goes to, the snapshot, the day it is due, its rows."""

    file: str
    division_code: str
    division_name: str
    snapshot: str
    due_on: date | None
    language: str
    tasks: Sequence[Task]


def tasks(rows: Iterable[Mapping[str, Any]], language: str) -> list[Task]:
    """The rows of query findings/listed as tasks, in their order, numbered from 1."""
    checks = {check.id: check for check in all_checks()}
    made = []
    for number, row in enumerate(rows, start=1):
        check = checks[row["check_id"]]
        cell = (row["field"], row["value"], row["expected"])
        is_hidden = row["value"] is None and not row["is_missing"]
        value = say(language, "hidden") if is_hidden else shown(cell[0], cell[1], language)
        expected = shown(cell[0], cell[2], language) if cell[2] is not None else ""
        cells = (
            str(number),
            row["village_name"] or row["town_name"] or row["village_code"] or "",
            row["household_id"] or "",
            row["head_name"] or "",
            f"{reason(check, *cell, language, is_missing=row['is_missing'])} ({check.id})",
            value,
            expected,
            check.remedy(language),
        )
        made.append(Task(row["mark"], cells))
    return made


def letter_seal(letter: Letter) -> str:
    """What shows that a file is one of ours: over its number, township, snapshot and all marks."""
    marks = ",".join(task.mark for task in letter.tasks)
    return seal(letter.file, letter.division_code, letter.snapshot, marks)


def row_seal(file: str, task: Task) -> str:
    """What shows that a row still says what was sent."""
    return seal(file, task.mark, *task.cells)[:SEAL_DIGITS]


def seal(*parts: str) -> str:
    """HMAC-SHA-256 over *parts*, hexadecimal.

    Raises:
        KeyUnreadable: the installation's key cannot be read.
    """
    joined = "\x1f".join(parts)
    return hmac.new(key(KEY), joined.encode(), hashlib.sha256).hexdigest()


def is_sealed(told: str, *parts: str) -> bool:
    """Whether *told* is the beginning of the seal over *parts*, and long enough to mean it."""
    ours = seal(*parts)
    return len(told) >= SEAL_DIGITS and hmac.compare_digest(ours[: len(told)], told)


def result_of(written: str) -> str | None:
    """Which of RESULTS a village wrote, in either language; None when it is none of them."""
    for language in languages():
        for result in RESULTS:
            if written == say(language, f"results.{result}"):
                return result
    return None


def say(language: str, name: str, **facts: object) -> str:
    """A text of the words of task files."""
    return text(language, f"task_file.{name}", **facts)
