"""Task files sent out: which records each holds, and which of them have come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    String,
    Table,
    func,
    insert,
    select,
    update,
)

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

FILE = Table(
    "task_file",
    METADATA,
    Column("file", String(40), primary_key=True),
    Column("division_code", String(12), nullable=False, index=True),
    Column("snapshot", String(80), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("due_on", Date),
)
ROW = Table(
    "task_row",
    METADATA,
    Column("file", String(40), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(32), nullable=False, index=True),
    Column("came_back_at", Moment),
)


@dataclass(frozen=True)
class Sent:
    """A file sent out: its number, township, and how many of its rows have come back."""

    file: str
    division_code: str
    snapshot: str
    made_by: str
    made_at: datetime
    due_on: date | None
    rows: int
    came_back: int


def send(
    db: Connection,
    *,
    file: str,
    division_code: str,
    snapshot: str,
    account: str,
    due_on: date | None,
    marks: Sequence[str],
) -> None:
    """Remember a file and its rows, numbered from 1 in the order of *marks*."""
    db.execute(
        insert(FILE).values(
            file=file,
            division_code=division_code,
            snapshot=snapshot,
            made_by=account,
            made_at=now(),
            due_on=due_on,
        )
    )
    rows = [{"file": file, "number": at, "mark": mark} for at, mark in enumerate(marks, start=1)]
    if rows:
        db.execute(insert(ROW), rows)


def marks_of(db: Connection, file: str) -> Mapping[int, str]:
    """The mark of each row of *file* by its number; empty when no such file was sent."""
    wanted = select(ROW.c.number, ROW.c.mark).where(ROW.c.file == file).order_by(ROW.c.number)
    return {row.number: row.mark for row in db.execute(wanted)}


def come_back(db: Connection, file: str, numbers: Sequence[int]) -> None:
    """Remember that rows of *file* have been answered."""
    for number in numbers:
        here = (ROW.c.file == file) & (ROW.c.number == number)
        db.execute(update(ROW).where(here).values(came_back_at=now()))


def sent(db: Connection, divisions: Sequence[str] = ("",)) -> list[Sent]:
    """The files sent to townships below *divisions*, the latest first."""
    counted = (
        select(FILE, func.count(ROW.c.number).label("rows"), _answered().label("came_back"))
        .join(ROW, ROW.c.file == FILE.c.file, isouter=True)
        .group_by(*FILE.c)
        .order_by(FILE.c.made_at.desc(), FILE.c.file)
    )
    found = (Sent(**row._asdict()) for row in db.execute(counted))
    return [one for one in found if one.division_code.startswith(tuple(divisions))]


def _answered() -> Any:
    return func.count(ROW.c.came_back_at)
