"""What is made to leave the house holds published figures, whoever asks for it."""

import json

import pytest

from holdline.access.identity import Person, Role
from holdline.exports import documents
from holdline.exports.asking import Source
from holdline.exports.capsule import DATA
from holdline.exports.documents import Place
from holdline.exports.provenance import Batch
from holdline.warehouse.snapshot import Snapshot

BATCH = Batch("20261125-160500-7f3a9c1e", "2026-11-25 16:05")
FIGURES = "analyst"


def nodes(snapshot: Snapshot, role: Role) -> dict[str, object]:
    """The figures of the capsule that somebody of *role* takes."""
    source = Source(Person("li", "li", role), snapshot)
    made = documents.capsule_file(source, Place("management", "3704"), "zh")
    found = DATA.search(made.made(BATCH).data.decode("utf-8"))
    assert found is not None
    return dict(json.loads(found[1])["nodes"])


@pytest.mark.parametrize("role", ["leader", "data_team"])
def test_a_capsule_holds_what_an_analyst_sees_whoever_takes_it(
    snapshot: Snapshot, role: Role
) -> None:
    """Whoever sees exact figures may not carry them out in it."""
    assert nodes(snapshot, role) == nodes(snapshot, FIGURES)
