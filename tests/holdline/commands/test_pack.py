"""A pack's files are the pages' own: its filters are honoured or refused, never passed over."""

import json
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from holdline import paths
from holdline.__main__ import main
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.exports import gate, packs
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.shell import packing
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

HEAD = 'name = "p"\nrole = "ROLE"\ndivisions = ["DIVISION"]\nmonth = "2021-11"\n'
SUBJECTS = '[[file]]\npage = "subjects"\nfilters = { FILTERS }\n'
NOVEMBER = date(2021, 11, 1)
PAGE = HEAD + SUBJECTS


def define(tmp_path: Path, written: str, **facts: str) -> Path:
    """A definition as a file."""
    for name, fact in {"role": "leader", "division": "3704", "filters": "", **facts}.items():
        written = written.replace(name.upper(), fact)
    place = tmp_path / "pack.toml"
    place.write_text(written, "utf-8")
    return place


def packed(tmp_path: Path, filters: str, role: str = "leader") -> list[list[Any]]:
    """The rows of the first sheet of a pack of one page."""
    definition = define(tmp_path, PAGE, filters=filters, role=role)
    assert main(["pack", str(definition), "--out", str(tmp_path / "out")]) == 0
    book = CalamineWorkbook.from_path(tmp_path / "out" / "01-subjects-3704.xlsx")
    return book.get_sheet_by_index(0).to_python()[3:]


def shown(snapshot: Snapshot, sight: Any, risk: str) -> list[int]:
    """What the page shows: households ever identified, by area."""
    scope = Scope(("3704",), sight=sight)
    chosen = {
        "view": "management", "division": "3704", "month": NOVEMBER,
        "main_risk": risk, "measure": "identified",
    }  # fmt: skip
    with open_snapshot(snapshot).reading(scope) as cursor:
        rows = answer(cursor, query("subjects/by_area"), chosen, scope).rows
    return [int(one) for one in rows["all_households"]]


def test_another_filter_gives_other_numbers_and_they_are_the_pages(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    every = packed(tmp_path, 'measure = "identified"')
    ill = packed(tmp_path, 'measure = "identified", risk = "02"')

    assert [row[1] for row in every] == shown(snapshot, "lists", "")
    assert [row[1] for row in ill] == shown(snapshot, "lists", "02")
    assert every != ill


@pytest.mark.usefixtures("snapshot")
def test_the_role_it_is_for_decides_what_is_in_it(tmp_path: Path) -> None:
    """An analyst's counts are published ones, a hidden one is no nought, and the file says so."""
    rows = packed(tmp_path, 'measure = "identified"', "analyst")
    counts = {row[1] for row in rows}

    assert counts <= {"<10", *range(10, 10_000, 5)}
    assert "<10" in counts
    about = json.loads((tmp_path / "out" / packing.ABOUT).read_text("utf-8"))
    book = CalamineWorkbook.from_path(tmp_path / "out" / "01-subjects-3704.xlsx")
    last = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    certificate = {str(row[0]): str(row[1]) for row in last}
    assert certificate["本文件按此角色可见范围生成"] == "分析人员"
    assert about["files"][0]["filters"].items() <= certificate.items()


def test_a_pack_made_again_is_equal(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that differs between two runs is when they were made and their batch numbers."""
    monkeypatch.setattr(gate, "reserved", lambda: "0" * 12)
    monkeypatch.setattr(gate, "now", lambda: datetime(2021, 12, 1, tzinfo=UTC))
    written = HEAD + '[[file]]\npage = "subjects"\nas = ["xlsx", "csv"]\n[[file]]\ncapsule = true\n'
    pack = packs.read(define(tmp_path, written))
    made = [packing.made(pack, Person("a", "a", "data_team")) for _ in range(2)]
    packing.written(pack, made[0], tmp_path / "x.zip")

    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "x.zip") as held:
        names = held.namelist()
    assert names == [*(one.name for one in made[0]), packing.ABOUT]
    assert names[1:3] == ["02-subjects-3704.csv.zip", "03-capsule-3704.html"]
    assert snapshot.id == made[0][0].stands.snapshot


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize(
    ("written", "facts", "said"),
    [
        (HEAD + '[[file]]\npage = "nosuch"\n', {}, ["nosuch", "briefing"]),
        (PAGE, {"filters": 'risk = "77"'}, ["risk = 77", "02"]),
        (PAGE, {"filters": 'village = "x"'}, ["village = x", "measure"]),
        (PAGE, {"filters": 'type = "MT3_SEVERE"'}, ["subjects", "type"]),
        (PAGE, {"filters": 'x-nothing = "1"'}, ["subjects", "x-nothing"]),
        (HEAD + '[[file]]\npage = "subjects"\nas = "docx"\n', {}, ["docx", "xlsx"]),
        (HEAD + '[[file]]\nbulletin = "weekly"\n', {}, ["weekly", "progress"]),
        (HEAD + '[[file]]\ncapsule = true\nfilters = { risk = "02" }\n', {}, ["filters"]),
        (PAGE, {"filters": "", "division": "9999"}, ["9999"]),
        (HEAD + '[[file]]\npage = "findings"\n', {"role": "analyst"}, []),
        ('name = "p"\n', {}, ["role"]),
        ("x = [", {}, ["pack.toml"]),
    ],
)
def test_what_cannot_be_made_is_refused_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
    written: str, facts: dict[str, str], said: list[str],
) -> None:  # fmt: skip
    definition = define(tmp_path, written, **facts)

    assert main(["pack", str(definition), "--out", str(tmp_path / "out")]) == 2
    chinese, english = capsys.readouterr().err.strip().splitlines()[-2:]
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert all(word in english for word in said)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("snapshot")
def test_nobody_makes_a_pack_for_somebody_who_sees_more(tmp_path: Path) -> None:
    pack = packs.read(define(tmp_path, PAGE, filters="", role="data_team"))

    for maker in (Person("a", "a", "leader"), Person("b", "b", "data_team", ("370403",))):
        with pytest.raises(Exception, match=r"role|outside"):
            packing.made(pack, maker)


def test_nothing_else_is_written_over(tmp_path: Path) -> None:
    pack = packs.read(define(tmp_path, PAGE, filters=""))
    (tmp_path / "kept").mkdir()

    with pytest.raises(Exception, match="no pack"):
        packing.written(pack, [], tmp_path / "kept")
    packing.written(pack, [], tmp_path / "new")
    packing.written(pack, [], tmp_path / "new")
    assert [one.name for one in (tmp_path / "new").iterdir()] == [packing.ABOUT]


def test_the_example_of_the_manual_can_be_read(tmp_path: Path) -> None:
    told = (paths.ROOT / "docs" / "reference" / "packs.md").read_text("utf-8")
    (tmp_path / "p.toml").write_text(told.partition("```toml\n")[2].partition("```")[0], "utf-8")

    assert [one.told for one in packs.read(tmp_path / "p.toml").items] == [
        "briefing", "explore", "bulletin_progress", "capsule",
    ]  # fmt: skip
