"""The rows of triage: where each record stands, and everything done to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, String, Table, Text

from holdline.state.moments import Moment
from holdline.state.schema import METADATA

ITEM = Table(
    "triage_item",
    METADATA,
    Column("mark", String(32), primary_key=True),
    Column("check_id", String(8), nullable=False),
    Column("village_code", String(12), nullable=False, index=True),
    Column("household_id", String(40), nullable=False),
    Column("snapshot", String(80), nullable=False),
    Column("state", String(12), nullable=False),
    Column("owner", String(200), nullable=False),
    Column("due_on", Date),
    Column("verdict", String(12)),
    Column("is_corrected", Boolean(create_constraint=False), nullable=False),
    Column("scope", String(12), nullable=False),
    Column("expires_on", Date),
    Column("verdict_by", String(200)),
    Column("reviewed_by", String(200)),
    Column("closed_at", Moment),
    CheckConstraint(
        "reviewed_by is null or "
        "(verdict_by is not null and lower(trim(reviewed_by)) <> lower(trim(verdict_by)))",
        name="maker_is_not_checker",
    ),
    CheckConstraint(
        "state not in ('reviewing', 'closed') or (reviewed_by is not null and verdict is not null)",
        name="closed_is_checked",
    ),
    CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_has_a_day"),
)
STEP = Table(
    "triage_step",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("mark", String(32), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("account", String(200), nullable=False),
    Column("act", String(12), nullable=False),
    Column("before", String(12), nullable=False),
    Column("after", String(12), nullable=False),
    Column("note", Text, nullable=False),
    Column("facts", Text, nullable=False),
)


@dataclass(frozen=True)
class Subject:
    """A suspected record as a snapshot shows it; household_id is empty for a division's."""

    mark: str
    check_id: str
    village_code: str
    household_id: str
    snapshot: str


@dataclass(frozen=True)
class Item:
    """Where a record stands; verdict, verdict_by and reviewed_by are None until there is one."""

    mark: str
    check_id: str
    village_code: str
    household_id: str
    snapshot: str
    state: str
    owner: str
    due_on: date | None
    verdict: str | None
    is_corrected: bool
    scope: str
    expires_on: date | None
    verdict_by: str | None
    reviewed_by: str | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Step:
    """One line of a record's history."""

    number: int
    mark: str
    at: datetime
    account: str
    act: str
    before: str
    after: str
    note: str
    facts: Mapping[str, str]
