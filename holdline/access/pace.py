"""How fast somebody goes through the register: slowed, then stopped, and written down.

Each right of a role is meant for work; none of them is meant for copying the register. The
thresholds are in pace.toml. The operator at the command line holds the files, and is not counted.
"""

import tomllib
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from holdline.access import audit
from holdline.access.identity import OPERATOR, Person
from holdline.errors import PaceExceeded
from holdline.settings import settings
from holdline.state import pace
from holdline.state.clock import now
from holdline.state.store import store

WORDS = Path(__file__).with_name("pace.toml")
STOPPED = "stopped"
Act = Literal["card", "list", "search", "export"]


def take(person: Person, act: Act) -> float:
    """Count one opening by *person*; how many seconds they are to wait first.

    Raises:
        PaceExceeded: they have opened as many as there may be; the audit has it, once.
        StateUnavailable: it cannot be counted; nothing opens then.
    """
    if person.role == OPERATOR:
        return 0.0
    told, at = thresholds(act), now()
    since = at - timedelta(minutes=told["minutes"])
    with store().writing() as db:
        used = pace.since(db, person.account, act, since)
        if used < told["most"]:
            pace.add(db, person.account, act, at)
            if used + 1 == told["noted"]:
                audit.within(db, person, "pace.noted", act, openings=used + 1, **_facts(told))
        else:
            _stopped(db, person, act, since)
    if used >= told["most"]:
        raise PaceExceeded(most=told["most"], minutes=told["minutes"])
    return float(_words()["pause"]) if used + 1 >= told["noted"] else 0.0


def thresholds(act: Act) -> dict[str, int]:
    """What pace.toml says of *act*, as this installation multiplies it: minutes, noted, most."""
    told, factor = _words()[act], settings().pace
    return {
        "minutes": told["minutes"],
        "noted": told["noted"] * factor,
        "most": told["most"] * factor,
    }


def _stopped(db: Connection, person: Person, act: Act, since: datetime) -> None:
    """Write down that they were stopped, unless it was since then."""
    kept = f"{act}.{STOPPED}"
    if not pace.since(db, person.account, kept, since):
        pace.add(db, person.account, kept, now())
        audit.within(db, person, "pace.stopped", act, **_facts(thresholds(act)))


def _facts(told: dict[str, int]) -> dict[str, int]:
    return {"most": told["most"], "minutes": told["minutes"]}


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
