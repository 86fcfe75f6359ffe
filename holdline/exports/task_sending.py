"""Send suspected records out to be verified: one task file a township; triage is told so."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from holdline.access.identity import Person
from holdline.errors import TasksMissing
from holdline.exports.gate import UNSAFE, Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.task_file import written
from holdline.exports.task_rows import Letter, say, tasks
from holdline.quality import handling
from holdline.state import tasks as sent
from holdline.state.store import store
from holdline.state.triage import Act, Subject

TOWNSHIP = 9
# Zip has no earlier day; equal contents then give equal files.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Township:
    """Whom a file goes to, and the rows of query findings/listed it is to hold."""

    code: str
    name: str
    rows: Sequence[Row]


def townships(rows: Iterable[Row]) -> list[Township]:
    """The rows by the township of their village, by its code; what is not placed is left out."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if len(row["village_code"] or "") >= TOWNSHIP:
            groups.setdefault(row["village_code"][:TOWNSHIP], []).append(row)
    return [
        Township(code, next((r["town_name"] for r in held if r["town_name"]), code), held)
        for code, held in sorted(groups.items())
    ]


def kind(groups: Sequence[Township]) -> str:
    """The suffix of what is sent: a workbook, or an archive of several."""
    return "xlsx" if len(groups) == 1 else "zip"


def made(
    person: Person,
    stands: Provenance,
    batch: Batch,
    groups: Sequence[Township],
    due_on: date | None,
) -> Contents:
    """The files of *groups*, and every record in them now being verified by that day.

    A record somebody has judged in the meantime is left out.

    Raises:
        TasksMissing: nothing is left to be sent.
        NotPermitted, StateUnavailable, KeyUnreadable: as holdline.quality.handling.
    """
    letters = [_letter(person, stands, batch, group, due_on) for group in groups]
    held = [one for one in letters if one.tasks]
    if not held:
        raise TasksMissing(division=", ".join(group.name for group in groups))
    files = {_name(one): written(one, _titled(stands, one), batch) for one in held}
    with store().writing() as db:
        for one in held:
            sent.send(
                db,
                file=one.file,
                division_code=one.division_code,
                snapshot=one.snapshot,
                account=person.account,
                due_on=one.due_on,
                marks=[task.mark for task in one.tasks],
            )
    data = next(iter(files.values())) if kind(groups) == "xlsx" else _zipped(files)
    return Contents(data, sum(len(one.tasks) for one in held))


def _letter(
    person: Person, stands: Provenance, batch: Batch, group: Township, due_on: date | None
) -> Letter:
    subjects = [
        Subject(
            mark=row["mark"],
            check_id=row["check_id"],
            village_code=row["village_code"],
            household_id=row["household_id"] or "",
            snapshot=stands.snapshot,
        )
        for row in group.rows
    ]
    file = f"{batch.number}-{group.code}"
    doing = Act("verify", person.account, due_on=due_on, facts={"file": file})
    done = set(handling.handle(person, subjects, doing).done)
    rows = [row for row in group.rows if row["mark"] in done]
    return Letter(
        file=file,
        division_code=group.code,
        division_name=group.name,
        snapshot=stands.snapshot,
        due_on=due_on,
        language=stands.language,
        tasks=tasks(rows, stands.language),
    )


def _titled(stands: Provenance, letter: Letter) -> Provenance:
    return replace(stands, title=say(stands.language, "name", division=letter.division_name))


def _name(letter: Letter) -> str:
    title = say(letter.language, "name", division=letter.division_name)
    return f"{UNSAFE.sub('_', title)}-{letter.division_code}.xlsx"


def _zipped(files: Mapping[str, bytes]) -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return made_of.getvalue()
