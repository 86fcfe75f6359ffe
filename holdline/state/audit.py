"""The chain of what people did: rows are only ever added, each sealed over the one before."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

Fact = str | int | float | bool | None
START = "0" * 64

EVENT = Table(
    "audit_event",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("account", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("facts", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)
HEAD = Table(
    "audit_head",
    METADATA,
    Column(
        "slot",
        Integer,
        CheckConstraint("slot = 1", name="one"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
)


@dataclass(frozen=True)
class Event:
    """One thing somebody did.

    Attributes:
        number: 1, 2, 3 … without gaps.
        at: UTC.
        action: a dotted word, such as import.published.
        subject: what it was done to: a household's number, a snapshot, an empty text.
        facts: further facts, no personal data.
        seal: HMAC-SHA-256 over all of it and the seal before.
    """

    number: int
    at: datetime
    account: str
    role: str
    action: str
    subject: str
    facts: Mapping[str, Fact]
    seal: str


def sealed(key: bytes, before: str, event: Event) -> str:
    """The seal that *event* must carry when *before* is the seal of the one before it."""
    told = json.dumps(
        [
            event.number,
            event.at.isoformat(),
            event.account,
            event.role,
            event.action,
            event.subject,
            dict(event.facts),
            before,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def head(db: Connection) -> tuple[int, str]:
    """Number and seal of the last event; 0 and START before the first."""
    found = db.execute(select(HEAD.c.number, HEAD.c.seal)).one_or_none()
    return (found.number, found.seal) if found else (0, START)


def last_day(db: Connection) -> date | None:
    """The day, in UTC, of the last event; None before the first."""
    number, _ = head(db)
    found = db.execute(select(EVENT.c.at).where(EVENT.c.number == number)).scalar_one_or_none()
    return found.date() if found else None


def append(db: Connection, key: bytes, event: Event) -> Event:
    """Add *event* behind the last, giving it its number and seal; *db* must be writing."""
    number, before = head(db)
    told = Event(**{**vars(event), "number": number + 1, "seal": ""})
    told = Event(**{**vars(told), "seal": sealed(key, before, told)})
    facts = json.dumps(dict(told.facts), ensure_ascii=False, sort_keys=True)
    db.execute(insert(EVENT).values(**{**vars(told), "facts": facts}))
    if number:
        db.execute(update(HEAD).values(number=told.number, seal=told.seal))
    else:
        db.execute(insert(HEAD).values(slot=1, number=told.number, seal=told.seal))
    return told


def events(db: Connection) -> Iterator[Event]:
    """Every event from the first."""
    for row in db.execute(select(EVENT).order_by(EVENT.c.number)):
        yield read(row)


def read(row: Row[tuple[object, ...]]) -> Event:
    """An event from its row."""
    held = row._asdict()
    return Event(**{**held, "facts": json.loads(held["facts"])})
