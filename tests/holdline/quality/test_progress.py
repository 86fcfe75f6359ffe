"""The rates of mending can be worked out again by hand."""

from datetime import UTC, date, datetime

from holdline.quality.progress import Progress, progress
from holdline.state.triage import Item

ON = date(2023, 4, 10)


def item(mark: str, village: str, due: date | None, closed: datetime | None = None) -> Item:
    """A record, closed as confirmed when it has a moment."""
    return Item(
        mark=mark, check_id="A02", village_code=village, household_id="h", snapshot="s",
        state="closed" if closed else "verifying", owner="a", due_on=due,
        verdict="confirmed" if closed else None, is_corrected=closed is not None, scope="record",
        expires_on=None, verdict_by="a" if closed else None,
        reviewed_by="b" if closed else None, closed_at=closed,
    )  # fmt: skip


DUE = date(2023, 4, 1)
ITEMS = [
    item("in time", "v1", DUE, datetime(2023, 4, 1, 15, 59, tzinfo=UTC)),
    # 00:00 on the second in China.
    item("late by a minute", "v1", DUE, datetime(2023, 4, 1, 16, 0, tzinfo=UTC)),
    item("overdue", "v1", DUE),
    item("not yet due", "v2", ON),
    item("without a day", "v2", None, datetime(2023, 4, 1, tzinfo=UTC)),
    item("elsewhere", "v9", DUE),
    item("closed later", "v2", DUE, datetime(2023, 4, 20, tzinfo=UTC)),
]


def test_counts_what_was_due_and_when_it_was_closed() -> None:
    found = progress(ITEMS, {"v1": "A", "v2": "B"}, ON)

    assert found == {
        "A": Progress(due=3, closed=2, in_time=1, overdue=1, waiting=0, true=2),
        "B": Progress(due=2, closed=0, in_time=0, overdue=1, waiting=1),
    }


def test_the_rates_are_over_what_was_due() -> None:
    whole = progress(ITEMS, dict.fromkeys(("v1", "v2"), "all"), ON)["all"]

    assert (whole.rate, whole.rate_in_time) == (2 / 5, 1 / 5)


def test_nothing_due_has_no_rate() -> None:
    assert (Progress().rate, Progress().rate_in_time) == (None, None)


def test_parts_add_up() -> None:
    """Due = closed + overdue + waiting, in every group."""
    for one in progress(ITEMS, {"v1": "A", "v2": "B"}, ON).values():
        assert one.due == one.closed + one.overdue + one.waiting
