"""Income edits keep every sum."""

from collections.abc import Iterator

import pytest

from holdline.sample.faults.incomes import SUMS, amount, earn, live_with, move, scale
from holdline.sample.faults.scene import Row, Scene
from tests.holdline.sample.faults.given import AS_OF, COUNTY, SEED


@pytest.fixture
def home(sample) -> Iterator[Row]:
    """A plain household that has a transfer income."""
    scene = Scene(sample.clean, seed=SEED, chunk=COUNTY, as_of=AS_OF, every=True)
    return next(
        row for row in scene.some_homes(scene.views.plain()) if amount(row, "other_transfer_income")
    )


def balanced(home: Row) -> bool:
    """Whether items, parts, net income and income per head agree to a fen."""
    parts = {name: sum(amount(home, item) for item in items) for name, items in SUMS.items()}
    net = sum(parts.values()) - amount(home, "business_cost")
    each = amount(home, "net_income") / home["member_count"]
    return (
        all(abs(amount(home, name) - whole) < 0.01 for name, whole in parts.items())
        and abs(amount(home, "net_income") - net) < 0.01
        and abs(amount(home, "net_income_per_head") - each) < 0.01
    )


def test_earning_carries_through(home: Row) -> None:
    """An item more raises part, net income, and income per head."""
    before = amount(home, "net_income")
    earn(home, other_wage=amount(home, "other_wage") + 500)

    assert balanced(home)
    assert round(amount(home, "net_income") - before, 2) == 500


def test_moving_keeps_net_income(home: Row) -> None:
    """Booked elsewhere, not earned."""
    before = amount(home, "net_income")
    move(home, "subsistence_income", 120.5)

    assert balanced(home)
    assert round(amount(home, "net_income"), 2) == round(before, 2)


def test_scaling_keeps_proportions(home: Row) -> None:
    """Half of everything is half of the income per head."""
    before = amount(home, "net_income_per_head")
    scale(home, 0.5)

    assert balanced(home)
    assert amount(home, "net_income_per_head") == pytest.approx(before / 2, abs=0.1)


def test_more_people_share_the_same_income(home: Row) -> None:
    """Income per head follows the number of people."""
    net = amount(home, "net_income")
    live_with(home, home["member_count"] + 1)

    assert balanced(home)
    assert amount(home, "net_income") == net
