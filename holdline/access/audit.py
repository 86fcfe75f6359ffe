"""Write down what people do, in a chain that shows when it was tampered with."""

from sqlalchemy import Connection

from holdline.access.identity import Person
from holdline.access.keys import key
from holdline.state import audit as chain
from holdline.state.audit import Event, Fact
from holdline.state.clock import now
from holdline.state.store import store

KEY = "audit"


def record(person: Person, action: str, subject: str = "", **facts: Fact) -> Event:
    """Add to the chain that *person* did *action* to *subject*.

    Args:
        person: who did it.
        action: a dotted word, listed in messages/<language>/audit.toml.
        subject: a household's number, a snapshot, a division; no personal data.
        facts: what else is to be known; no personal data.

    Raises:
        StateUnavailable, KeyUnreadable: it could not be written; the act must not go on then.
    """
    with store().writing() as db:
        return within(db, person, action, subject, **facts)


def within(
    db: Connection, person: Person, action: str, subject: str = "", **facts: Fact
) -> Event:
    """As `record`, in the transaction that the act itself is written in: both are kept, or none."""
    event = Event(0, now(), person.account, person.role, action, subject, facts, "")
    return chain.append(db, key(KEY), event)
