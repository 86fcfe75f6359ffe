"""Changing a household's income so that all its sums still agree (domain.md §3.4).

Columns are named without their ending `_yuan`; amounts are yuan a year.
"""

from typing import Any

from holdline.sample.faults.scene import Row

SUMS = {
    "wage_income": ("migrant_wage", "public_post_wage", "other_wage"),
    "business_income": ("crop_income", "livestock_income", "other_business_income"),
    "property_income": ("dividend", "other_property_income"),
    "transfer_income": (
        "subsistence_income",
        "destitute_income",
        "pension_income",
        "other_transfer_income",
    ),
}
COST = "business_cost"
ITEMS = tuple(item for items in SUMS.values() for item in items)


def amount(row: Row, name: str) -> float:
    """A cell in yuan; missing counts as nothing."""
    return float(row[f"{name}_yuan"] or 0.0)


def _write(row: Row, **cells: float) -> None:
    row.edit(**{f"{name}_yuan": round(value, 2) for name, value in cells.items()})


def earn(home: Row, **parts: float) -> None:
    """Set some items (or the cost) and carry them through sums, net income and income per head."""
    before = amount(home, "net_income")
    _write(home, **parts)
    totals = {name: sum(amount(home, item) for item in items) for name, items in SUMS.items()}
    net = round(sum(totals.values()) - amount(home, COST), 2)
    _write(home, **totals, net_income=net)
    share(home, net - before)


def share(home: Row, gained: float = 0.0) -> None:
    """Divide net income over member_count again; *gained* also moves disposable income."""
    heads = home["member_count"]
    net = amount(home, "net_income")
    reference = net + amount(home, "claims_income") - amount(home, "rigid_spending")
    _write(home, net_income_per_head=net / heads, reference_income_per_head=reference / heads)
    disposable = home["disposable_income_per_head_yuan"]
    if disposable is not None and gained:
        _write(home, disposable_income_per_head=disposable + gained / heads)


def move(home: Row, to: str, yuan: float, source: str = "other_transfer_income") -> None:
    """Book *yuan* of one item under another; net income stays."""
    earn(home, **{source: amount(home, source) - yuan, to: amount(home, to) + yuan})


def scale(home: Row, factor: float) -> None:
    """All items and the cost times *factor*; last year's income too."""
    earn(home, **{name: amount(home, name) * factor for name in (*ITEMS, COST)})
    before = home["previous_net_income_per_head_yuan"]
    if before is not None:
        _write(home, previous_net_income_per_head=before * factor)


def settle(home: Row) -> None:
    """Let last year's income be close to this year's, so that nothing has jumped."""
    per_head = amount(home, "net_income_per_head")
    _write(home, previous_net_income_per_head=per_head / 1.05)


def live_with(home: Row, people: int) -> None:
    """Another number of people; income per head follows."""
    home.edit(member_count=people)
    share(home)


PARTS = ("wage", "business", "property", "transfer")


def scale_identified(case: Row, factor: float) -> None:
    """A case's income when identified, times *factor* throughout."""
    names = [f"{part}_income_when_identified_yuan" for part in PARTS]
    names += ["business_cost_when_identified_yuan", "rigid_spending_when_identified_yuan"]
    names += [f"{part}_income_per_head_when_identified_yuan" for part in ("net", "reference")]
    cells: dict[str, Any] = {name: case[name] for name in names}
    case.edit(**{name: round(v * factor, 2) for name, v in cells.items() if v is not None})
