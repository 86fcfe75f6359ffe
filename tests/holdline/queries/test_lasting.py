"""Figures that took long are counted once for every process; rows of people never lie on disk."""

import contextlib
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from holdline.access.scope import Scope
from holdline.queries import lasting
from holdline.queries.sqlfile import SqlFile, parse
from holdline.warehouse.snapshot import Snapshot
from tests.holdline.warehouse.conftest import publish

__all__ = ["publish"]
Publish = Callable[[str], Snapshot]
EVERYTHING = Scope(is_masked=False)
COUNT = """\
-- Households of a city.
--
-- grain:   one row
-- reads:   household
-- inputs:
--     city  VARCHAR  its code
-- columns:
--     households  BIGINT  of it  [户]
-- order:   none

select count(household.household_id) as households
from household
where starts_with(household.village_code, $city)
"""
LIST = """\
-- Households.
--
-- grain:   household_id
-- reads:   household
-- columns:
--     household_id  VARCHAR  the household
-- order:   household_id

select household.household_id
from household
order by household.household_id
"""
DATED = """\
-- A day and a number of codes.
--
-- grain:   one row
-- reads:   nothing
-- inputs:
--     on     DATE       the day
--     codes  VARCHAR[]  codes
-- columns:
--     on_day  DATE    the day
--     codes   BIGINT  how many
-- order:   none

select cast($on as date) as on_day, len($codes) as codes
"""


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer takes long."""
    monkeypatch.setattr(lasting, "SLOW_SECONDS", 0.0)


def counted(snapshot: Snapshot, scope: Scope = EVERYTHING, city: str = "3704") -> int:
    found = lasting.answered(snapshot, scope, file(COUNT), {"city": city})
    return int(found.rows["households"][0])


def file(text: str) -> SqlFile:
    return parse(text, name="lasting/asked", path=Path("asked.sql"))


def kept(home: Path) -> list[Path]:
    return sorted(home.glob("derived/*/answers/*.arrow"))


def test_an_answer_is_read_from_disk_the_second_time(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = publish("one")
    first = counted(snapshot)
    monkeypatch.setattr(lasting, "open_snapshot", None)

    assert counted(snapshot) == first == 1000
    assert [stat.S_IMODE(one.stat().st_mode) for one in kept(tmp_path)] == [0o600]


def test_other_inputs_scopes_and_snapshots_have_answers_of_their_own(
    publish: Publish, tmp_path: Path
) -> None:
    one, two = publish("one"), publish("two")

    assert counted(one) == 1000
    assert counted(one, city="370403") == 100
    assert counted(one, Scope(("370403",), is_masked=False)) == 100
    assert counted(two) == 1000
    assert len(kept(tmp_path)) == 4


@pytest.mark.parametrize(
    ("text", "inputs", "scope"),
    [
        (LIST, {}, EVERYTHING),
        (COUNT, {"city": "3704"}, Scope(sight="figures")),
        (COUNT, {"city": "3704"}, Scope(area=((117.0, 34.0), (118.0, 34.0), (118.0, 35.0)))),
    ],
    ids=["rows of households", "published figures", "a drawn area"],
)
def test_some_answers_are_never_kept(
    text: str, inputs: Mapping[str, object], scope: Scope, tmp_path: Path, publish: Publish
) -> None:
    snapshot = publish("one")
    with contextlib.suppress(duckdb.Error):  # this small snapshot has no points to draw round
        lasting.answered(snapshot, scope, file(text), inputs)

    assert kept(tmp_path) == []


def test_an_answer_that_came_quickly_is_not_kept(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "SLOW_SECONDS", 60.0)
    counted(publish("one"))

    assert kept(tmp_path) == []


def test_what_is_damaged_is_counted_again(publish: Publish, tmp_path: Path) -> None:
    snapshot = publish("one")
    counted(snapshot)
    held = kept(tmp_path)[0]
    for harm in (b"", b"ARROW1 and no more", _other_columns()):
        held.write_bytes(harm)

        assert counted(snapshot) == 1000
        assert pl.read_ipc(held)["households"][0] == 1000


def test_what_took_long_is_asked_of_the_next_snapshot_before_it_serves(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = publish("one")
    asked = parse(DATED, name="lasting/dated", path=Path("dated.sql"))
    monkeypatch.setattr(lasting, "query", lambda _: asked)
    lasting.answered(one, EVERYTHING, asked, {"on": date(2022, 12, 31), "codes": ["a", "b"]})
    two = publish("two")
    two = replace(two, manifest=replace(two.manifest, as_of_on=date(2023, 1, 31)))

    assert lasting.renewed(one, two) == 1
    monkeypatch.setattr(lasting, "open_snapshot", None)
    found = lasting.answered(two, EVERYTHING, asked, {"on": date(2023, 1, 31), "codes": ["a", "b"]})
    assert found.rows.row(0) == (date(2023, 1, 31), 2)


def _other_columns() -> bytes:
    out = pl.DataFrame({"people": [1]}).write_ipc(None)
    return out.getvalue()
