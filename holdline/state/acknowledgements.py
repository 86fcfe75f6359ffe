"""Guards that somebody looked at and let pass, with their reason.

An acknowledgement is of one kind of guard, of one subject (a scenario or a batch over one snapshot,
in one division), and of exactly what was found then: another finding is not acknowledged.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Integer, String, Table, Text, insert, select

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

ACKNOWLEDGEMENT = Table(
    "guard_acknowledgement",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("snapshot_id", String(80), nullable=False),
    Column("division_code", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("found", String(64), nullable=False),
    Column("guards", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
)


@dataclass(frozen=True)
class Draft:
    """An acknowledgement as it is given.

    Attributes:
        subject: digest of what may leave: scenario or batch, data, tree and division.
        snapshot_id, division_code: the same in the open.
        kind: of guard.
        found: digest of the guards of that kind.
        guards: how many they are.
        reason: why they may pass.
    """

    subject: str
    snapshot_id: str
    division_code: str
    kind: str
    found: str
    guards: int
    reason: str


@dataclass(frozen=True)
class Acknowledgement:
    """One as it is kept; the moment in UTC."""

    kind: str
    found: str
    reason: str
    made_by: str
    made_at: datetime


def acknowledge(db: Connection, draft: Draft, account: str) -> None:
    """Keep it; what was kept before stays."""
    db.execute(insert(ACKNOWLEDGEMENT).values(**vars(draft), made_by=account, made_at=now()))


def held(db: Connection, subject: str) -> list[Acknowledgement]:
    """All of *subject*, in the order they were given."""
    table = ACKNOWLEDGEMENT.c
    names = (table.kind, table.found, table.reason, table.made_by, table.made_at)
    asked = select(*names).where(table.subject == subject).order_by(table.number)
    return [Acknowledgement(**row._asdict()) for row in db.execute(asked)]
