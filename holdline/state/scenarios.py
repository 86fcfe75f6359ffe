"""Scenarios of the simulator kept under a name, for everybody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from holdline.errors import ScenarioNameTaken, ScenarioNotThere
from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

SCENARIO = Table(
    "saved_scenario",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("pack", String(40), nullable=False),
    Column("ruleset", String(40), nullable=False),
    Column("name", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("dropped_by", String(200)),
    Column("dropped_at", Moment),
)
Index(
    "ix_saved_scenario_name",
    SCENARIO.c.pack,
    SCENARIO.c.ruleset,
    SCENARIO.c.name,
    unique=True,
    sqlite_where=SCENARIO.c.dropped_at.is_(None),
    postgresql_where=SCENARIO.c.dropped_at.is_(None),
)


@dataclass(frozen=True)
class Saved:
    """One that is kept; *text* is as holdline.rules.scenario writes it, the moment in UTC."""

    number: int
    name: str
    text: str
    made_by: str
    made_at: datetime


def keep(db: Connection, pack: str, ruleset: str, name: str, text: str, account: str) -> int:  # noqa: PLR0917
    """Keep a scenario under a name that no other has; its number.

    Raises:
        ScenarioNameTaken: another of this pack and rule set is called so.
    """
    values = {"pack": pack, "ruleset": ruleset, "name": name, "text": text,
              "made_by": account, "made_at": now()}  # fmt: skip
    try:
        done = db.execute(insert(SCENARIO).values(**values).returning(SCENARIO.c.number))
    except IntegrityError as problem:
        raise ScenarioNameTaken(name=name) from problem
    return int(done.scalar_one())


def drop(db: Connection, number: int, account: str) -> None:
    """Keep it no more; its row stays.

    Raises:
        ScenarioNotThere: no such scenario is kept.
    """
    asked = update(SCENARIO).where(SCENARIO.c.number == number, SCENARIO.c.dropped_at.is_(None))
    if db.execute(asked.values(dropped_by=account, dropped_at=now())).rowcount != 1:
        raise ScenarioNotThere(number=number)


def listed(db: Connection, pack: str, ruleset: str) -> list[Saved]:
    """Those of a pack and rule set, by name."""
    table = SCENARIO.c
    names = (table.number, table.name, table.text, table.made_by, table.made_at)
    asked = select(*names).where(
        table.pack == pack, table.ruleset == ruleset, table.dropped_at.is_(None)
    )
    return [Saved(**row._asdict()) for row in db.execute(asked.order_by(table.name))]
