"""What is shown again, and what is not."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from holdline.quality.backlog import OPEN, stood
from holdline.state.triage import Item

ON, BUILT = date(2023, 6, 1), datetime(2023, 5, 1, tzinfo=UTC)
CLOSED = datetime(2023, 4, 1, tzinfo=UTC)
ROWS = pl.DataFrame(
    [
        {"mark": "m1", "check_id": "A02", "village_code": "v1", "household_id": "h1"},
        {"mark": "m2", "check_id": "A02", "village_code": "v1", "household_id": "h1"},
        {"mark": "m3", "check_id": "A02", "village_code": "v1", "household_id": "h2"},
        {"mark": "m4", "check_id": "F18", "village_code": "v1", "household_id": "h1"},
        {"mark": "m5", "check_id": "K16", "village_code": "v2", "household_id": None},
    ]
)


def item(**told: Any) -> Item:
    """An item of m1, closed as a false alarm unless told otherwise."""
    plain: dict[str, Any] = {
        "mark": "m1", "check_id": "A02", "village_code": "v1", "household_id": "h1",
        "snapshot": "s1", "state": "closed", "owner": "a", "due_on": None,
        "verdict": "false_alarm", "is_corrected": False, "scope": "record", "expires_on": None,
        "verdict_by": "a", "reviewed_by": "b", "closed_at": CLOSED,
    }  # fmt: skip
    return Item(**{**plain, **told})


def states(*items: Item, on: date = ON) -> list[str]:
    """The state of each row, in order."""
    return stood(ROWS, items, on=on, built_at=BUILT)["state"].to_list()


def test_what_nobody_touched_is_new() -> None:
    assert states() == ["new"] * 5


def test_a_false_alarm_is_not_shown_again_and_others_are() -> None:
    """Only this very record with this very value: m2 is the same field with another value."""
    assert states(item()) == ["remembered", "new", "new", "new", "new"]
    assert "remembered" not in OPEN


@pytest.mark.parametrize(
    ("scope", "kept"),
    [("household", ["m1", "m2"]), ("village", ["m1", "m2", "m3"])],
)
def test_a_wider_scope_covers_the_same_check_only(scope: str, kept: list[str]) -> None:
    seen = stood(ROWS, [item(scope=scope, verdict="exempt")], on=ON, built_at=BUILT)

    assert seen.filter(pl.col("state") == "remembered")["mark"].to_list() == kept


def test_a_division_at_fault_is_no_household() -> None:
    """An exemption of a household never reaches rows without one."""
    kept = item(mark="m5", check_id="K16", village_code="v2", household_id="", scope="household")

    assert states(kept) == ["new", "new", "new", "new", "expired"]


def test_what_has_run_out_is_shown_again() -> None:
    """On its last day it still holds."""
    held = item(expires_on=ON)

    assert states(held)[0] == "remembered"
    assert states(held, on=date(2023, 6, 2))[0] == "expired"


def test_put_right_but_still_there_is_back() -> None:
    """Closed before the snapshot was built; the value, and so the mark, is the same."""
    right = {"verdict": "confirmed", "is_corrected": True}

    assert states(item(**right))[0] == "unchanged"
    assert states(item(**right, closed_at=datetime(2023, 5, 2, tzinfo=UTC)))[0] == "closed"


def test_work_begun_is_not_hidden_by_a_neighbours_exemption() -> None:
    begun = item(mark="m2", state="verifying", verdict=None, closed_at=None)

    assert states(item(scope="household"), begun)[:2] == ["remembered", "verifying"]
