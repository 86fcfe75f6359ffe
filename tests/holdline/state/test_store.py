"""The store: one writer at a time, undone whole, the same in SQLite and PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pgserver
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from holdline.errors import StateUnavailable
from holdline.state.schema import complete
from holdline.state.store import Store


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A new store of each kind."""
    folder = tmp_path_factory.mktemp("store")
    if request.param == "sqlite":
        yield Store(f"sqlite:///{folder / 'state.sqlite'}")
        return
    with pgserver.get_server(folder) as server:
        yield Store(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))


@pytest.fixture(autouse=True)
def counter(opened: Store) -> Iterator[None]:
    """A table with one number in it."""
    with opened.writing() as db:
        db.execute(text("create table counter (value integer)"))
        db.execute(text("insert into counter values (0)"))
    yield
    with opened.writing() as db:
        db.execute(text("drop table counter"))


def _value(db: Connection) -> int:
    return int(db.execute(text("select value from counter")).scalar_one())


def test_no_step_is_lost_when_many_read_and_then_write(opened: Store) -> None:
    def step(_: int) -> None:
        with opened.writing() as db:
            value = _value(db)
            db.execute(text("update counter set value = :value"), {"value": value + 1})

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(step, range(240)))
    with opened.reading() as db:
        assert _value(db) == 240


def test_a_transaction_that_fails_leaves_nothing(opened: Store) -> None:
    with pytest.raises(DBAPIError), opened.writing() as db:  # noqa: PT012  the block is one act
        db.execute(text("update counter set value = 7"))
        db.execute(text("select no_such_column from counter"))
    with opened.reading() as db:
        assert _value(db) == 0


def test_what_a_reader_writes_is_not_kept(opened: Store) -> None:
    with opened.reading() as db:
        db.execute(text("update counter set value = 7"))
    with opened.reading() as db:
        assert _value(db) == 0


def test_the_migrations_make_exactly_the_tables_that_are_declared(opened: Store) -> None:
    with opened.reading() as db:
        db.execute(text("drop table counter"))
        context = MigrationContext.configure(db, opts={"compare_type": False})
        assert compare_metadata(context, complete()) == []


@pytest.mark.parametrize("act", ["update audit_event set account = 'x'", "delete from audit_event"])
def test_the_audit_chain_refuses_to_be_changed(opened: Store, act: str) -> None:
    with opened.writing() as db:
        found = db.execute(text("select count(*) from audit_event")).scalar_one()
        values = f"{found + 1}, '2022-01-01 00:00:00', 'a', 'r', 'x.y', '', '{{}}', ''"
        db.execute(text(f"insert into audit_event values ({values})"))
    with pytest.raises(DBAPIError, match="append-only"), opened.writing() as db:
        db.execute(text(act))


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StateUnavailable, match="unable to open"):
        Store(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.sqlite'}")


def test_an_opened_store_is_opened_again_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    with Store(url).writing() as db:
        db.execute(text("create table mine (value integer)"))
    with Store(url).reading() as db:
        assert db.execute(text("select count(*) from mine")).scalar_one() == 0
