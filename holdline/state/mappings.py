"""What the headers of a source mean, as somebody once answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, Text, delete, insert, select

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

MAPPING = Table(
    "header_mapping",
    METADATA,
    Column("source", String(200), primary_key=True),
    Column("table_name", String(40), primary_key=True),
    Column("bare_header", String(400), primary_key=True),
    Column("header", Text, nullable=False),
    Column("identifier", String(80), nullable=False),
    Column("answered_by", String(200), nullable=False),
    Column("answered_at", Moment, nullable=False),
)


@dataclass(frozen=True)
class Mapping:
    """One answer.

    Attributes:
        source: whose files it is about; "" for all that have no name.
        table_name: the import table.
        header: as the file writes it.
        identifier: the column it means; "" when its cells are left out.
        answered_at: UTC.
    """

    source: str
    table_name: str
    header: str
    identifier: str
    answered_by: str
    answered_at: datetime


def remember(
    db: Connection,
    source: str,
    table: str,
    bare: str,
    *,
    header: str,
    identifier: str,
    account: str,
) -> None:
    """Keep an answer; the one before it, about the same header, is replaced."""
    forget(db, source, table, bare)
    db.execute(
        insert(MAPPING).values(
            source=source, table_name=table, bare_header=bare, header=header,
            identifier=identifier, answered_by=account, answered_at=now(),
        )
    )  # fmt: skip


def forget(db: Connection, source: str, table: str, bare: str) -> None:
    """Ask about the header again."""
    column = MAPPING.c
    db.execute(
        delete(MAPPING).where(
            column.source == source, column.table_name == table, column.bare_header == bare
        )
    )


def answers(db: Connection, source: str) -> dict[str, dict[str, str]]:
    """The column each bare header means to *source*, by table."""
    column = MAPPING.c
    asked = select(column.table_name, column.bare_header, column.identifier)
    told: dict[str, dict[str, str]] = {}
    for table, bare, identifier in db.execute(asked.where(column.source == source)):
        told.setdefault(table, {})[bare] = identifier
    return told


def held(db: Connection, source: str) -> list[Mapping]:
    """Every answer of *source*, by table and header."""
    column = MAPPING.c
    names = (
        column.source, column.table_name, column.header, column.identifier, column.answered_by,
        column.answered_at,
    )  # fmt: skip
    asked = select(*names).where(column.source == source)
    rows = db.execute(asked.order_by(column.table_name, column.header))
    return [Mapping(**row._asdict()) for row in rows]
