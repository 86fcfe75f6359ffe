"""Handling: who may do what, where, and that it is written down."""

from pathlib import Path

import pytest

from holdline.access.identity import Person
from holdline.errors import NotPermitted
from holdline.quality import handling
from holdline.state import audit
from holdline.state.store import store
from holdline.state.triage import ACTS, Act, Subject

MAKER = Person("li", "Li", "data_team", ("370403",))
ONE = Subject("m1", "A02", "370403001001", "h1", "s1")
FAR = Subject("m2", "A02", "370404001001", "h2", "s1")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty home."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))


def events() -> list[audit.Event]:
    """The chain."""
    with store().reading() as db:
        return list(audit.events(db))


@pytest.mark.parametrize("role", ["leader", "analyst", "administrator"])
@pytest.mark.parametrize("act", ACTS)
def test_only_the_data_team_handles_records(role: str, act: str) -> None:
    """Nothing is done, and nothing is written."""
    person = Person("x", "X", role)  # type: ignore[arg-type]

    with pytest.raises(NotPermitted):
        handling.handle(person, [ONE], Act(act, "", verdict="confirmed"))
    assert list(handling.items()) == []


def test_nobody_handles_what_lies_outside_their_divisions() -> None:
    outcome = handling.handle(MAKER, [ONE, FAR], Act("claim", ""))

    assert (outcome.done, dict(outcome.refused)) == (("m1",), {"m2": "reach"})
    assert [item.mark for item in handling.items()] == ["m1"]


def test_whoever_acts_is_the_person_and_nobody_they_name() -> None:
    handling.handle(MAKER, [ONE], Act("claim", "somebody else"))

    assert handling.history("m1")[0].account == "li"


def test_an_act_on_many_is_one_event_without_personal_data() -> None:
    handling.handle(MAKER, [ONE, FAR], Act("claim", "", note="Zhang San, 13800000000"))
    event = events()[-1]

    assert (event.action, event.account, dict(event.facts)) == (
        "triage.claim", "li", {"done": 1, "refused": 1, "verdict": ""},
    )  # fmt: skip


def test_what_cannot_be_written_down_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The act and its audit stand or fall together."""

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("holdline.access.audit.within", broken)
    with pytest.raises(OSError, match="disk full"):
        handling.handle(MAKER, [ONE], Act("claim", ""))

    assert list(handling.items()) == []
