"""What the first readers of a nation would wait for is counted before they come."""

from collections import OrderedDict
from pathlib import Path

import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries import lasting
from holdline.queries.catalogue import query
from holdline.shell import cache, page, warming
from holdline.warehouse.snapshot import Snapshot


@pytest.fixture
def slow(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """Every answer counts as one that took long, and is kept in a place of its own."""
    monkeypatch.setattr(lasting, "SLOW_SECONDS", 0)
    monkeypatch.setattr(paths, "derived", lambda: tmp_path)
    monkeypatch.setattr(cache, "_kept", OrderedDict())  # of other tests of this process
    chosen = tuple(one for one in page.discover() if one.name in ("subjects", "access_log"))
    monkeypatch.setattr(page, "discover", lambda: chosen)
    return snapshot


def test_the_top_and_what_lies_below_are_asked_for_each_sight(
    slow: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards a reader's answer comes from disk; a page that the role does not open is left."""
    told: list[tuple[str, str, str]] = []
    ran = warming.warm(slow, lambda *one: told.append(one))

    divisions = {division for division, _, _ in told}
    assert {role for _, role, _ in told} == {"leader", "data_team"}
    assert {name for _, _, name in told} == {"subjects"}
    assert len(divisions) > 1
    assert ran == len(told) == 2 * len(divisions)

    monkeypatch.setattr(lasting, "answer", None)  # nothing is counted any more
    for sight in ("records", "lists"):
        inputs = {"view": "management", "division": min(divisions, key=len)}
        inputs |= {"month": page_month(slow), "main_risk": "", "measure": "open"}
        found = lasting.answered(slow, Scope(sight=sight), query("subjects/by_area"), inputs)
        assert found.rows.height > 1


def page_month(snapshot: Snapshot) -> object:
    """The month that a page shows when none is chosen."""
    return snapshot.manifest.as_of_on.replace(day=1)
