"""Write down what people do, in a chain that shows when it was tampered with."""

from sqlalchemy import Connection

from holdline.access import anchors, verifying
from holdline.access.anchors import Anchor
from holdline.access.identity import Person
from holdline.access.keys import key
from holdline.access.verifying import Verdict
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
        StateUnavailable, KeyUnreadable, AnchorUnreadable: it could not be written; the act must
            not go on then.
    """
    with store().writing() as db:
        return within(db, person, action, subject, **facts)


def within(db: Connection, person: Person, action: str, subject: str = "", **facts: Fact) -> Event:
    """As `record`, in the transaction that the act itself is written in: both are kept, or none.

    The first event of a day anchors the chain as the days before left it.
    """
    event = Event(0, now(), person.account, person.role, action, subject, facts, "")
    last = chain.last_day(db)
    if last is not None and last < event.at.date():
        anchors.add(Anchor(last, *chain.head(db)), key(KEY))
    return chain.append(db, key(KEY), event)


def anchor() -> Anchor | None:
    """Anchor the chain as it stands now; None when nothing was ever written down."""
    with store().reading() as db:
        number, seal = chain.head(db)
    if not number:
        return None
    made = Anchor(now().date(), number, seal)
    anchors.add(made, key(KEY))
    return made


def verify() -> Verdict:
    """Prove the whole chain against its key and its anchors.

    Raises:
        StateUnavailable, KeyUnreadable, AnchorUnreadable: it cannot be read.
    """
    with store().reading() as db:
        return verifying.verdict(db, key(KEY), anchors.all_of(key(KEY)))
