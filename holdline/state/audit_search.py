"""Find events of the audit: by who, of which household, which act, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from holdline.state.audit import EVENT, Event, read


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty text or None is anything.

    Attributes:
        account: who did it, as a part of the account.
        subject: what it was done to, by its beginning: a household, a snapshot, a batch.
        action: the dotted word.
        since, until: from the one moment up to the other, exclusive.
    """

    account: str = ""
    subject: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


def found(db: Connection, wanted: Wanted, *, skip: int, take: int) -> Sequence[Event]:
    """Events that answer to *wanted*, the latest first."""
    asked = select(EVENT).where(*_conditions(wanted)).order_by(EVENT.c.number.desc())
    return [read(row) for row in db.execute(asked.offset(skip).limit(take))]


def count(db: Connection, wanted: Wanted) -> int:
    """How many answer to it."""
    asked = select(func.count()).select_from(EVENT).where(*_conditions(wanted))
    return int(db.execute(asked).scalar_one())


def actions(db: Connection) -> Sequence[str]:
    """The acts that were ever written down, in order."""
    return list(db.execute(select(EVENT.c.action).distinct().order_by(EVENT.c.action)).scalars())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.account:
        asked.append(EVENT.c.account.contains(wanted.account, autoescape=True))
    if wanted.subject:
        asked.append(EVENT.c.subject.startswith(wanted.subject, autoescape=True))
    if wanted.action:
        asked.append(EVENT.c.action == wanted.action)
    if wanted.since:
        asked.append(EVENT.c.at >= wanted.since)
    if wanted.until:
        asked.append(EVENT.c.at < wanted.until)
    return asked
