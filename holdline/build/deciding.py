"""Decide which snapshot serves: publish an import or let it wait, roll back, undo.

The pointer CURRENT alone says which snapshot serves; the ledger says how that came about. Both, and
the audit, change in one transaction, under the lock that builds take too.
"""

import logging
from dataclasses import replace
from datetime import datetime

from holdline.access import audit
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.build import comparing, gate, outbox, publish
from holdline.build.gate import Verdict
from holdline.errors import HoldlineError, ImportStateUnfit, SnapshotUnknown, SnapshotUnreadable
from holdline.state import imports as ledger
from holdline.state.clock import now
from holdline.state.imports import Decision, Entry, State
from holdline.state.reasons import said
from holdline.state.store import store
from holdline.warehouse import deidentified, snapshot
from holdline.warehouse.connection import Warehouse
from holdline.warehouse.snapshot import Snapshot

log = logging.getLogger(__name__)
FOOTING = """
select coalesce(sum(rows_read), 0), coalesce(sum(rows_quarantined), 0) from import_report
"""


def settle(person: Person, new: Snapshot, acknowledged: str = "") -> tuple[State, Verdict]:
    """Publish a finished import, or let it wait when the gate says so; the caller holds the lock.

    Args:
        person: who imports.
        new: the snapshot made.
        acknowledged: a reason to publish it whatever the gate says; "" without one.

    Raises:
        NotPermitted, ReasonWanted: an acknowledgement is given by whoever may not, or says nothing.
        StateUnavailable: it cannot be written down; nothing is published then.
    """
    reason = _reason(person, "act.acknowledge", acknowledged) if acknowledged else ""
    serving = snapshot.pointed()
    if serving == new.id:
        return "published", Verdict()
    found = _verdict(serving, new)
    state: State = "waiting" if found.alarms and not reason else "published"
    with store().writing() as db:
        if ledger.entry(db, new.id) is None:
            ledger.add(db, _entry(person, new, state, serving, found))
        ledger.decide(db, Decision(new.id, now(), person.account, state, reason))
        audit.within(
            db, person, f"snapshot.{state}", new.id,
            before=serving, alarms=len(found.alarms), reason=reason,
        )  # fmt: skip
        if state == "published":
            publish.point(new.id)
    if state == "published":
        _tell(new)
        deidentified.prepare(new)
    return state, found


def release(person: Person, snapshot_id: str, reason: str) -> None:
    """Publish an import that waits at the gate, or one that was rolled back.

    What the gate says of it is looked at again, against the snapshot that serves now.

    Raises:
        NotPermitted, ReasonWanted: as `settle`.
        ImportStateUnfit: it was undone, or was published before: that is a roll-back.
        SnapshotUnknown, SnapshotUnreadable, BuildUnderWay: it cannot be served.
    """
    told = _reason(person, "act.acknowledge", reason)
    with publish.alone():
        new, serving = snapshot.named(snapshot_id), snapshot.pointed()
        _refuse(new, serving, "undone", "published")
        found = _verdict(serving, new)
        decision = Decision(new.id, now(), person.account, "published", told)
        _move(person, decision, new.id, before=serving, found=found)


def roll_back(person: Person, snapshot_id: str, reason: str) -> None:
    """Let an earlier snapshot serve again; the one that serves is marked rolled back.

    Raises:
        NotPermitted, ReasonWanted: as `settle`.
        ImportStateUnfit: it was undone, waits at the gate, or serves already.
        SnapshotUnknown, SnapshotUnreadable, BuildUnderWay: it cannot be served.
    """
    told = _reason(person, "act.roll_back", reason)
    with publish.alone():
        old, serving = snapshot.named(snapshot_id), snapshot.pointed()
        _refuse(old, serving, "undone", "waiting")
        _move(person, Decision(serving, now(), person.account, "rolled_back", told), old.id)


def undo(person: Person, snapshot_id: str, reason: str) -> str:
    """Withdraw an import; what served before it serves again. Links to it go on showing it.

    Returns:
        The snapshot that serves now.

    Raises:
        NotPermitted, ReasonWanted: as `settle`.
        ImportStateUnfit: it is undone already, or nothing served before it.
        SnapshotUnknown, SnapshotUnreadable, BuildUnderWay: the one before cannot be served.
    """
    told = _reason(person, "act.roll_back", reason)
    with publish.alone():
        undone, serving = snapshot.named(snapshot_id), snapshot.pointed()
        _refuse(undone, "", "undone")
        served = _before(undone) if undone.id == serving else serving
        _move(person, Decision(undone.id, now(), person.account, "undone", told), served)
    return served


def listed() -> tuple[Entry, ...]:
    """Every import, the latest first; for a snapshot the ledger lacks, what its manifest says.

    Such a one waits, as its build ended before it was settled; but where the ledger itself is lost,
    what is there was published.
    """
    with store().reading() as db:
        kept = ledger.entries(db)
    known = {one.snapshot_id for one in kept}
    served = snapshot.pointed()
    lost = [
        _stand_in(one, "waiting" if known and one.id != served else "published")
        for one in snapshot.all()
        if one.id not in known
    ]
    return tuple(sorted([*kept, *lost], key=lambda one: one.made_at, reverse=True))


def entry(snapshot_id: str) -> Entry | None:
    """The import that made *snapshot_id*; None when there is neither an entry nor a snapshot."""
    return next((one for one in listed() if one.snapshot_id == snapshot_id), None)


def decisions(snapshot_id: str) -> tuple[Decision, ...]:
    """What was decided about *snapshot_id*, the first first."""
    with store().reading() as db:
        return ledger.decisions(db, snapshot_id)


def burnt() -> frozenset[str]:
    """The names of every import there ever was: none of them is given again."""
    with store().reading() as db:
        return frozenset(one.snapshot_id for one in ledger.entries(db))


def withdrawn() -> frozenset[str]:
    """The snapshots whose import was undone."""
    with store().reading() as db:
        kept = ledger.entries(db)
    return frozenset(one.snapshot_id for one in kept if one.state == "undone")


def _move(
    person: Person,
    decision: Decision,
    served: str,
    *,
    before: str = "",
    found: Verdict | None = None,
) -> None:
    with store().writing() as db:
        for one in {decision.snapshot_id, served}:
            if ledger.entry(db, one) is None:
                ledger.add(db, _stand_in(snapshot.named(one)))
        ledger.decide(db, decision)
        if found is not None:
            ledger.note(db, served, before_id=before, noticed=gate.as_facts(found))
        audit.within(
            db, person, f"snapshot.{decision.state}", decision.snapshot_id,
            serves=served, reason=decision.reason,
        )  # fmt: skip
        publish.point(served)
    _tell(snapshot.named(served))
    deidentified.begin(snapshot.named(served))


def _tell(served: Snapshot) -> None:
    """Write the outbox; a snapshot that serves is not held up by a file nobody could write."""
    try:
        outbox.write(served)
    except (HoldlineError, OSError) as problem:
        log.warning("the outbox was not written: %s", problem)


def _reason(person: Person, act: str, reason: str) -> str:
    person.must(act)
    return said(reason)


def _refuse(one: Snapshot, serving: str, *unfit: str) -> None:
    found = entry(one.id)
    state = "serving" if one.id == serving else found.state if found else "published"
    if state in ("serving", *unfit):
        raise ImportStateUnfit(snapshot=one.id, state=state)


def _before(undone: Snapshot) -> str:
    """What served before *undone*: the nearest that was not undone and never waited only."""
    kept = {one.snapshot_id: one for one in listed()}
    at, seen = kept[undone.id].before_id, {undone.id}
    while at in kept and kept[at].state in ("undone", "waiting") and at not in seen:
        seen.add(at)
        at = kept[at].before_id
    at = at if at in kept and at not in seen else ""
    earlier = [
        one.snapshot_id for one in kept.values()
        if one.state in ("published", "rolled_back") and one.snapshot_id != undone.id
        and one.made_at <= kept[undone.id].made_at
    ]  # fmt: skip
    found = at or next(iter(earlier), "")
    if not found:
        raise ImportStateUnfit(snapshot=undone.id, state="first")
    return snapshot.named(found).id


def _verdict(serving: str, new: Snapshot) -> Verdict:
    if not serving:
        return Verdict()
    try:
        old = snapshot.named(serving)
    except (SnapshotUnknown, SnapshotUnreadable):  # what is harmed cannot hold up what mends it
        return Verdict()
    return gate.verdict(old, new, comparing.comparison(old, new))


def _entry(person: Person, new: Snapshot, state: State, before: str, found: Verdict) -> Entry:
    read, aside = _footing(new)
    return replace(
        _stand_in(new),
        made_at=now(),
        account=person.account,
        state=state,
        before_id=before,
        rows_read=read,
        rows_set_aside=aside,
        noticed=gate.as_facts(found),
    )


def _stand_in(one: Snapshot, state: State = "published") -> Entry:
    """The entry of a snapshot that the ledger lacks: what its manifest says."""
    manifest = one.manifest
    return Entry(
        snapshot_id=one.id,
        made_at=datetime.fromisoformat(manifest.created_at),
        account="",
        state=state,
        is_sample=manifest.is_sample,
        as_of_on=manifest.as_of_on,
        before_id="",
        households=manifest.tables.get("source_household", 0),
        rows_read=0,
        rows_set_aside=manifest.quarantined,
        data_hash=manifest.data_hash,
        rule_pack=manifest.rule_pack,
        code_version=manifest.code_version,
        noticed={},
    )


def _footing(one: Snapshot) -> tuple[int, int]:
    warehouse = Warehouse(one)
    try:
        with warehouse.reading(Scope(is_masked=False)) as cursor:
            read, aside = cursor.execute(FOOTING).fetchall()[0]
    finally:
        warehouse.close()
    return int(read), int(aside)
