"""The access log: proved whole when nobody touched it, and every way of touching it is found."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pgserver
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from holdline.access import anchors, audit
from holdline.access.identity import Person
from holdline.access.keys import key
from holdline.commands import audit as command
from holdline.errors import AnchorUnreadable, KeyUnreadable
from holdline.state import audit as chain
from holdline.state import audit_search
from holdline.state.audit_search import Wanted
from holdline.state.store import Store, store

SOMEBODY = Person("zhang", "Zhang", "data_team", ("3704",))
MORNING = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of each kind; PostgreSQL is the real server."""
    if request.param == "sqlite":
        yield ""
        return
    with pgserver.get_server(  # type: ignore[attr-defined]
        tmp_path_factory.mktemp("pg")
    ) as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def log(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An access log of ten events on two days, its key and anchors apart from it."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    address = url or f"sqlite:///{tmp_path / 'state.sqlite'}"
    opened = Store(address)
    monkeypatch.setattr(audit, "store", lambda: opened)
    if url:
        _unguarded(opened, "truncate audit_event, audit_head")
    for number in range(10):
        day = MORNING + timedelta(hours=4 * number)
        monkeypatch.setattr(audit, "now", lambda day=day: day)
        audit.record(SOMEBODY, "household.seen", f"37040300100{number}", snapshot="s1")
    yield opened
    opened.close()


def _unguarded(opened: Store, *statements: str) -> None:
    """What the owner of the file or the database can do: the guards are taken off first."""
    with opened.writing() as db:
        if opened.url.startswith("sqlite"):
            db.execute(text("drop trigger if exists audit_event_no_update"))
            db.execute(text("drop trigger if exists audit_event_no_delete"))
        else:
            db.execute(text("alter table audit_event disable trigger all"))
        for statement in statements:
            db.execute(text(statement))
        if not opened.url.startswith("sqlite"):
            db.execute(text("alter table audit_event enable trigger all"))


def faults() -> list[tuple[str, int]]:
    return [(one.kind, one.number) for one in audit.verify().faults]


@pytest.mark.usefixtures("log")
def test_an_untouched_log_is_whole_and_anchored_by_its_first_day() -> None:
    found = audit.verify()

    assert (found.events, found.faults, found.anchors) == (10, (), 1)
    assert anchors.all_of(key(audit.KEY))[0].number == 6


@pytest.mark.parametrize(
    "change", ["update audit_event set account = 'li'", "delete from audit_event"]
)
def test_nobody_changes_it_by_mistake(log: Store, change: str) -> None:
    with pytest.raises(DBAPIError), log.writing() as db:
        db.execute(text(change))


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["update audit_event set account = 'li' where number = 4"], [("altered", 4)]),
        (["update audit_event set facts = '{}' where number = 7"], [("altered", 7)]),
        (["update audit_event set role = 'leader' where number = 1"], [("altered", 1)]),
        (
            ["delete from audit_event where number = 4"],
            [("missing", 4), ("altered", 5)],
        ),
        (["delete from audit_event where number > 8"], [("cut", 9)]),
        (["delete from audit_event"], [("cut", 1)]),
    ],
)
def test_what_was_changed_or_taken_out_is_found(
    log: Store, statements: list[str], expected: list[tuple[str, int]]
) -> None:
    _unguarded(log, *statements)

    assert faults() == expected


def test_a_tail_cut_with_the_head_set_back_is_found_by_the_anchor(log: Store) -> None:
    """The chain that is left is perfect; only what was written outside the store knows better."""
    seal = "(select seal from audit_event where number = 4)"
    _unguarded(
        log,
        "delete from audit_event where number > 4",
        f"update audit_head set number = 4, seal = {seal}",
    )

    assert faults() == [("cut", 5)]


def test_a_chain_made_anew_without_the_key_is_found(log: Store) -> None:
    """Every seal is right by the forger's key, and by no other."""
    with log.reading() as db:
        events = list(chain.events(db))
    before, statements = chain.START, []
    for held in events:
        change = {"subject": "370499"} if held.number == 3 else {}
        event = chain.Event(**{**vars(held), **change})
        told = chain.sealed(b"the forger's key" * 2, before, event)
        statements.append(
            f"update audit_event set subject = '{event.subject}', seal = '{told}' "
            f"where number = {event.number}"
        )
        before = told
    statements.append(f"update audit_head set seal = '{before}'")
    _unguarded(log, *statements)
    found = faults()

    assert [fault for fault in found if fault[0] == "altered"] == [
        ("altered", number) for number in range(1, 11)
    ]
    assert ("anchor_differs", 6) in found


def test_a_plain_digest_would_not_do(log: Store) -> None:
    """The seal is keyed: who can read the log cannot seal another line."""
    with log.reading() as db:
        first = next(chain.events(db))
    plain = hashlib.sha256(first.account.encode()).hexdigest()

    assert not hmac.compare_digest(plain, first.seal)
    assert chain.sealed(key(audit.KEY), chain.START, first) == first.seal


@pytest.mark.usefixtures("log")
def test_a_forged_anchor_is_refused() -> None:
    line = anchors.place().read_text("ascii")
    anchors.place().write_text(line.replace("\t6\t", "\t5\t"), "ascii")

    with pytest.raises(AnchorUnreadable):
        audit.verify()


@pytest.mark.usefixtures("log")
def test_without_its_key_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act that cannot be written down does not happen."""
    (tmp_path / "keys" / "audit.key").write_text("zz")

    with pytest.raises(KeyUnreadable):
        audit.record(SOMEBODY, "household.seen", "370403001001")
    monkeypatch.undo()


def test_events_are_found_by_who_what_of_whom_and_when(log: Store) -> None:
    with log.reading() as db:
        by_household = audit_search.found(db, Wanted(subject="370403001003"), skip=0, take=9)
        of_second_day = audit_search.count(db, Wanted(since=MORNING + timedelta(hours=23)))
        by_nobody = audit_search.count(db, Wanted(account="%"))
        latest = audit_search.found(db, Wanted(action="household.seen"), skip=0, take=2)

        assert [event.subject for event in by_household] == ["370403001003"]
        assert (of_second_day, by_nobody) == (4, 0)
        assert [event.number for event in latest] == [10, 9]
        assert list(audit_search.actions(db)) == ["household.seen"]


def test_the_command_says_so_and_fails(log: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.verify() == 0
    assert "intact: 10 events, 1 anchors" in capsys.readouterr().out
    _unguarded(log, "update audit_event set account = 'li' where number = 4")

    assert command.verify() == command.BROKEN
    assert "event 4: altered" in capsys.readouterr().out


def test_the_default_store_is_the_homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    audit.record(SOMEBODY, "sign_in.came")

    assert (tmp_path / "state" / "state.sqlite").is_file()
    assert (tmp_path / "keys" / "audit.key").stat().st_mode & 0o777 == 0o600
    assert store().url.startswith("sqlite")
