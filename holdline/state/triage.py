"""Triage: what became of each suspected record, who decided it, and who looked again.

A record without a row here is new. It is known by its mark: a digest of the check, the subject,
the field and the value, so that it is the same in every snapshot until its data change.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from holdline.state.clock import now
from holdline.state.triage_rows import ITEM, STEP, Item, Step, Subject

__all__ = ["ITEM", "STEP", "Act", "Item", "Outcome", "Step", "Subject", "act", "history", "items"]

NEW = "new"
VERDICTS = ("confirmed", "false_alarm", "exempt")
STATES = (NEW, "claimed", "verifying", *VERDICTS, "reviewing", "closed")
SCOPES = ("record", "household", "village")
OPEN = STATES[:-1]
# Which states an act may begin in, and the state it leads to; None: the state stays.
ACTS: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    "claim": ((NEW, "claimed", "verifying"), "claimed"),
    "verify": ((NEW, "claimed", "verifying"), "verifying"),
    "judge": (("claimed", "verifying"), None),
    "review": (VERDICTS, "reviewing"),
    "close": (("reviewing",), "closed"),
    "send_back": ((*VERDICTS, "reviewing"), "verifying"),
    "reopen": (("closed",), "claimed"),
    "note": (STATES, None),
}
CHECKING = ("review", "close")
UNDOING = ("send_back", "reopen")
CHUNK = 500


@dataclass(frozen=True)
class Act:
    """What somebody does to records.

    Attributes:
        name: one of ACTS.
        account: who does it.
        note: why, in their words.
        owner: claim, verify: who is to see to it; empty for whoever acts, or as it was.
        due_on: claim, verify: by which day; None leaves it as it was.
        verdict: judge: one of VERDICTS.
        is_corrected: judge confirmed: the data have been put right.
        scope: judge false_alarm or exempt: how far it is remembered, one of SCOPES.
        expires_on: until when it is remembered; None for as long as the data stay.
        facts: what else is kept in the history.
    """

    name: str
    account: str
    note: str = ""
    owner: str = ""
    due_on: date | None = None
    verdict: str = ""
    is_corrected: bool = False
    scope: str = "record"
    expires_on: date | None = None
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Outcome:
    """What an act did: marks done, and of those refused why: state, same_person or unjudged."""

    done: tuple[str, ...]
    refused: Mapping[str, str]


def act(db: Connection, subjects: Sequence[Subject], doing: Act) -> Outcome:
    """Do *doing* to each of *subjects* that allows it; *db* must be writing.

    Whoever judged a record may neither review nor close it; the table itself refuses it too.
    """
    held = {one.mark: one for one in items_of(db, [each.mark for each in subjects])}
    refused: dict[str, str] = {}
    changed: dict[str, tuple[Item, Item]] = {}
    for subject in {one.mark: one for one in subjects}.values():
        before = held.get(subject.mark) or _untouched(subject)
        problem = refusal(before, doing)
        if problem:
            refused[subject.mark] = problem
        else:
            changed[subject.mark] = (before, _after(before, doing))
    _write(db, changed, set(held), doing)
    return Outcome(tuple(changed), refused)


def refusal(item: Item, doing: Act) -> str:
    """Why *doing* may not be done to *item*: state, same_person or unjudged; empty if it may."""
    if item.state not in ACTS[doing.name][0]:
        return "state"
    if doing.name == "judge" and (doing.verdict not in VERDICTS or doing.scope not in SCOPES):
        return "unjudged"
    if doing.name in CHECKING and _same(item.verdict_by, doing.account):
        return "same_person"
    return ""


def items_of(db: Connection, marks: Sequence[str]) -> Iterator[Item]:
    """The items of *marks*, in no order; a new record has none."""
    for at in range(0, len(marks), CHUNK):
        wanted = select(ITEM).where(ITEM.c.mark.in_(marks[at : at + CHUNK]))
        yield from (_item(row) for row in db.execute(wanted))


def items(db: Connection, divisions: Sequence[str] = ("",)) -> list[Item]:
    """Every item whose village's code begins with one of *divisions*, by mark."""
    reach = or_(*(ITEM.c.village_code.startswith(code, autoescape=True) for code in divisions))
    wanted = select(ITEM).order_by(ITEM.c.mark)
    found = db.execute(wanted if "" in divisions else wanted.where(reach))
    return [_item(row) for row in found]


def version(db: Connection) -> int:
    """The number of the last step: equal numbers mean equal items."""
    return db.execute(select(func.max(STEP.c.number))).scalar() or 0


def history(db: Connection, mark: str) -> list[Step]:
    """Everything done to a record, the first first."""
    wanted = select(STEP).where(STEP.c.mark == mark).order_by(STEP.c.number)
    return [_step(row) for row in db.execute(wanted)]


def _untouched(subject: Subject) -> Item:
    return Item(
        **vars(subject),
        state=NEW,
        owner="",
        due_on=None,
        verdict=None,
        is_corrected=False,
        scope="record",
        expires_on=None,
        verdict_by=None,
        reviewed_by=None,
        closed_at=None,
    )


def _after(item: Item, doing: Act) -> Item:
    told: dict[str, Any] = {"state": ACTS[doing.name][1] or item.state}
    if doing.name in ("claim", "verify"):
        told["owner"] = doing.owner or item.owner or doing.account
        told["due_on"] = doing.due_on or item.due_on
    elif doing.name == "judge":
        told |= _judged(doing)
    elif doing.name in CHECKING:
        told["reviewed_by"] = doing.account
        told["closed_at"] = now() if doing.name == "close" else None
    elif doing.name in UNDOING:
        told |= dict.fromkeys(("verdict", "verdict_by", "reviewed_by", "closed_at", "expires_on"))
        told |= {"is_corrected": False, "scope": "record"}
    return Item(**{**vars(item), **told})


def _judged(doing: Act) -> dict[str, Any]:
    is_kept = doing.verdict in ("false_alarm", "exempt")
    return {
        "state": doing.verdict,
        "verdict": doing.verdict,
        "verdict_by": doing.account,
        "is_corrected": doing.is_corrected and not is_kept,
        "scope": doing.scope if is_kept else "record",
        "expires_on": doing.expires_on if is_kept else None,
    }


def _write(
    db: Connection, changed: Mapping[str, tuple[Item, Item]], held: set[str], doing: Act
) -> None:
    fresh = [vars(after) for mark, (_, after) in changed.items() if mark not in held]
    known = [vars(after) for mark, (_, after) in changed.items() if mark in held]
    if fresh:
        db.execute(insert(ITEM), fresh)
    if known:
        names = [column.name for column in ITEM.c if column.name != "mark"]
        change = update(ITEM).where(ITEM.c.mark == bindparam("_mark"))
        change = change.values({name: bindparam(name) for name in names})
        db.execute(change, [{**one, "_mark": one["mark"]} for one in known])
    facts = json.dumps(dict(doing.facts or {}), ensure_ascii=False, sort_keys=True)
    told = {"at": now(), "account": doing.account, "act": doing.name, "note": doing.note}
    steps = [
        {**told, "mark": mark, "before": before.state, "after": after.state, "facts": facts}
        for mark, (before, after) in changed.items()
    ]
    if steps:
        db.execute(insert(STEP), steps)


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.strip().casefold() == other.strip().casefold()


def _item(row: Row[Any]) -> Item:
    return Item(**row._asdict())


def _step(row: Row[Any]) -> Step:
    held = row._asdict()
    return Step(**{**held, "facts": json.loads(held["facts"])})
