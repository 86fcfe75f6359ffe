"""What people decided against the rules where the notice says "in principle" (原则上).

One person makes an override and another checks it: the table itself refuses the same account. It
belongs to a household and a rule set, not to a snapshot, so that the next import finds it again.
"""

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
    update,
)
from sqlalchemy.exc import IntegrityError

from holdline.errors import CheckedByItsMaker, OverrideNotThere, OverrideStands
from holdline.state.clock import now
from holdline.state.moments import Moment
from holdline.state.schema import METADATA

WAITING, STANDING, REFUSED, WITHDRAWN = "waiting", "standing", "refused", "withdrawn"
LIVE = f"state in ('{WAITING}', '{STANDING}')"

OVERRIDE = Table(
    "rule_override",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("household_id", String(40), nullable=False),
    Column("village_code", String(20), nullable=False),
    Column("pack", String(40), nullable=False),
    Column("ruleset", String(40), nullable=False),
    Column("snapshot_id", String(80), nullable=False),
    Column("was", String(20), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("clauses", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("checked_by", String(200)),
    Column("checked_at", Moment),
    Column("withdrawn_by", String(200)),
    Column("withdrawn_at", Moment),
    CheckConstraint("checked_by is null or checked_by <> made_by", name="two_people"),
    CheckConstraint(
        "state not in ('standing', 'refused') or checked_by is not null", name="checked"
    ),
    CheckConstraint("state in ('waiting', 'standing', 'refused', 'withdrawn')", name="state_known"),
    CheckConstraint("decision in ('kept', 'proposed') and decision <> was", name="decides"),
)
Index(
    "ix_rule_override_live",
    OVERRIDE.c.ruleset,
    OVERRIDE.c.household_id,
    unique=True,
    sqlite_where=OVERRIDE.c.state.in_((WAITING, STANDING)),
    postgresql_where=OVERRIDE.c.state.in_((WAITING, STANDING)),
)


@dataclass(frozen=True)
class Draft:
    """An override as it is asked for.

    Attributes:
        snapshot_id: where the rules' own decision was seen.
        was: what the rules decided.
        decision: kept or proposed, in its place.
        clauses: ids of the clauses set aside.
        reason: why; checked by `holdline.state.reasons`.
    """

    household_id: str
    village_code: str
    pack: str
    ruleset: str
    snapshot_id: str
    was: str
    decision: str
    clauses: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Override:
    """One as it is kept; moments in UTC, None where it has not happened."""

    number: int
    household_id: str
    village_code: str
    pack: str
    ruleset: str
    snapshot_id: str
    was: str
    decision: str
    clauses: tuple[str, ...]
    reason: str
    made_by: str
    made_at: datetime
    state: str
    checked_by: str | None
    checked_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None


def make(db: Connection, draft: Draft, account: str) -> int:
    """Keep *draft*, waiting for another person; its number.

    Raises:
        OverrideStands: the household has one under this rule set already.
    """
    told = {**vars(draft), "clauses": ";".join(draft.clauses)}
    values = {**told, "made_by": account, "made_at": now(), "state": WAITING}
    try:
        number = db.execute(
            insert(OVERRIDE).values(**values).returning(OVERRIDE.c.number)
        ).scalar_one()
    except IntegrityError as problem:
        raise OverrideStands(household=draft.household_id) from problem
    return int(number)


def check(db: Connection, number: int, account: str, *, agrees: bool) -> Override:
    """Let it stand, or refuse it.

    Raises:
        CheckedByItsMaker: *account* made it.
        OverrideNotThere: no such override waits.
    """
    found = one(db, number)
    if found.made_by == account:
        raise CheckedByItsMaker
    state = STANDING if agrees else REFUSED
    return _moved(db, found, WAITING, state=state, checked_by=account, checked_at=now())


def withdraw(db: Connection, number: int, account: str) -> Override:
    """Take it back, waiting or standing.

    Raises:
        OverrideNotThere: it does neither.
    """
    found = one(db, number)
    return _moved(
        db, found, WAITING, STANDING, state=WITHDRAWN, withdrawn_by=account, withdrawn_at=now()
    )


def one(db: Connection, number: int) -> Override:
    """The override of that number.

    Raises:
        OverrideNotThere: there is none.
    """
    row = db.execute(select(OVERRIDE).where(OVERRIDE.c.number == number)).one_or_none()
    if row is None:
        raise OverrideNotThere(number=number)
    return _read(row)


def listed(
    db: Connection,
    ruleset: str = "",
    *,
    household: str = "",
    states: Sequence[str] = (WAITING, STANDING, REFUSED, WITHDRAWN),
) -> list[Override]:
    """Overrides of a rule set, or household, or both, in *states*; the latest first."""
    asked = select(OVERRIDE).where(OVERRIDE.c.state.in_(states))
    if ruleset:
        asked = asked.where(OVERRIDE.c.ruleset == ruleset)
    if household:
        asked = asked.where(OVERRIDE.c.household_id == household)
    return [_read(row) for row in db.execute(asked.order_by(OVERRIDE.c.number.desc()))]


def standing(db: Connection, ruleset: str) -> list[Override]:
    """Those of a rule set that count, by number."""
    return listed(db, ruleset, states=(STANDING,))[::-1]


def _moved(db: Connection, found: Override, *states: str, **values: object) -> Override:
    asked = update(OVERRIDE).where(OVERRIDE.c.number == found.number, OVERRIDE.c.state.in_(states))
    if db.execute(asked.values(**values)).rowcount != 1:
        raise OverrideNotThere(number=found.number)
    return one(db, found.number)


def _read(row: object) -> Override:
    held = dict(row._mapping)  # type: ignore[attr-defined]  # noqa: SLF001  SQLAlchemy's own name
    return Override(**{**held, "clauses": tuple(filter(None, held["clauses"].split(";")))})
