"""The error workbook: rejected rows go out, are mended in place, and come back to stand."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from holdline.access.identity import Person
from holdline.build import batches, building, intake, reading, rejected
from holdline.build.batches import Batch
from holdline.build.importing import imported
from holdline.build.sources import find
from holdline.errors import ImportRowsGone
from holdline.exports import error_workbook

PERSON = Person("tester", "tester", "data_team")
VILLAGE = "370102001002"
HOUSEHOLDS = [f"37010200100200{at:02}" for at in range(1, 5)]
DAY = date(2022, 12, 31)
BAD_VILLAGE, LOST_DIGITS = "990102001999", 3701020010020003


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own, and a build that only reads: what is derived is not looked at here."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(reading, "kept", nullcontext)
    yield
    reading._reader.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four households with a member each; two of the households cannot stand."""
    made = tmp_path / "in"
    made.mkdir()
    with xlsxwriter.Workbook(made / "数据.xlsx", {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("户信息")
        page.write_row(0, 0, ["××镇户信息表"])
        page.write_row(
            1, 0, ["序号", "户编号", "村代码", "户主姓名", "户主证件号码", "户类型", "家庭人口数"]
        )
        for at, number in enumerate(HOUSEHOLDS):
            village = BAD_VILLAGE if at == 1 else VILLAGE
            told: Any = LOST_DIGITS if at == 2 else number
            row = [at + 1, told, village, "甲", "370199198001011239", "脱贫享受政策户", "1"]
            page.write_row(at + 2, 0, row)
        page = book.add_worksheet("家庭成员")
        page.write_row(
            0, 0,
            ["人编号", "户编号", "姓名", "性别", "证件号码", "与户主关系", "健康状况", "劳动技能"],
        )  # fmt: skip
        for at, number in enumerate(HOUSEHOLDS):
            row = [f"P{at}", number, "甲", "男", "370199198001011239", "户主", "健康", "普通劳动力"]
            page.write_row(at + 1, 0, row)
    (made / "监测对象.csv").write_text(
        "监测编号,户编号,监测对象类别,识别来源,识别监测时间,致贫返贫风险1,风险是否已消除\n", "utf-8"
    )
    return made


def came(given: list[Path], person: Person, **told: Any) -> Batch:
    """What comes in, of one day."""
    return intake.taken_in(given, person, as_of=f"{DAY}", **told)


def read(batch: Batch) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Read, rejected and read = accepted + rejected of each part; and the households that stand."""
    intake.planned(batch)
    scratch = batch.folder / "scratch"
    scratch.mkdir(exist_ok=True)
    with duckdb.connect() as db:
        found = find(batch.folder)
        report, _ = imported(db, found, scratch, as_of=DAY, begun=lambda _: None)
        stands = db.execute(
            "select household_id, placed_code from source_household order by all"
        ).fetchall()
    counts = [
        (one.source, one.table, one.read, one.quarantined)
        for one in report.sources
        if one.read == one.accepted + one.quarantined
    ]
    return counts, [f"{number} {village}" for number, village in stands]


def errors_of(batch: Batch) -> Path:
    """The error workbook of *batch*."""
    intake.checked(batch)
    groups = rejected.groups(batch.folder)
    file = batch.folder.parent.parent / "错误清单.xlsx"
    file.write_bytes(error_workbook.written(groups, "zh", "tester"))
    return file


def published(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let *batch* be the data in use, without deriving anything from it."""
    batch.kept(state="published", snapshot_id="20221231-00000000")
    in_use = SimpleNamespace(id="20221231-00000000")
    monkeypatch.setattr(intake.snapshot, "current", lambda: in_use)


def mended(file: Path, cells: Mapping[str, str], *, without: str = "") -> Path:
    """The workbook with texts replaced, and without the sheet *without*, as Excel would save it."""
    book = CalamineWorkbook.from_path(str(file))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    with xlsxwriter.Workbook(file, {"strings_to_numbers": False}) as out:
        for name, rows in sheets.items():
            if name == without:
                continue
            page = out.add_worksheet(name)
            for line, row in enumerate(rows):
                page.write_row(line, 0, [cells.get(str(cell), cell) for cell in row])
    return file


def test_the_workbook_holds_the_rows_as_they_were_and_says_what_is_wrong(folder: Path) -> None:
    """In the layout of the file, the title left out, with where each row came from."""
    file = errors_of(came([folder], PERSON))
    book = CalamineWorkbook.from_path(str(file))
    guide, *sheets = book.sheet_names
    rows = book.get_sheet_by_name("户信息").to_python()

    assert (guide, sheets) == ("怎样改正", ["户信息", "家庭成员"])
    assert rows[0][:3] == ["序号", "户编号", "村代码"]
    assert [row[1:3] for row in rows[1:]] == [
        [HOUSEHOLDS[1], BAD_VILLAGE],
        ["3.70102001002000E+15", VILLAGE],
    ]
    assert [row[-2:] for row in rows[1:]] == [["数据.xlsx!户信息", "4"], ["数据.xlsx!户信息", "5"]]
    assert "村代码“990102001999”：区划代码不在区划表内" in rows[1][-3]
    assert "末位已丢失" in rows[2][-3]


def test_mended_rows_stand_and_nothing_else_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first import rejects 2 households with their members; the second has none left."""
    first = came([folder], PERSON)
    counts, stands = read(first)
    assert counts == [
        ("数据.xlsx!户信息", "household", 4, 2),
        ("数据.xlsx!家庭成员", "member", 4, 2),
        ("监测对象.csv", "monitor_case", 0, 0),
    ]
    file = errors_of(first)
    published(first, monkeypatch)
    mended(file, {BAD_VILLAGE: VILLAGE, "3.70102001002000E+15": HOUSEHOLDS[2]})
    second = came([file], PERSON)
    counts, stands = read(second)

    assert [one.is_correction for one in second.sheets if one.table] == [True, True]
    assert counts == [
        ("数据.xlsx!户信息", "household", 2, 0),
        ("错误清单.xlsx!户信息", "household", 2, 0),
        ("数据.xlsx!家庭成员", "member", 2, 0),
        ("错误清单.xlsx!家庭成员", "member", 2, 0),
        ("监测对象.csv", "monitor_case", 0, 0),
    ]
    assert stands == sorted(f"{number} {VILLAGE}" for number in HOUSEHOLDS)


def test_rows_that_followed_another_need_not_be_mended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member whose household was rejected stands as soon as the household does."""
    first = came([folder], PERSON)
    file = errors_of(first)
    published(first, monkeypatch)
    answers = {BAD_VILLAGE: VILLAGE, "3.70102001002000E+15": HOUSEHOLDS[2]}
    second = came([mended(file, answers, without="家庭成员")], PERSON)

    assert ("数据.xlsx!家庭成员", "member", 4, 0) in read(second)[0]


def test_what_is_mended_badly_comes_back_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second list says it came from the first, and mends it in its turn."""
    first = came([folder], PERSON)
    file = errors_of(first)
    published(first, monkeypatch)
    second = came(
        [mended(file, {BAD_VILLAGE: "880102001999", "3.70102001002000E+15": HOUSEHOLDS[2]})], PERSON
    )
    assert ("错误清单.xlsx!户信息", "household", 2, 1) in read(second)[0]
    again = errors_of(second)
    published(second, monkeypatch)
    first.kept(snapshot_id="")
    third = came([mended(again, {"880102001999": VILLAGE})], PERSON)
    counts, stands = read(third)

    assert ("错误清单.xlsx!户信息", "household", 1, 0) in counts
    assert ("错误清单 (2).xlsx!户信息", "household", 1, 0) in counts
    assert len(stands) == 4


def test_rows_of_files_no_longer_held_are_not_mended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the whole table was imported anew since."""
    first = came([folder], PERSON)
    file = errors_of(first)
    published(first.kept(snapshot_id=""), monkeypatch)
    for one in batches.batches():
        one.kept(snapshot_id="")

    with pytest.raises(ImportRowsGone, match="数据"):
        intake.planned(came([file], PERSON))


def test_a_table_that_comes_in_replaces_it_whole_and_others_stay(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is asked to be added: then files of its name alone give way."""
    published_now = came([folder], PERSON)
    intake.planned(published_now)
    published(published_now, monkeypatch)
    new = tmp_path / "家庭成员.csv"
    new.write_text(
        "人编号,户编号,姓名,性别,证件号码,与户主关系,健康状况,劳动技能\n"
        f"P9,{HOUSEHOLDS[0]},乙,女,370199198002021230,配偶,健康,普通劳动力\n",
        "utf-8",
    )
    replaced = intake.planned(came([new], PERSON))
    added = intake.planned(came([new], PERSON, adds=True))

    undated = intake.planned(intake.taken_in([new], PERSON))

    assert undated.as_of == DAY
    assert [one.name for one in replaced.parts] == [
        "数据.xlsx!户信息", "家庭成员.csv", "监测对象.csv",
    ]  # fmt: skip
    assert [one.name for one in added.parts] == [
        "数据.xlsx!户信息", "数据.xlsx!家庭成员", "家庭成员.csv", "监测对象.csv",
    ]  # fmt: skip


def test_an_answer_is_remembered_for_its_source(tmp_path: Path) -> None:
    """A header is asked about once; another source is asked anew."""
    file = tmp_path / "户信息.csv"
    file.write_text("家庭户编号,村代码,户主姓名,户主证件号码,户类型,家庭人口数\n", "utf-8")
    first = came([file], PERSON, source="县A")
    assert [(one.header, one.guess) for _, one in first.questions] == [
        ("家庭户编号", "household_id")
    ]
    intake.answer(PERSON, "县A", "household", "家庭户编号", "household_id")

    assert came([file], PERSON, source="县A").questions == ()
    assert len(came([file], PERSON, source="县B").questions) == 1


def test_files_are_kept_as_they_came(folder: Path) -> None:
    """To the byte, and nobody may write into them; another look at changed ones is refused."""
    batch = came([folder], PERSON)
    intake.planned(batch)
    (kept,) = [one for one in batch.files if one.label == "数据.xlsx"]
    file = batch.folder.parent / kept.path

    assert (folder / "数据.xlsx").read_bytes() == file.read_bytes()
    assert file.stat().st_mode & 0o222 == 0


def test_equal_files_are_an_equal_import(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever batch brought them: the snapshot held already is used."""
    asked: list[dict[str, str]] = []

    def told(place: Path, **_: Any) -> None:
        asked.append(find(place).digests)
        raise ImportRowsGone(file="", sources="")

    monkeypatch.setattr(building, "build", told)
    for _ in range(2):
        with pytest.raises(ImportRowsGone):
            intake.built(came([folder], PERSON), PERSON)

    assert asked[0] == asked[1]
