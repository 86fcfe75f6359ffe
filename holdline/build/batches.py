"""The imports held: a folder each, with the files as they came and what became of them.

`<home>/imports/<number>/` holds `raw/`, `unpacked/`, `plan.json`, `progress.json` while a build is
under way, and `record.json`, which is this record; each is replaced at once, never written into.
"""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any, Final, Literal, Self

from holdline import paths
from holdline.build.receiving import File, Refusal
from holdline.build.recognising import Question, Recognised
from holdline.build.report import SourceReport
from holdline.errors import ImportBatchUnknown
from holdline.state.clock import now

RECORD: Final = "record.json"
NUMBER = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{6}")
CHINA = timezone(timedelta(hours=8))
State = Literal["received", "checking", "checked", "building", "published", "waiting", "failed"]


@dataclass(frozen=True)
class Batch:
    """One import.

    Attributes:
        number: its name and its folder's: when it came, UTC+8, and six digits.
        came_at: ISO 8601 in UTC.
        account: who brought it.
        source: the name under which answers about headers are remembered.
        as_of: the day it shows, ISO; "" to take it from about.toml or the data.
        is_sample: about.toml says that its households are invented.
        adds: its tables are added to those held instead of replacing them.
        state: received; checking, checked; building; published or waiting at the gate; or failed.
        files, refused, ignored: what came in.
        sheets: what was recognised in the files.
        report: what became of every row, by part; () before it was checked or built.
        snapshot_id: the snapshot it made; "" before.
        failure: why it failed; None when it did not.
    """

    number: str
    came_at: str
    account: str
    source: str = ""
    as_of: str = ""
    is_sample: bool = False
    adds: bool = False
    state: State = "received"
    files: tuple[File, ...] = ()
    refused: tuple[Refusal, ...] = ()
    ignored: tuple[str, ...] = ()
    sheets: tuple[Recognised, ...] = ()
    report: tuple[SourceReport, ...] = field(default=())
    snapshot_id: str = ""
    failure: Refusal | None = None

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return paths.batches() / self.number

    @property
    def questions(self) -> tuple[tuple[Recognised, Question], ...]:
        """What must be answered before it can be imported."""
        return tuple((sheet, one) for sheet in self.sheets for one in sheet.questions)

    @property
    def day(self) -> date | None:
        """The day it shows; None to take it from the data."""
        return date.fromisoformat(self.as_of) if self.as_of else None

    def kept(self, **changed: Any) -> Self:
        """The batch as changed, written down."""
        made = replace(self, **changed)
        target = made.folder / RECORD
        draft = target.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1) + "\n", "utf-8")
        draft.replace(target)
        return made


def begun(account: str, **told: Any) -> Batch:
    """A new import of *account*, its folder made."""
    at = now()
    number = f"{at.astimezone(CHINA):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
    made = Batch(number, at.isoformat(), account, **told)
    made.folder.mkdir(parents=True, mode=0o700)
    return made


def batch(number: str) -> Batch:
    """The import *number*.

    Raises:
        ImportBatchUnknown: it is not held.
    """
    file = paths.batches() / number / RECORD
    if not NUMBER.fullmatch(number) or not file.is_file():
        raise ImportBatchUnknown(batch=number)
    return _read(json.loads(file.read_text("utf-8")))


def batches() -> Iterator[Batch]:
    """Every import held, the latest first."""
    for file in sorted(paths.batches().glob(f"*/{RECORD}"), reverse=True):
        yield batch(file.parent.name)


def discarded(number: str) -> None:
    """Delete an import that made no snapshot, with its files.

    Raises:
        ImportBatchUnknown: it is not held, or a snapshot was made of it.
    """
    held = batch(number)
    if held.snapshot_id:
        raise ImportBatchUnknown(batch=number)
    shutil.rmtree(held.folder)


def _read(told: dict[str, Any]) -> Batch:
    known = {one.name for one in fields(Batch)}
    told = {name: value for name, value in told.items() if name in known}
    failure = told.get("failure")
    return Batch(
        **told
        | {
            "files": tuple(File(**one) for one in told["files"]),
            "refused": tuple(Refusal(**one) for one in told["refused"]),
            "ignored": tuple(told["ignored"]),
            "sheets": tuple(_sheet(one) for one in told["sheets"]),
            "report": tuple(_report(one) for one in told["report"]),
            "failure": Refusal(**failure) if failure else None,
        }
    )


def _sheet(told: dict[str, Any]) -> Recognised:
    pairs = tuple((header, means) for header, means in told["headers"])
    questions = tuple(Question(**one) for one in told["questions"])
    lists = {name: tuple(told[name]) for name in ("left_out", "absent")}
    return Recognised(**told | lists | {"headers": pairs, "questions": questions})


def _report(told: dict[str, Any]) -> SourceReport:
    return SourceReport(**told | {name: tuple(told[name]) for name in ("unknown", "absent")})
