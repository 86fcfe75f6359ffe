"""Plans of visits that were kept, and what was found at each door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Float,
    Integer,
    String,
    Table,
    insert,
    select,
    update,
)

from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

FOUND = ("right", "wrong")

PLAN = Table(
    "visit_plan",
    METADATA,
    Column("plan", String(64), primary_key=True),
    Column("division_code", String(12), nullable=False, index=True),
    Column("snapshot", String(80), nullable=False),
    Column("week", String(10), nullable=False),
    Column("seed", String(24), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
)
HOME = Table(
    "visit_home",
    METADATA,
    Column("plan", String(64), primary_key=True),
    Column("household_id", String(40), primary_key=True),
    Column("village_code", String(12), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("size", Integer, nullable=False),
    Column("chance", Float, nullable=False),
    Column("found", String(8)),
    Column("found_by", String(200)),
    Column("found_at", Moment),
    CheckConstraint("found is null or found in ('right', 'wrong')", name="found"),
)


@dataclass(frozen=True)
class Plan:
    """A plan: of which division, drawn from which snapshot, for which week, by which seed."""

    plan: str
    division_code: str
    snapshot: str
    week: str
    seed: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True)
class Home:
    """A household to be visited.

    Attributes:
        kind: the class it was drawn from, of `size` households.
        chance: how likely it was to be drawn.
        found: right or wrong; None until it was visited.
    """

    plan: str
    household_id: str
    village_code: str
    kind: str
    size: int
    chance: float
    found: str | None = None
    found_by: str | None = None
    found_at: datetime | None = None


def keep(db: Connection, plan: Plan, homes: Sequence[Home]) -> None:
    """Keep a plan and its households; one that is kept already stays as it is."""
    if db.execute(select(PLAN.c.plan).where(PLAN.c.plan == plan.plan)).first():
        return
    db.execute(insert(PLAN).values(**vars(plan)))
    if homes:
        db.execute(insert(HOME), [vars(one) for one in homes])


def plan(db: Connection, name: str) -> Plan | None:
    """The plan called *name*; None when there is none."""
    found = db.execute(select(PLAN).where(PLAN.c.plan == name)).first()
    return Plan(**found._asdict()) if found else None


def homes(db: Connection, name: str) -> list[Home]:
    """The households of a plan, by village and number."""
    wanted = select(HOME).where(HOME.c.plan == name)
    rows = db.execute(wanted.order_by(HOME.c.village_code, HOME.c.household_id))
    return [Home(**row._asdict()) for row in rows]


def find(db: Connection, name: str, household: str, found: str | None, account: str) -> None:
    """Say what was found at a household of the plan; None takes it back."""
    here = (HOME.c.plan == name) & (HOME.c.household_id == household)
    told = {"found": found, "found_by": account, "found_at": now()}
    db.execute(update(HOME).where(here).values(**told))
