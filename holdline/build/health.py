"""How the installation stands: machine, snapshot, imports, store and log, each with what is wrong.

Read at the moment it is asked; nothing here is about a household.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

import psutil
from sqlalchemy import text
from sqlalchemy.engine import make_url

from holdline import paths
from holdline.access import anchors
from holdline.access.audit import KEY
from holdline.access.keys import key
from holdline.build import batches, working
from holdline.errors import HoldlineError
from holdline.state import audit as chain
from holdline.state import audit_search, imports
from holdline.state.clock import now
from holdline.state.store import store
from holdline.warehouse import snapshot as snapshots

Mark = Literal["good", "watch", "bad"]
GIGA: Final = 2**30
# A build writes a second snapshot beside the one in use, and some room to work in.
ROOM, TIGHT = 3, 0.10
SERVING_GIGA: Final = 4  # what one serving process may hold
SCARCE, NONE_LEFT = 0.15, 0.05
OLD, SLOW_MS = timedelta(days=35), 200


@dataclass(frozen=True)
class Sign:
    """One thing looked at.

    Attributes:
        name: of the words that tell it, such as disk.
        mark: good; watch: somebody should look; bad: something does not work.
        case: which of the words; "" for the usual.
        facts: what the words name.
    """

    name: str
    mark: Mark
    case: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def signs() -> tuple[Sign, ...]:
    """Everything that is looked at; what cannot be read is bad, and never an error here."""
    looks = (_disk, _memory, _snapshot, _import, _jobs, _store, _log, _anchors)
    return tuple(_looked(look) for look in looks)


def _looked(look: Callable[[], Sign]) -> Sign:
    name = look.__name__.strip("_")
    try:
        return look()
    except (HoldlineError, OSError) as problem:
        return Sign(name, "bad", "unreadable", {"problem": type(problem).__name__})


def _disk() -> Sign:
    seen = shutil.disk_usage(paths.home())
    needed = ROOM * _size()
    mark: Mark = "good"
    if seen.free < needed:
        mark = "bad"
    elif seen.free < TIGHT * seen.total:
        mark = "watch"
    told = {"free": seen.free / GIGA, "total": seen.total / GIGA, "needed": needed / GIGA}
    return Sign("disk", mark, "", told)


def _memory() -> Sign:
    machine, own = psutil.virtual_memory(), psutil.Process().memory_info().rss / GIGA
    share = machine.available / machine.total
    mark: Mark = "good"
    if share < NONE_LEFT:
        mark = "bad"
    elif share < SCARCE or own > SERVING_GIGA:
        mark = "watch"
    told = {"own": own, "free": machine.available / GIGA, "total": machine.total / GIGA}
    return Sign("memory", mark, "", told)


def _snapshot() -> Sign:
    shown = snapshots.current()
    made = datetime.fromisoformat(shown.manifest.created_at)
    age = now() - made
    told = {"id": shown.id, "as_of": shown.manifest.as_of_on, "made": made, "days": age.days}
    return Sign("snapshot", "watch" if age > OLD else "good", "", told)


def _import() -> Sign:
    with store().reading() as db:
        held = imports.entries(db)
    if not held:
        return Sign("import", "watch", "none")
    last = held[0]
    told = {"made": last.made_at, "account": last.account, "rows": last.rows_read}
    told |= {"aside": last.rows_set_aside}
    return Sign("import", "good", last.state, told)


def _jobs() -> Sign:
    held = [working.seen(one) for one in batches.batches()]
    count = {state: sum(one.state == state for one in held) for state in ("failed", "waiting")}
    under_way = sum(one.state in working.UNDER_WAY.values() for one in held)
    is_idle = not any(count.values())
    told = {"under_way": under_way, **count}
    return Sign("jobs", "good" if is_idle else "watch", "", told)


def _store() -> Sign:
    began = time.perf_counter()
    held = store()
    with held.reading() as db:
        db.execute(text("select 1")).all()
    took = (time.perf_counter() - began) * 1000
    kind = make_url(held.url).get_backend_name()
    return Sign("store", "watch" if took > SLOW_MS else "good", kind, {"took": took})


def _log() -> Sign:
    """Whether the end of the log is what its head says; the whole is proved on its own page."""
    with store().reading() as db:
        number, seal = chain.head(db)
        wanted = audit_search.Wanted()
        last = audit_search.found(db, wanted, skip=0, take=1)
    if not number and not last:
        return Sign("log", "good", "none")
    is_whole = bool(last) and (last[0].number, last[0].seal) == (number, seal)
    told = {"events": number, "at": last[0].at if last else now()}
    return Sign("log", "good" if is_whole else "bad", "" if is_whole else "broken", told)


def _anchors() -> Sign:
    """Whether the log still holds each event that an anchor names."""
    held = anchors.all_of(key(KEY))
    if not held:
        return Sign("anchors", "watch", "none")
    with store().reading() as db:
        wanted = {one.number: one.seal for one in held}
        asked = chain.EVENT.select().where(chain.EVENT.c.number.in_(wanted))
        found = {row.number: row.seal for row in db.execute(asked)}
    told = {"count": len(held), "day": held[-1].day}
    return Sign("anchors", *(("good", "") if found == wanted else ("bad", "differ")), told)


def _size() -> int:
    """Bytes of the snapshot in use; 0 without one."""
    try:
        folder = snapshots.current().folder
    except HoldlineError:
        return 0
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def versions() -> Iterator[tuple[str, str]]:
    """What runs, by name: the libraries that decide how figures come about, and the store."""
    import platform  # noqa: PLC0415  the rest of the module is asked at every look
    from importlib.metadata import version  # noqa: PLC0415

    yield "Python", platform.python_version()
    for name in ("streamlit", "duckdb", "polars", "plotly", "sqlalchemy", "psycopg"):
        yield name, version(name)
    yield "system", platform.platform(terse=True)
    with store().reading() as db:
        is_file = db.engine.dialect.name == "sqlite"
        asked = "select sqlite_version()" if is_file else "show server_version"
        yield db.engine.dialect.name, str(db.execute(text(asked)).scalar_one())
