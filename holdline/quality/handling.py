"""Do something to suspected records: whether the person may, what became of it, and the audit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from holdline.access import audit
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.state import triage
from holdline.state.store import Store, store
from holdline.state.triage import Act, Item, Outcome, Step, Subject

CHECKER = "act.verify"
MAKER = "act.triage"


def permission(act: str) -> str:
    """What somebody needs for *act*: those who judge, and those who look again."""
    return CHECKER if act in (*triage.CHECKING, "send_back") else MAKER


def handle(person: Person, subjects: Sequence[Subject], doing: Act) -> Outcome:
    """Do *doing* to *subjects* for *person*, and write it into the audit chain, or neither.

    A record out of the person's reach is refused with `reach`; the rest as holdline.state.triage.

    Raises:
        NotPermitted: the role does not allow it.
        StateUnavailable, KeyUnreadable: it could not be written.
    """
    person.must(permission(doing.name))
    scope = Scope(divisions=person.divisions)
    within = [one for one in subjects if scope.covers(one.village_code)]
    beyond = {one.mark: "reach" for one in subjects if not scope.covers(one.village_code)}
    with store().writing() as db:
        outcome = triage.act(db, within, replace(doing, account=person.account))
        refused = {**outcome.refused, **beyond}
        subject = subjects[0].mark if len(subjects) == 1 else ""
        audit.within(
            db,
            person,
            f"triage.{doing.name}",
            subject,
            done=len(outcome.done),
            refused=len(refused),
            verdict=doing.verdict,
        )
    return Outcome(outcome.done, refused)


def handle_each(
    person: Person, pairs: Sequence[tuple[Subject, Act]], *, file: str
) -> dict[str, str]:
    """Do to each subject its own act, as the rows of *file* say: all of it or nothing.

    Returns:
        The marks refused, each with why, as `handle`.

    Raises:
        NotPermitted, StateUnavailable, KeyUnreadable: as `handle`.
    """
    person.must(MAKER)
    scope = Scope(divisions=person.divisions)
    refused: dict[str, str] = {}
    with store().writing() as db:
        for subject, doing in pairs:
            if not scope.covers(subject.village_code):
                refused[subject.mark] = "reach"
                continue
            outcome = triage.act(db, [subject], replace(doing, account=person.account))
            refused |= outcome.refused
        done = len(pairs) - len(refused)
        audit.within(db, person, "triage.merged", file, done=done, refused=len(refused))
    return refused


def items(divisions: Sequence[str] = ("",)) -> Sequence[Item]:
    """What triage knows of the records of *divisions*; read again only when it has changed."""
    held = store()
    with held.reading() as db:
        last = triage.version(db)
    return _items(held, tuple(divisions), last)


@lru_cache(maxsize=16)
def _items(held: Store, divisions: tuple[str, ...], last: int) -> tuple[Item, ...]:
    """The items as they stood when step *last* was the last; a later one may be among them."""
    del last
    with held.reading() as db:
        return tuple(triage.items(db, divisions))


def history(mark: str) -> list[Step]:
    """Everything done to a record, the first first."""
    with store().reading() as db:
        return triage.history(db, mark)
