"""What somebody set aside of today's five, with a reason and until when.

A dismissal is of exactly what was found: another number, another month or another list behind the
same kind is another finding, and comes back. So does the same one when its days are over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

DISMISSAL = Table(
    "dismissal",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("tree", String(12), nullable=False),
    Column("division_code", String(20), nullable=False, index=True),
    Column("found", String(64), nullable=False),
    Column("items", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("withdrawn_by", String(200)),
    Column("withdrawn_at", Moment),
    CheckConstraint("ends_at > made_at", name="lasts"),
)


@dataclass(frozen=True)
class Draft:
    """A dismissal as it is asked for.

    Attributes:
        kind: of the finding.
        tree: management or legal.
        division_code: where it was dismissed; divisions above and below still see theirs.
        found: digest of all that was found.
        items: how many households, reports or records it was.
        reason: why it may rest; checked by `holdline.state.reasons`.
    """

    kind: str
    tree: str
    division_code: str
    found: str
    items: int
    reason: str


@dataclass(frozen=True)
class Dismissal:
    """One in force; the moments in UTC."""

    number: int
    kind: str
    found: str
    items: int
    reason: str
    made_by: str
    made_at: datetime
    ends_at: datetime


def dismiss(db: Connection, draft: Draft, account: str, days: int) -> int:
    """Set *draft* aside for *days*; its number."""
    at = now()
    row = {**vars(draft), "made_by": account, "made_at": at, "ends_at": at + timedelta(days=days)}
    made = db.execute(insert(DISMISSAL).values(**row).returning(DISMISSAL.c.number))
    return int(made.scalar_one())


def in_force(db: Connection, tree: str, division: str) -> list[Dismissal]:
    """Those of a division that are neither over nor withdrawn, in the order they were made."""
    table = DISMISSAL.c
    names = [table[name] for name in Dismissal.__dataclass_fields__]
    asked = select(*names).where(
        table.tree == tree,
        table.division_code == division,
        table.withdrawn_at.is_(None),
        table.ends_at > now(),
    )
    return [Dismissal(**row._asdict()) for row in db.execute(asked.order_by(table.number))]


def among(db: Connection, digests: Collection[str]) -> dict[str, Dismissal]:
    """Those in force of the findings with *digests*, wherever they were made, by digest."""
    table = DISMISSAL.c
    names = [table[name] for name in Dismissal.__dataclass_fields__]
    asked = select(*names).where(
        table.found.in_(sorted(digests)), table.withdrawn_at.is_(None), table.ends_at > now()
    )
    return {row.found: Dismissal(**row._asdict()) for row in db.execute(asked)}


def withdraw(db: Connection, number: int, account: str) -> bool:
    """Let a dismissed finding come back; whether it was dismissed."""
    table = DISMISSAL.c
    done = db.execute(
        update(DISMISSAL)
        .where(table.number == number, table.withdrawn_at.is_(None))
        .values(withdrawn_by=account, withdrawn_at=now())
    )
    return done.rowcount == 1
