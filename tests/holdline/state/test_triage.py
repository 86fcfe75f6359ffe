"""Triage keeps what was decided, by whom, and lets nobody check their own work."""

from datetime import UTC, date, datetime
from pathlib import Path

import pgserver
import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from holdline.state import clock, triage
from holdline.state.store import Store
from holdline.state.triage import ITEM, STEP, Act, Subject

DAY = datetime(2023, 3, 1, 8, tzinfo=UTC)
ONE = Subject("m1", "A02", "370403001001", "h1", "s1")
TWO = Subject("m2", "A05", "370403001001", "h1", "s1")
FAR = Subject("m3", "A02", "370404001001", "h3", "s1")
MAKER, CHECKER = "maker", "checker"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store, on a day that stands still."""
    monkeypatch.setattr(triage, "now", lambda: DAY)
    monkeypatch.setattr(clock, "now", lambda: DAY)
    return Store(f"sqlite:///{tmp_path / 'state.sqlite'}")


def done(store: Store, name: str, *subjects: Subject, account: str = MAKER, **told: object) -> str:
    """Do an act to the records; the state of the first, or why it was refused."""
    with store.writing() as db:
        outcome = triage.act(db, subjects, Act(name, account, **told))  # type: ignore[arg-type]
    if subjects[0].mark in outcome.refused:
        return f"refused: {outcome.refused[subjects[0].mark]}"
    with store.reading() as db:
        return next(triage.items_of(db, [subjects[0].mark])).state


def judged(store: Store, verdict: str = "confirmed", **told: object) -> None:
    """A record claimed, looked at and judged by the maker."""
    done(store, "claim", ONE)
    done(store, "verify", ONE)
    done(store, "judge", ONE, verdict=verdict, **told)


def test_goes_from_new_to_closed(store: Store) -> None:
    """The way of a record, two people taking part."""
    way = [
        done(store, "claim", ONE, due_on=date(2023, 3, 31)),
        done(store, "verify", ONE),
        done(store, "judge", ONE, verdict="confirmed", is_corrected=True),
        done(store, "review", ONE, account=CHECKER),
        done(store, "close", ONE, account=CHECKER),
    ]
    with store.reading() as db:
        item = next(triage.items_of(db, ["m1"]))
        steps = triage.history(db, "m1")

    assert way == ["claimed", "verifying", "confirmed", "reviewing", "closed"]
    assert (item.owner, item.due_on) == (MAKER, date(2023, 3, 31))
    assert (item.verdict_by, item.reviewed_by, item.closed_at) == (MAKER, CHECKER, DAY)
    assert [(one.account, one.before, one.after) for one in steps][-1] == (
        CHECKER, "reviewing", "closed",
    )  # fmt: skip


@pytest.mark.parametrize("account", ["maker", " Maker ", "MAKER"])
def test_nobody_checks_their_own_verdict(store: Store, account: str) -> None:
    """However the account is written."""
    judged(store)

    assert done(store, "review", ONE, account=account) == "refused: same_person"


def test_nobody_closes_their_own_verdict_after_a_colleague_took_it(store: Store) -> None:
    judged(store)
    done(store, "review", ONE, account=CHECKER)

    assert done(store, "close", ONE, account=MAKER) == "refused: same_person"


@pytest.mark.parametrize(
    "values",
    [
        {"reviewed_by": MAKER},
        {"reviewed_by": "Maker "},
        {"state": "closed", "closed_at": DAY},
        {"state": "closed", "reviewed_by": CHECKER, "closed_at": None},
    ],
)
def test_the_database_refuses_it_too(store: Store, values: dict[str, object]) -> None:
    """Whoever goes round the functions still meets the table's own constraints."""
    judged(store)

    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(update(ITEM).values(values))


def test_the_database_refuses_a_checked_record_without_a_verdict(store: Store) -> None:
    done(store, "claim", ONE)

    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(update(ITEM).values(reviewed_by=CHECKER))


def test_history_can_only_be_added_to(store: Store) -> None:
    judged(store)

    with pytest.raises(DBAPIError, match="append-only"), store.writing() as db:
        db.execute(update(STEP).values(account="somebody else"))


def test_a_closed_record_can_be_opened_again_and_keeps_its_history(store: Store) -> None:
    judged(store)
    done(store, "review", ONE, account=CHECKER)
    done(store, "close", ONE, account=CHECKER)
    state = done(store, "reopen", ONE, account=CHECKER, note="still there")
    with store.reading() as db:
        item = next(triage.items_of(db, ["m1"]))
        steps = triage.history(db, "m1")

    assert state == "claimed"
    assert (item.verdict, item.verdict_by, item.reviewed_by, item.closed_at) == (None,) * 4
    assert [one.act for one in steps] == ["claim", "verify", "judge", "review", "close", "reopen"]


def test_sent_back_loses_its_verdict(store: Store) -> None:
    judged(store)

    assert done(store, "send_back", ONE, account=CHECKER) == "verifying"


@pytest.mark.parametrize("name", ["judge", "review", "close", "send_back", "reopen"])
def test_nothing_is_skipped(store: Store, name: str) -> None:
    """A new record must be claimed first."""
    assert done(store, name, ONE, verdict="confirmed", account=CHECKER) == "refused: state"


def test_a_verdict_must_be_one(store: Store) -> None:
    done(store, "claim", ONE)

    assert done(store, "judge", ONE, verdict="perhaps") == "refused: unjudged"


def test_many_stand_open_for_one_household(store: Store) -> None:
    """Each on its own way."""
    done(store, "claim", ONE, TWO)
    done(store, "verify", TWO)
    with store.reading() as db:
        states = {one.mark: one.state for one in triage.items(db)}

    assert states == {"m1": "claimed", "m2": "verifying"}


def test_does_what_it_can_to_a_selection_and_tells_the_rest(store: Store) -> None:
    done(store, "claim", ONE)
    with store.writing() as db:
        outcome = triage.act(db, [ONE, TWO], Act("judge", MAKER, verdict="exempt"))

    assert (outcome.done, dict(outcome.refused)) == (("m1",), {"m2": "state"})


def test_shows_what_lies_within(store: Store) -> None:
    """Somebody of one county sees nothing of another."""
    done(store, "claim", ONE, FAR)
    with store.reading() as db:
        seen = [one.mark for one in triage.items(db, ["370404"])]

    assert seen == ["m3"]


def test_only_what_is_kept_is_remembered(store: Store) -> None:
    """A confirmed fault has no scope and no expiry; an exemption has both."""
    judged(store, "exempt", scope="household", expires_on=date(2023, 12, 31), is_corrected=True)
    with store.reading() as db:
        item = next(triage.items_of(db, ["m1"]))

    assert (item.scope, item.expires_on, item.is_corrected) == (
        "household", date(2023, 12, 31), False,
    )  # fmt: skip


def test_no_record_is_two(store: Store) -> None:
    """The mark is the key, even for whoever writes rows by hand."""
    judged(store)
    with store.reading() as db:
        row = vars(next(triage.items_of(db, ["m1"])))

    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(insert(ITEM).values(**row))


def test_postgresql_holds_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Maker is not checker, and the history stays, whichever store is chosen."""
    monkeypatch.setattr(triage, "now", lambda: DAY)
    with pgserver.get_server(tmp_path) as server:
        store = Store(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        judged(store)
        with pytest.raises(IntegrityError), store.writing() as db:
            db.execute(update(ITEM).values(reviewed_by=" Maker"))
        with pytest.raises(DBAPIError, match="append-only"), store.writing() as db:
            db.execute(update(STEP).values(account="somebody else"))

        assert done(store, "review", ONE, account=CHECKER) == "reviewing"
        assert done(store, "close", ONE, account=CHECKER) == "closed"
        store.close()
