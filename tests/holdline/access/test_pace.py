"""Who opens more of the register than work needs: slowed, stopped, and written down."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from holdline.access import audit, pace
from holdline.access.identity import Person, operator
from holdline.errors import PaceExceeded
from holdline.settings import settings
from holdline.state import audit_search, clock
from holdline.state.store import store

LI, WANG = (Person(name, name, "data_team") for name in ("li", "wang"))
MOST, NOTED = 300, 150


@pytest.fixture(autouse=True)
def as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own, and the thresholds as pace.toml has them."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    monkeypatch.delenv("HOLDLINE_PACE")
    settings.cache_clear()
    yield
    settings.cache_clear()


def opened(person: Person, cards: int) -> list[float]:
    """How long they waited for each card."""
    return [pace.take(person, "card") for _ in range(cards)]


def logged(action: str) -> int:
    """How often the access log has it."""
    with store().reading() as db:
        return audit_search.count(db, audit_search.Wanted(action=action))


def test_a_thousand_cards_an_hour_are_not_had() -> None:
    """The first are free, then each waits, and the three hundred and first does not open."""
    waits = opened(LI, MOST)
    for _ in range(MOST, 1000):
        with pytest.raises(PaceExceeded):
            pace.take(LI, "card")

    assert waits == [0.0] * (NOTED - 1) + [1.0] * (MOST - NOTED + 1)
    assert (logged("pace.noted"), logged("pace.stopped")) == (1, 1)
    assert audit.verify().faults == ()


def test_others_and_other_acts_go_on() -> None:
    opened(LI, MOST)

    assert (pace.take(WANG, "card"), pace.take(LI, "list")) == (0.0, 0.0)


def test_an_hour_later_they_open_again(monkeypatch: pytest.MonkeyPatch) -> None:
    opened(LI, MOST)
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(pace, "now", lambda: later)

    assert pace.take(LI, "card") == 0.0


def test_who_holds_the_files_is_not_counted() -> None:
    assert set(opened(operator(), MOST + 1)) == {0.0}
