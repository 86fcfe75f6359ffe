"""Own SQL over safe views: no personal data, and of small counts no more than pages tell."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from holdline.__main__ import main
from holdline.access.identity import Person, Role
from holdline.access.scope import Scope
from holdline.errors import HoldlineError, NotPermitted
from holdline.exports import console
from holdline.exports.asking import Source
from holdline.exports.console import name_of, views_for
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.reference import columns
from holdline.state import audit
from holdline.state.store import store
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

PERSONAL = {"name", "id_number", "phone", "address", "point", "birth"}


@pytest.fixture(autouse=True)
def home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small sample in a home of its own: an access log of the test's."""
    (tmp_path / "home").mkdir()
    for name in ("snapshots", "keys"):
        (tmp_path / "home" / name).symlink_to(built_home / name)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))


def asked(shot: Snapshot, role: Role, sql: str, *divisions: str) -> pl.DataFrame:
    """The rows of *sql* for somebody of *role*."""
    source = Source(Person("li", "Li", role, divisions or ("",)), shot)
    return console.ask(source, sql, tree="management", language="zh").answer.rows


def test_no_view_holds_personal_data() -> None:
    masks = columns.masks()
    held = {one.name for view in views_for(Scope()) for one in view.columns}

    assert [name for name in held if masks.get(name) in PERSONAL] == []
    assert {name_of(one) for one in views_for(Scope())} >= {"households", "spells", "monitoring"}


@pytest.mark.parametrize("sight", ["lists", "figures"])
def test_rows_are_of_those_who_see_records(sight: str) -> None:
    names = {name_of(one) for one in views_for(Scope(sight=sight))}  # type: ignore[arg-type]

    assert names == {"divisions", "faults", "monitoring", "register", "risks"}


def test_an_analyst_reads_what_the_pages_publish_and_a_hidden_count_is_missing(
    snapshot: Snapshot,
) -> None:
    found = asked(
        snapshot, "analyst",
        "select division_code, open_households from monitoring where level = 4"
        " and month = date '2021-11-01' and monitor_type = 'all'",
    )  # fmt: skip
    told = dict(found.iter_rows())
    scope = Scope(sight="figures")
    chosen = {"view": "management", "month": date(2021, 11, 1), "monitor_type": "", "main_risk": ""}
    with open_snapshot(snapshot).reading(scope) as cursor:
        page = answer(cursor, query("briefing/areas"), {**chosen, "division": "370403"}, scope).rows
    shown = {
        code: count or None
        for code, count in page.select("division_code", "open_households").iter_rows()
    }

    assert {code: told.get(code) for code in shown} == shown
    assert None in shown.values()
    assert all(count is None or count % 5 == 0 for count in told.values())


def test_an_analyst_cannot_count_small_cells_by_any_road(snapshot: Snapshot) -> None:
    """There are no rows to count, and what the counts are summed from is published already."""
    for sql in (
        "select count(*) from households", "select count(*) from spells",
        "select * from household", "select * from source_household", "from warehouse.spell",
    ):  # fmt: skip
        with pytest.raises(HoldlineError):
            asked(snapshot, "analyst", sql)
    least = "select min(open_households) as n, min(new_households) as m from monitoring"
    assert min(asked(snapshot, "analyst", least).row(0)) >= 10


def test_scope_holds_whatever_is_asked(snapshot: Snapshot) -> None:
    town = "370403001"
    for view, column in (("households", "township_code"), ("spells", "township_code")):
        held = asked(snapshot, "data_team", f"select distinct {column} from {view}", town)
        assert held[column].to_list() == [town]
    places = asked(snapshot, "data_team", "select distinct division_code from monitoring", town)
    assert places["division_code"].to_list() == [town]


def test_households_go_by_pseudonyms(snapshot: Snapshot) -> None:
    held = asked(snapshot, "data_team", "select household_id from households limit 50")

    assert all(one.startswith("H-") for one in held["household_id"])


def test_what_was_asked_is_in_the_log_without_anybodys_name(snapshot: Snapshot) -> None:
    asked(snapshot, "analyst", "select 1 as n from divisions where short_name = '王小明' limit 1")
    with pytest.raises(HoldlineError):
        asked(snapshot, "analyst", "select '370403199001011234' as x")
    with store().reading() as db:
        first, second = list(audit.events(db))[-2:]

    assert (first.action, first.subject) == ("sql.asked", "divisions")
    assert first.facts["sql"] == "select 1 as n from divisions where short_name = '?' limit 1"
    assert (second.action, second.subject, second.facts["sql"]) == (
        "sql.refused", "SqlNamesPeople", "",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["leader", "administrator"])
def test_others_may_not(snapshot: Snapshot, role: Role) -> None:
    with pytest.raises(NotPermitted):
        asked(snapshot, role, "select 1 as n")


def test_the_command_lists_prints_and_writes(
    snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"

    assert main(["sql"]) == 0
    assert main(["sql", "select count(*) as n from divisions"]) == 0
    assert (
        main(["sql", "select closing, count(*) as n from spells group by 1", "--out", str(out)])
        == 0
    )
    assert main(["sql", "select 1 as n", "--out", str(tmp_path / "a.doc")]) == 2
    assert main(["sql", "drop table divisions"]) == 2
    told = capsys.readouterr()
    assert "monitoring(division_code VARCHAR" in told.out
    assert "not one SELECT" in told.err
    assert snapshot.id in out.read_text("utf-8")
