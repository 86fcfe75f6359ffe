"""The ledger of imports: what each brought, what became of it, and who decided that, and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

State = Literal["published", "waiting", "rolled_back", "undone"]

ENTRY = Table(
    "import_entry",
    METADATA,
    Column("snapshot_id", String(80), primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("account", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("as_of_on", Date, nullable=False),
    Column("before_id", String(80), nullable=False),
    Column("households", Integer, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_set_aside", Integer, nullable=False),
    Column("data_hash", String(64), nullable=False),
    Column("rule_pack", String(80), nullable=False),
    Column("code_version", String(80), nullable=False),
    Column("noticed", Text, nullable=False),
)
DECISION = Table(
    "import_decision",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("snapshot_id", String(80), nullable=False, index=True),
    Column("decided_at", Moment, nullable=False),
    Column("account", String(200), nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text, nullable=False),
)


@dataclass(frozen=True)
class Entry:
    """One import.

    Attributes:
        snapshot_id: the snapshot it made; a name is never used again.
        made_at: UTC.
        account: who imported; "" when the ledger was lost and this stands in for it.
        state: published, waiting at the gate, rolled_back (an older one serves again) or undone.
        before_id: the snapshot that served before it; "" for the first.
        rows_read, rows_set_aside: of all its files.
        noticed: what the gate and the comparison with the one before said, as the build wrote it.
    """

    snapshot_id: str
    made_at: datetime
    account: str
    state: State
    is_sample: bool
    as_of_on: date
    before_id: str
    households: int
    rows_read: int
    rows_set_aside: int
    data_hash: str
    rule_pack: str
    code_version: str
    noticed: Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """What somebody made of an import: its new state, and why."""

    snapshot_id: str
    decided_at: datetime
    account: str
    state: State
    reason: str


def add(db: Connection, entry: Entry) -> None:
    """Write a new import down."""
    noticed = json.dumps(dict(entry.noticed), ensure_ascii=False, sort_keys=True)
    db.execute(insert(ENTRY).values({**vars(entry), "noticed": noticed}))


def entries(db: Connection) -> tuple[Entry, ...]:
    """Every import, the latest first."""
    asked = select(ENTRY).order_by(ENTRY.c.made_at.desc(), ENTRY.c.snapshot_id.desc())
    return tuple(_entry(row) for row in db.execute(asked).mappings())


def entry(db: Connection, snapshot_id: str) -> Entry | None:
    """The import that made *snapshot_id*; None when it is not written down."""
    asked = select(ENTRY).where(ENTRY.c.snapshot_id == snapshot_id)
    row = db.execute(asked).mappings().one_or_none()
    return _entry(row) if row else None


def note(db: Connection, snapshot_id: str, *, before_id: str, noticed: Mapping[str, Any]) -> None:
    """Keep what an import is compared with when it is published later than it was made."""
    told = json.dumps(dict(noticed), ensure_ascii=False, sort_keys=True)
    changed = update(ENTRY).where(ENTRY.c.snapshot_id == snapshot_id)
    db.execute(changed.values(before_id=before_id, noticed=told))


def decide(db: Connection, decision: Decision) -> None:
    """Keep a decision, and give its import the state it says."""
    db.execute(insert(DECISION).values(**vars(decision)))
    changed = update(ENTRY).where(ENTRY.c.snapshot_id == decision.snapshot_id)
    db.execute(changed.values(state=decision.state))


def decisions(db: Connection, snapshot_id: str) -> tuple[Decision, ...]:
    """What was decided about *snapshot_id*, the first first."""
    asked = select(DECISION).where(DECISION.c.snapshot_id == snapshot_id)
    rows = db.execute(asked.order_by(DECISION.c.number)).mappings()
    return tuple(
        Decision(**{name: part for name, part in row.items() if name != "number"}) for row in rows
    )


def _entry(row: Mapping[Any, Any]) -> Entry:
    return Entry(**{**row, "noticed": json.loads(row["noticed"])})
