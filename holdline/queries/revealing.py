"""Reveal one cell of one household for a stated purpose, for a while, and write it down first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from holdline.access import audit
from holdline.access.identity import Person
from holdline.errors import NothingToReveal, PurposeWanted, RevealsExhausted
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.state import reveals
from holdline.state.clock import now
from holdline.state.reasons import said
from holdline.state.reveals import Reveal
from holdline.state.store import store
from holdline.warehouse import reach
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

PERMISSION = "act.reveal"
LASTS = timedelta(minutes=10)
# A hundred cells a day are more than anybody visits; more is copying a register.
MOST, WITHIN = 100, timedelta(days=1)
OF_HOUSEHOLD = ("head_name", "head_id_number", "phone", "address", "point")
OF_PERSON = ("name", "id_number", "phone", "birth_on")
PURPOSES = ("visit", "verification", "correction", "appeal", "matching", "export_check")


@dataclass(frozen=True)
class Cell:
    """Which cell: of the household itself when *subject* is empty, else of one of its people."""

    household: str
    subject: str
    field: str


@dataclass(frozen=True)
class Shown:
    """A revealed cell and the moment it is hidden again; None stands for a missing cell."""

    cell: Cell
    value: str | None
    until: datetime


def reveal(person: Person, snapshot: Snapshot, cell: Cell, purpose: str, reason: str) -> None:
    """Reveal *cell* to *person* for ten minutes; the audit has it before anybody sees it.

    Raises:
        NotPermitted: the role reveals nothing.
        PurposeWanted, ReasonWanted, ReasonNamesPeople: it is not said what for.
        NothingToReveal: there is no such cell within the person's reach; the attempt is kept.
        RevealsExhausted: too many within a day.
    """
    person.must(PERMISSION)
    if purpose not in PURPOSES:
        raise PurposeWanted
    told, at = said(reason), now()
    facts = {"field": cell.field, "of": cell.subject, "snapshot": snapshot.id}
    if not _found(person, snapshot, cell):
        audit.record(person, "reveal.refused", cell.household, **facts)
        raise NothingToReveal(field=cell.field, household=cell.household)
    made = Reveal(
        person.account, snapshot.id, cell.household, cell.subject, cell.field, purpose, told,
        at, at + LASTS,
    )  # fmt: skip
    with store().writing() as db:
        if reveals.count_since(db, person.account, at - WITHIN) >= MOST:
            raise RevealsExhausted(most=MOST)
        reveals.add(db, made)
        audit.within(db, person, "reveal.shown", cell.household, purpose=purpose, **facts)


def shown(person: Person, snapshot: Snapshot, household: str) -> tuple[Shown, ...]:
    """What of the household is revealed to *person* now, the latest first, each cell once."""
    if not person.may(PERMISSION):
        return ()
    with store().reading() as db:
        found = reveals.open_to(db, person.account, snapshot.id, household, now())
    latest: dict[Cell, datetime] = {}
    for one in found:
        latest.setdefault(Cell(household, one.subject, one.field), one.until)
    values = {cell: _found(person, snapshot, cell) for cell in latest}
    return tuple(
        Shown(cell, value["value"], until)
        for cell, until in latest.items()
        if (value := values[cell]) is not None
    )


def _found(person: Person, snapshot: Snapshot, cell: Cell) -> Mapping[str, str | None] | None:
    """The cell as it stands, read within the person's divisions; None when it is not there."""
    scope = replace(reach.scope_of(person, snapshot), is_masked=False)
    inputs = {"household_id": cell.household, "subject": cell.subject, "field": cell.field}
    with open_snapshot(snapshot).reading(scope) as cursor:
        rows = run(cursor, query("household/revealed"), inputs).rows
    return None if rows.is_empty() else rows.row(0, named=True)
