"""Cells that were revealed: to whom, of whom, for what, until when. Never what stood in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
)

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

REVEAL = Table(
    "reveal",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("account", String(200), nullable=False),
    Column("snapshot_id", String(80), nullable=False),
    Column("household_id", String(40), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("field", String(40), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    CheckConstraint("length(purpose) > 0 and length(reason) > 0", name="has_purpose"),
    CheckConstraint("until > at", name="ends"),
)
Index("ix_reveal_account", REVEAL.c.account, REVEAL.c.until)


@dataclass(frozen=True)
class Reveal:
    """One cell, revealed to one account for a while.

    Attributes:
        subject: the person; empty for the household itself.
        field: the column.
    """

    account: str
    snapshot_id: str
    household_id: str
    subject: str
    field: str
    purpose: str
    reason: str
    at: datetime
    until: datetime


def add(db: Connection, reveal: Reveal) -> None:
    """Write *reveal* down; *db* must be writing."""
    db.execute(insert(REVEAL).values(**vars(reveal)))


def open_to(
    db: Connection, account: str, snapshot_id: str, household_id: str, at: datetime
) -> Sequence[Reveal]:
    """What *account* may still see of the household at *at*, the latest first."""
    rows = db.execute(
        select(REVEAL)
        .where(
            REVEAL.c.account == account,
            REVEAL.c.snapshot_id == snapshot_id,
            REVEAL.c.household_id == household_id,
            REVEAL.c.until > at,
        )
        .order_by(REVEAL.c.number.desc())
    )
    return [Reveal(**{k: v for k, v in row._asdict().items() if k != "number"}) for row in rows]


def count_since(db: Connection, account: str, since: datetime) -> int:
    """How many cells were revealed to *account* since then."""
    found = db.execute(
        select(REVEAL.c.number).where(REVEAL.c.account == account, REVEAL.c.at >= since)
    )
    return len(found.all())
