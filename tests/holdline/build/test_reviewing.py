"""Changes that are signed: by whom they may be, and that together they are the new snapshot."""

from pathlib import Path

import duckdb
import pytest
from sqlalchemy.exc import IntegrityError

from holdline.access.identity import Person
from holdline.build import reviewing
from holdline.build.digests import COMPARED
from holdline.errors import DivisionForbidden, ReasonWanted
from holdline.reference import columns
from holdline.state import reviews
from holdline.state.reviews import Cluster
from holdline.state.store import store
from holdline.warehouse.snapshot import WAREHOUSE, Snapshot

LI, WANG = (Person(name, name, "data_team") for name in ("li", "wang"))
PAIR = ("old", "new")
CITY = Cluster("3704", "household", change="changed")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of its own."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))


def test_signatures_are_kept_in_order_and_audited() -> None:
    reviewing.sign(LI, PAIR, CITY, "questioned", "why all at once in a day")
    reviewing.sign(WANG, PAIR, CITY, "approved")

    kept = reviewing.listed(PAIR)
    assert [(one.verdict, one.made_by, one.cluster) for one in kept] == [
        ("questioned", "li", CITY), ("approved", "wang", CITY),
    ]  # fmt: skip
    assert reviewing.listed(("another", "new")) == []


def test_a_doubt_says_why_and_nobody_signs_elsewhere() -> None:
    with pytest.raises(ReasonWanted):
        reviewing.sign(LI, PAIR, CITY, "rejected")
    with pytest.raises(DivisionForbidden):
        reviewing.sign(Person("zhao", "zhao", "data_team", ("3705",)), PAIR, CITY, "approved")


def test_the_table_itself_refuses_an_importers_approval() -> None:
    """However the program is written: who imported does not approve."""
    with pytest.raises(IntegrityError), store().writing() as db:
        reviews.add(db, PAIR, CITY, "approved", "", made_by="li", imported_by="li")


def test_all_changes_done_to_the_old_snapshot_make_the_new_one(
    compared: Snapshot, edited: Snapshot, built_home: Path
) -> None:
    """Nothing differs that is not listed: who approves everything has approved the new one."""
    serving = (built_home / "snapshots" / "CURRENT").read_text().strip()
    files = {
        "old": built_home / "snapshots" / serving / WAREHOUSE,
        "new": edited.warehouse,
        "told": compared.warehouse,
    }
    with duckdb.connect() as db:
        for name, file in files.items():
            db.execute(f"attach '{file}' as {name} (read_only)")
        for table in COMPARED:
            assert _different_after(db, table) == 0, table


def _different_after(db: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows that differ between the new table and the old one with every listed change made."""
    key = columns.tables()[table].key[0]
    names = [one.identifier for one in columns.table(table) if one.identifier != key]
    carried = "household_id" in names
    cells = ", ".join(
        f"case when count(f.column_name) filter (f.column_name = '{name}') > 0"
        f" then max(f.new_value) filter (f.column_name = '{name}')"
        f" else any_value(old.{name}::varchar) end as {name}"
        for name in names
    )
    done = f"""
        select coalesce(r.row_key, old.{key}) as {key}, {cells}
        from old.main.source_{table} as old
        left join told.main.compared_row as r
            on r.table_name = '{table}' and r.old_key = old.{key}
        left join told.main.compared_field as f
            on f.table_name = '{table}' and f.row_key = r.row_key
        where coalesce(r.change, '') <> 'removed'
        group by all
    """
    if carried:
        done = f"""
            select done.* replace (coalesce(home.row_key, done.household_id) as household_id)
            from ({done}) as done
            left join told.main.compared_row as home
                on home.table_name = 'household' and home.change = 'renamed'
                and home.old_key = done.household_id
        """
    texts = ", ".join(f"{name}::varchar as {name}" for name in names)
    new = f"""
        select {key}, {texts} from new.main.source_{table}
        where {key} not in (
            select row_key from told.main.compared_row
            where table_name = '{table}' and change = 'added'
        )
    """
    ordered = f"{key}, {', '.join(names)}"
    one, other = f"select {ordered} from ({done})", f"select {ordered} from ({new})"
    found = db.execute(
        f"select (select count(*) from ({one} except {other}))"
        f" + (select count(*) from ({other} except {one}))"
    ).fetchall()
    return int(found[0][0])
