"""The gate: nothing leaves without permission, a trace, and a name of its own."""

import hashlib

import pytest

from holdline.access.identity import Person
from holdline.errors import NotPermitted
from holdline.exports import gate
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.state import audit
from holdline.state.audit import Event
from holdline.state.store import store

ANALYST = Person("li", "Li", "analyst")
ADMINISTRATOR = Person("wang", "Wang", "administrator")


def _events() -> list[Event]:
    with store().reading() as db:
        return list(audit.events(db))


def test_what_leaves_is_written_down_with_its_digest(stands: Provenance) -> None:
    release = gate.released(ANALYST, stands, "csv", lambda _: Contents(b"rows", 4))
    event = _events()[-1]
    assert (event.account, event.action, event.subject) == (
        "li", "export.released", release.batch.number,
    )  # fmt: skip
    assert (event.facts["rows"], event.facts["sha256"]) == (4, hashlib.sha256(b"rows").hexdigest())


def test_a_role_without_the_right_gets_nothing_and_the_refusal_is_written_down(
    stands: Provenance,
) -> None:
    made: list[Batch] = []

    def make(batch: Batch) -> Contents:
        made.append(batch)
        return Contents(b"", 0)

    with pytest.raises(NotPermitted):
        gate.released(ADMINISTRATOR, stands, "csv", make)
    assert made == []
    assert [event.action for event in _events()] == ["export.refused"]


def test_two_files_of_the_same_content_never_share_a_name(stands: Provenance) -> None:
    names = {
        gate.released(ANALYST, stands, "csv", lambda _: Contents(b"rows", 1)).file_name
        for _ in range(5)
    }
    assert len(names) == 5


def test_the_name_told_beforehand_is_the_name_it_gets(stands: Provenance) -> None:
    token = gate.reserved()
    release = gate.released(ANALYST, stands, "xlsx", lambda _: Contents(b"", 0), token=token)
    assert release.file_name == gate.named(stands, "xlsx", token)
    assert release.batch.number.endswith(token)
