"""Readers who ask the same at once are answered by one run of the database."""

import math
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from holdline.access.scope import Scope
from holdline.errors import SnapshotOlder
from holdline.queries import lasting, published
from holdline.queries.runner import Result
from holdline.queries.runner import run as really_run
from holdline.shell import cache
from holdline.warehouse.snapshot import Snapshot

READERS = 20
ASKED = (("division", "37"), ("monitor_type", ""), ("view", "management"))
OCTOBER, NOVEMBER = date(2021, 10, 1), date(2021, 11, 1)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the queries that reached the database, in order; each takes its time."""
    reached: list[str] = []
    lock = threading.Lock()

    def counted(cursor: Any, file: Any, inputs: Any) -> Result:
        with lock:
            reached.append(file.name)
        threading.Event().wait(0.05)
        return really_run(cursor, file, inputs)

    monkeypatch.setattr(published, "run", counted)
    monkeypatch.setattr(lasting, "SLOW_SECONDS", math.inf)
    cache.forget()
    yield reached
    cache.forget()


def test_twenty_equal_questions_run_once(snapshot: Snapshot, runs: list[str]) -> None:
    """All twenty get the very same answer."""
    answers = _at_once(lambda: _asked(snapshot, Scope(), OCTOBER))

    assert runs == ["briefing/risks"]
    assert len({id(answer) for answer in answers}) == 1
    assert answers[0].rows.height > 0


def test_other_inputs_are_other_questions(snapshot: Snapshot, runs: list[str]) -> None:
    """A month further is another answer, asked for twenty times as well."""
    _at_once(lambda: _asked(snapshot, Scope(), OCTOBER))
    _at_once(lambda: _asked(snapshot, Scope(), NOVEMBER))

    assert runs == ["briefing/risks"] * 2


def test_readers_of_other_scopes_share_nothing(snapshot: Snapshot, runs: list[str]) -> None:
    """An equal question of someone who may see less is asked anew, under their own scope."""
    everything = _asked(snapshot, Scope(), OCTOBER)
    nothing = _asked(snapshot, Scope(divisions=("370402",)), OCTOBER)

    assert runs == ["briefing/risks"] * 2
    assert everything.rows.height > nothing.rows.height


def test_an_error_is_told_to_everybody_and_not_kept(
    snapshot: Snapshot, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks again is answered, as soon as it can be."""

    def broken(*_: object) -> Result:
        threading.Event().wait(0.05)
        raise SnapshotOlder(query="q", problem="p")

    with monkeypatch.context() as patch:
        patch.setattr(published, "run", broken)
        told = _at_once(lambda: _refused(snapshot))
    assert told == ["SnapshotOlder"] * READERS

    assert _asked(snapshot, Scope(), OCTOBER).rows.height > 0
    assert runs == ["briefing/risks"]


def test_a_yes_is_not_a_one() -> None:
    """Python holds them equal; as inputs they are not."""
    assert len({cache._exact((("a", one),)) for one in (1, True, 1.0, "1")}) == 4
    assert cache._exact([1, 2]) == cache._exact((1, 2))


def _refused(snapshot: Snapshot) -> str:
    try:
        _asked(snapshot, Scope(), OCTOBER)
    except SnapshotOlder as fault:
        return type(fault).__name__
    return ""


def _asked(snapshot: Snapshot, scope: Scope, month: date) -> Result:
    inputs = tuple(sorted((*ASKED, ("month", month))))
    answer: Result = cache.result(snapshot.id, scope, "briefing/risks", inputs)
    return answer


def _at_once(ask: Callable[[], Any]) -> list[Any]:
    """Ask from twenty threads that start together."""
    start = threading.Barrier(READERS)

    def one(_: int) -> Any:
        start.wait(timeout=20)
        return ask()

    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(one, range(READERS)))
