"""Divisions that merge in mid-history: households move, totals stay, both readings agree above."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.build import building, steps, versions
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.reference.periods import months
from holdline.warehouse import snapshot
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

TOWN, KEY = "370102001", "370102001002"
ORDINARY, EMPTY = "370102001050", "370102001051"
NEEDED = {
    "division_tree", "division_path", "division_stay", "division_then", "division_then_path",
    "division_spell", "household", "member_presence", "case_people", "spell", "monitoring_change",
    "household_count",
}  # fmt: skip
DIVISION = {"层级": "村", "上级代码": TOWN, "区划类型": "村委会"}
DIVISIONS = [
    DIVISION | {"区划代码": ORDINARY, "区划名称": "甲村", "村属性": "一般村",
                "停用日期": "2022-03-10", "并入代码": KEY},
    DIVISION | {"区划代码": EMPTY, "区划名称": "乙村", "村属性": "一般村"},
]  # fmt: skip
# Three households of the village that ends, two of the one that carries it on; the first leaves
# before the merger, the second after it, the third comes after it.
HOUSEHOLDS = {
    "h1": (ORDINARY, "2021-10", "2022-01"),
    "h2": (ORDINARY, "2021-11", "2022-06"),
    "h3": (ORDINARY, "2022-05", ""),
    "h4": (KEY, "2021-10", ""),
    "h5": (KEY, "2022-02", ""),
}


@pytest.fixture
def merged(write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The snapshot of those households, with the tables that figures by division need."""
    needed = tuple(one for one in steps.all_steps() if steps.table_of(one) in NEEDED)
    monkeypatch.setattr(steps, "all_steps", lambda: needed)
    monkeypatch.setattr(building, "all_checks", lambda: ())
    monkeypatch.setattr(building.checking, "all_checks", lambda: ())
    monkeypatch.setattr(versions, "code_version", lambda: "code")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    folder = write(
        household=[{"户编号": one, "村代码": at} for one, (at, _, _) in HOUSEHOLDS.items()],
        member=[{"户编号": one, "人编号": f"{one}p"} for one in HOUSEHOLDS],
        monitor_case=[
            {
                "监测编号": f"{one}c",
                "户编号": one,
                "识别监测时间": since,
                "风险是否已消除": "是" if until else "否",
                "消除监测时间": until,
                "风险消除方式": "帮扶后消除" if until else "",
            }
            for one, (_, since, until) in HOUSEHOLDS.items()
        ],
        division=DIVISIONS,
    )
    built = building.build(folder, as_of=date(2022, 12, 31))
    return snapshot.named(built.manifest.snapshot_id)


def areas(one: Snapshot, division: str, month: date) -> pl.DataFrame:
    """The divisions below *division* in both readings."""
    with open_snapshot(one).reading(Scope(is_masked=False)) as cursor:
        inputs = {"division": division, "month": month}
        return run(cursor, query("lineage/areas"), inputs).rows


def counts(one: Snapshot, month: date) -> dict[str, tuple[int, int]]:
    """Households by today's divisions and by that time's, of each village of the township."""
    rows = areas(one, TOWN, month).select("division_code", "today_households", "then_households")
    return {code: (today, then) for code, today, then in rows.iter_rows()}


def test_a_merger_moves_its_households_and_keeps_the_total(merged: Snapshot) -> None:
    """Before it they stand in the ended village by that time, in the successor today."""
    assert counts(merged, date(2022, 2, 1)) == {ORDINARY: (0, 1), KEY: (3, 2), EMPTY: (0, 0)}
    assert counts(merged, date(2022, 3, 1)) == {ORDINARY: (0, 0), KEY: (3, 3), EMPTY: (0, 0)}
    assert counts(merged, date(2022, 5, 1)) == {ORDINARY: (0, 0), KEY: (4, 4), EMPTY: (0, 0)}


def test_a_division_without_subjects_stands_with_zeros(merged: Snapshot) -> None:
    """As 补录 of areas asks: it is entered, though nobody there is monitored."""
    for month in (date(2021, 10, 1), date(2022, 12, 1)):
        assert counts(merged, month)[EMPTY] == (0, 0)


def test_both_readings_have_the_same_total_in_every_month(merged: Snapshot) -> None:
    """And it is what counting the cases by hand gives."""
    for month in months(date(2021, 10, 1), date(2022, 12, 1)):
        open_then = sum(
            since <= f"{month:%Y-%m}" and not (until and until <= f"{month:%Y-%m}")
            for _, since, until in HOUSEHOLDS.values()
        )
        for division in (TOWN, TOWN[:6], TOWN[:4], TOWN[:2]):
            rows = areas(merged, division, month)
            assert rows["today_households"].sum() == open_then
            assert rows["then_households"].sum() == open_then
            assert rows["today_people"].sum() == rows["then_people"].sum()


def test_a_figure_opens_to_its_households(merged: Snapshot) -> None:
    """In either reading, with where each stood and stands."""
    with open_snapshot(merged).reading(Scope(is_masked=False)) as cursor:
        found = {}
        for reading, division in (("then", ORDINARY), ("today", KEY)):
            inputs = {
                "division": division, "month": date(2022, 2, 1), "reading": reading, "take": 10,
            }  # fmt: skip
            rows = run(cursor, query("lineage/listed"), inputs).rows
            found[reading] = rows.select("household_id", "then_code", "today_code").rows()

    assert found["then"] == [("h2", ORDINARY, KEY)]
    assert sorted(found["today"]) == [("h2", ORDINARY, KEY), ("h4", KEY, KEY), ("h5", KEY, KEY)]


def test_the_change_is_told_with_its_kinds_and_households(merged: Snapshot) -> None:
    """An ordinary village into a key one, which stood before: a merger."""
    with open_snapshot(merged).reading(Scope(is_masked=False)) as cursor:
        rows = run(cursor, query("lineage/changes"), {"division": "37"}).rows.to_dicts()

    assert len(rows) == 1
    told = rows[0]
    assert (told["division_code"], told["successor_code"]) == (ORDINARY, KEY)
    assert (told["village_kind"], told["stood_before"], told["households"]) == ("ordinary", True, 3)


@pytest.mark.usefixtures("snapshot")
def test_both_readings_agree_above_every_merger_of_the_sample() -> None:
    """County and above, as mergers of the sample stay within their township."""
    held = snapshot.current()
    with open_snapshot(held).reading(Scope(is_masked=False)) as cursor:
        for month in months(date(2021, 1, 1), date(2022, 12, 1))[::6]:
            for division in ("37", "3704", "370403"):
                inputs = {"division": division, "month": month}
                rows = run(cursor, query("lineage/areas"), inputs).rows
                assert rows["today_households"].sum() == rows["then_households"].sum()
    assert paths.snapshots().is_dir()
