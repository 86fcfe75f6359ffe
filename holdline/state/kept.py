"""What people keep under a name: pivot tables, themes, marks on time axes, areas of the map."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Integer, String, Table, Text, insert, select
from sqlalchemy import update as change
from sqlalchemy.exc import IntegrityError

from holdline.errors import KeptNameTaken, KeptNotThere
from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

KEPT = Table(
    "kept_definition",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("division", String(20), nullable=False),
    Column("reach", String(10), nullable=False),
    Column("role", String(20), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("dropped_by", String(200)),
    Column("dropped_at", Moment),
)
Index(
    "ix_kept_definition_name",
    KEPT.c.kind,
    KEPT.c.division,
    KEPT.c.made_by,
    KEPT.c.name,
    unique=True,
    sqlite_where=KEPT.c.dropped_at.is_(None),
    postgresql_where=KEPT.c.dropped_at.is_(None),
)


@dataclass(frozen=True)
class Kept:
    """One that is kept.

    Attributes:
        number: its own.
        kind: pivot, theme, mark or area.
        name: as its maker called it.
        text: the definition, as whoever reads the kind writes it; never a figure.
        division: code it was made for; "" for everywhere.
        reach: own (its maker in the same role), role (everybody of the role) or all.
        role: the maker's.
        made_by: the maker's account.
        made_at: when, in UTC.
    """

    number: int
    kind: str
    name: str
    text: str
    division: str
    reach: str
    role: str
    made_by: str
    made_at: datetime


def keep(db: Connection, **parts: str) -> int:
    """Keep a definition, told as the attributes of `Kept` without number and moment; its number.

    Raises:
        KeptNameTaken: its maker has another of the kind and division under the name.
    """
    try:
        done = db.execute(insert(KEPT).values(**parts, made_at=now()).returning(KEPT.c.number))
    except IntegrityError as problem:
        raise KeptNameTaken(name=parts["name"]) from problem
    return int(done.scalar_one())


def drop(db: Connection, number: int, account: str) -> None:
    """Keep it no more; its row stays.

    Raises:
        KeptNotThere: no such definition is kept.
    """
    asked = change(KEPT).where(KEPT.c.number == number, KEPT.c.dropped_at.is_(None))
    if db.execute(asked.values(dropped_by=account, dropped_at=now())).rowcount != 1:
        raise KeptNotThere(number=number)


def listed(db: Connection, kind: str) -> list[Kept]:
    """All that are kept of a kind, by name."""
    names = [KEPT.c[name] for name in Kept.__dataclass_fields__]
    asked = select(*names).where(KEPT.c.kind == kind, KEPT.c.dropped_at.is_(None))
    return [Kept(**row._asdict()) for row in db.execute(asked.order_by(KEPT.c.name, KEPT.c.number))]
