"""A table's cells act only where its reader may go."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from holdline.access.scope import Scope, Sight
from holdline.shell.listing import _reachable
from holdline.tables.layout import Cell, Heading, Line, Listing

CELLS = {
    "name": Cell("here", acts=True), "id": Cell("1", acts=True), "open": Cell("5", acts=True),
}  # fmt: skip
TABLE = Listing(
    "one", "", [Heading("name", ""), Heading("id", ""), Heading("open", "", kind="number")],
    [Line("a", CELLS)], total=Line("", CELLS),
)  # fmt: skip


def acting(sight: Sight, *elsewhere: str) -> list[str]:
    """The columns that act for a reader of *sight*."""
    view: Any = SimpleNamespace(scope=Scope(sight=sight))
    shown = _reachable(view, TABLE, elsewhere)
    lines = [*shown.lines, cast("Line", shown.total)]
    found = [[name for name, cell in line.cells.items() if cell.acts] for line in lines]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("sight", "columns"),
    [("records", ["name", "id", "open"]), ("lists", ["name", "open"]), ("figures", ["name"])],
)
def test_no_cell_leads_to_what_is_closed(sight: Sight, columns: list[str]) -> None:
    """Leaders see lists and no cards, analysts figures and no lists."""
    assert acting(sight) == columns


def test_a_number_that_leads_to_figures_still_acts() -> None:
    assert acting("figures", "open") == ["name", "open"]
