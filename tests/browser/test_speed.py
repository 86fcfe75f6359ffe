"""The briefing against the same page built naively, measured in the same run."""

from pathlib import Path
from statistics import median

import pytest

from bench.measuring import Seen, compared
from bench.rivals import RIVALS

COUNT = 3


@pytest.fixture(scope="module")
def seen(built_home: Path) -> dict[str, Seen]:
    """A few of each task by each app; machine and load are the same for both."""
    return compared(RIVALS, built_home, count=COUNT)


@pytest.mark.parametrize("task", ["drill", "month"])
@pytest.mark.parametrize(("clock", "least"), [("server", 2.0), ("painted", 1.5)])
def test_is_faster_than_the_naive_page(
    seen: dict[str, Seen], task: str, clock: str, least: float
) -> None:
    """Generous: even of a small sample, whose queries cost next to nothing."""
    ours, naive = (median(seen[name].clock(task, clock)) for name in ("holdline", "naive"))

    assert naive / ours >= least, f"{task} {clock}: {ours:.0f} ms, naive {naive:.0f} ms"
