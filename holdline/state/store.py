"""Open the store: SQLite in the home, or PostgreSQL by `HOLDLINE_STATE_URL`; migrated on first use.

SQLite keeps its rollback journal: the write-ahead log of the versions Python brings can corrupt a
file (fixed in 3.51.3), and these are a few writes a minute. Writers take their lock at the start
(BEGIN IMMEDIATE), as one that upgrades from reading fails under load.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from holdline import paths
from holdline.errors import StateUnavailable
from holdline.settings import settings

FILE = "state.sqlite"
MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE_SECONDS = 30
# Any number all replicas share: PostgreSQL's lock while one of them migrates or writes.
MIGRATING, WRITING = 371501, 371502


class Store:
    """The store of one address; safe to use from many threads and processes."""

    def __init__(self, url: str) -> None:
        """Open the store at *url*, and bring its tables up to date.

        Raises:
            StateUnavailable: it cannot be reached or written.
        """
        self.url = url
        self._is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._engine = _sqlite(url) if self._is_sqlite else create_engine(url, pool_pre_ping=True)
        try:
            self._migrate()
        except DBAPIError as problem:
            raise StateUnavailable(problem=problem.orig) from problem

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that no other writer overlaps; undone whole when the block raises."""
        with self._engine.connect() as db:
            if self._is_sqlite:
                db.exec_driver_sql("begin immediate")
            else:
                db.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITING})
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look; nothing it does is kept."""
        with self._engine.connect() as db:
            if self._is_sqlite:
                db.exec_driver_sql("begin")
            yield db
            db.rollback()

    def close(self) -> None:
        """Let every connection go."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        heads = set(ScriptDirectory.from_config(config).get_heads())
        with self._engine.connect() as db:
            if heads == set(MigrationContext.configure(db).get_current_heads()):
                return
            db.rollback()
            if self._is_sqlite:
                db.exec_driver_sql("begin immediate")
            else:
                db.execute(text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            config.attributes["connection"] = db
            command.upgrade(config, "heads")
            db.commit()


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})

    @event.listens_for(engine, "connect")
    def connected(raw: object, record: object) -> None:
        del record
        # Transactions are begun by Store alone, not by the driver.
        raw.isolation_level = None  # type: ignore[attr-defined]
        raw.execute("pragma foreign_keys = on")  # type: ignore[attr-defined]

    return engine


def store() -> Store:
    """The store of this installation; the same one for every caller in this process.

    Raises:
        StateUnavailable: as `Store`.
    """
    with _OPENING:
        return _opened(settings().state_url or _default_url())


def _default_url() -> str:
    folder = paths.state()
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / FILE}"


_OPENING = threading.Lock()
_opened = lru_cache(maxsize=8)(Store)
