"""Changes to tables are gathered and done once."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from holdline.sample.faults.ledger import Ledger
from holdline.sample.tables import Tables, conformed


@pytest.fixture
def tables() -> Tables:
    """Three households."""
    return {"household": conformed("household", {"household_id": ["a", "b", "c"]})}


def test_an_edit_is_read_back_before_it_is_done(tables: Tables) -> None:
    """And the table that was given stays as it is."""
    ledger = Ledger(tables)
    ledger.set("household", 1, "other_causes", ["01", "02"])

    assert ledger.value("household", 1, "other_causes") == ["01", "02"]
    assert tables["household"]["other_causes"][1] is None
    assert ledger.done()["household"]["other_causes"].to_list() == [None, ["01", "02"], None]


def test_rows_keep_their_order(tables: Tables) -> None:
    """Edited in place, removed without a gap, added at the end."""
    ledger = Ledger(tables)
    ledger.set("household", 2, "village_code", "37")
    ledger.remove("household", 0)
    added = ledger.add("household", {"household_id": "d"})
    ledger.set("household", added, "member_count", 2)
    done = ledger.done()["household"].select("household_id", "village_code", "member_count")

    assert done.rows() == [("b", None, None), ("c", "37", None), ("d", None, 2)]
    assert added == 3


def test_an_untouched_table_is_the_same(tables: Tables) -> None:
    """No copy is made for nothing."""
    assert Ledger(tables).done()["household"] is tables["household"]


def test_unknown_columns_are_refused(tables: Tables) -> None:
    """A slip of the pen is not a fault to plant."""
    ledger = Ledger(tables)
    with pytest.raises(KeyError, match="colour"):
        ledger.set("household", 0, "colour", "red")
    with pytest.raises(KeyError, match="colour"):
        ledger.add("household", {"colour": "red"})
    assert_frame_equal(ledger.done()["household"], tables["household"])
    assert ledger.done()["household"].schema["household_id"] == pl.String
