"""The briefing against the same page built naively, measured in the same run."""

from pathlib import Path
from statistics import median

import pytest

from bench.apart import compared_apart
from bench.measuring import Seen

COUNT = 3


@pytest.fixture(scope="module")
def seen(built_home: Path) -> dict[str, Seen]:
    """A few of each task by each app; machine and load are the same for both."""
    return compared_apart(built_home, COUNT)


@pytest.mark.parametrize(
    ("task", "clock", "least"),
    [("drill", "server", 2.0), ("drill", "painted", 1.5), ("month", "server", 2.0)],
)
def test_is_faster_than_the_naive_page(
    seen: dict[str, Seen], task: str, clock: str, least: float
) -> None:
    """Generous: even of a small sample, whose queries cost next to nothing, on a busy machine.

    The briefing draws more than its rival does (today's five, the siblings), so a month's repaint
    is compared by `make bench` at province size, not here.
    """
    ours, naive = (median(seen[name].clock(task, clock)) for name in ("holdline", "naive"))

    assert naive / ours >= least, f"{task} {clock}: {ours:.0f} ms, naive {naive:.0f} ms"
