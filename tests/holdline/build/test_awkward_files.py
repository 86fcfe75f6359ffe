"""Files as hundreds of townships send them: each mistake, and exactly what becomes of its rows."""

import csv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import xlsxwriter

from holdline.access.identity import Person
from holdline.build import intake, reading
from holdline.build.batches import Batch
from holdline.build.importing import imported
from holdline.build.sources import find

PERSON = Person("tester", "tester", "data_team")
VILLAGE, TOWN = "370102001002", "370102001"
H1, H2 = "3701020010020001", "3701020010020002"
HOUSEHOLD = {
    "户编号": H1,
    "村代码": VILLAGE,
    "户主姓名": "示例甲",
    "户主证件号码": "370199198001011239",
    "户类型": "脱贫享受政策户",
    "家庭人口数": "1",
}
MEMBER = {
    "人编号": "3701020010020001001",
    "户编号": H1,
    "姓名": "示例甲",
    "性别": "男",
    "证件号码": "370199198001011239",
    "与户主关系": "户主",
    "健康状况": "健康",
    "劳动技能": "普通劳动力",
}
CASE = {
    "监测编号": "J1",
    "户编号": H1,
    "监测对象类别": "脱贫不稳定户",
    "识别来源": "集中排查",
    "识别监测时间": "2021-10",
    "致贫返贫风险1": "因病",
    "风险是否已消除": "否",
}
OTHER = {**HOUSEHOLD, "户编号": H2, "户主姓名": "示例乙", "户主证件号码": "370199198002021230"}
BASE = {"户信息": HOUSEHOLD, "家庭成员": MEMBER, "监测对象": CASE}
ONE = {"household": 1, "member": 1, "monitor_case": 1}
Cells = Sequence[Sequence[Any]]


def table(*rows: dict[str, Any]) -> list[list[Any]]:
    """Header and rows."""
    heads = list(dict.fromkeys(name for row in rows for name in row))
    return [heads, *([row.get(name, "") for name in heads] for row in rows)]


def to_csv(file: Path, cells: Cells, *, coding: str = "utf-8", separator: str = ",") -> None:
    """*cells* as text."""
    with file.open("w", encoding=coding, newline="") as opened:
        csv.writer(opened, delimiter=separator).writerows(cells)


def to_book(
    file: Path, *, hidden: Sequence[str] = (), at: tuple[int, int] = (0, 0), **sheets: Any
) -> None:
    """*sheets* as a workbook; a sheet that can be called writes itself."""
    options = {"strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        for name, cells in sheets.items():
            page = book.add_worksheet(name)
            if name in hidden:
                page.hide()
            if callable(cells):
                cells(page, book)
                continue
            for line, row in enumerate(cells):
                for column, cell in enumerate(row):
                    page.write(line + at[0], column + at[1], cell)


def household(folder: Path, cells: Cells, name: str = "户信息.xlsx", **told: Any) -> None:
    """The households as a workbook of one sheet."""
    to_book(folder / name, **told, Sheet1=cells)


class Unsaid(zipfile.ZipInfo):
    """An entry whose name is written in GBK without saying so, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  zipfile's own name
        return self.filename.encode("gbk"), self.flag_bits


def zipped(
    file: Path, entries: dict[str, bytes], info: type[zipfile.ZipInfo] = zipfile.ZipInfo
) -> None:
    """An archive."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(info(name), content)


def text(cells: Cells, coding: str = "utf-8") -> bytes:
    """*cells* as the bytes of a CSV file."""
    return "".join(",".join(map(str, row)) + "\n" for row in cells).encode(coding)


@dataclass(frozen=True)
class Mistake:
    """A kind of awkward file.

    Attributes:
        made: writes it into a folder.
        accepted: rows of each table that stand in the end, where they are not one each.
        rejected: table, line, column, value and reason of rows set aside.
        found: table, column, value and code of what is noticed in accepted rows.
        refused: errors of files refused whole.
        asked: headers asked about, with the guess.
        left_out: headers left out without asking, hidden and other sheets, by name.
        notes: lines that are no rows.
        instead: tables of BASE that `made` writes itself.
    """

    made: Callable[[Path], None]
    accepted: dict[str, int] = field(default_factory=dict)
    rejected: Sequence[tuple[Any, ...]] = ()
    found: Sequence[tuple[Any, ...]] = ()
    refused: Sequence[str] = ()
    asked: Sequence[tuple[str, str]] = ()
    left_out: Sequence[str] = ()
    notes: int = 0
    instead: Sequence[str] = ("户信息",)


def two_rows(page: Any, book: Any) -> None:
    """A header of two rows: groups over names, and names that take both rows."""
    del book
    page.merge_range("A1:A2", "户编号")
    page.merge_range("B1:B2", "村代码")
    page.merge_range("C1:D1", "户主")
    page.write_row("C2", ["户主姓名", "证件号码"])
    page.merge_range("E1:F1", "家庭情况")
    page.write_row("E2", ["户类型", "家庭人口数"])
    page.write_row("A3", list(HOUSEHOLD.values()))


def titled(page: Any, book: Any) -> None:
    """A merged title, a line of units, the header, and whom it was made by."""
    del book
    page.merge_range("A1:F1", "××区2022年度防返贫监测户信息表")
    page.write_row("A2", ["填报单位：××镇", "", "", "", "单位：人"])
    page.write_row("A3", list(HOUSEHOLD))
    page.write_row("A4", list(HOUSEHOLD.values()))
    page.write_row("A5", ["合  计", "", "", "", "", 1])
    page.write_row("A7", ["填表人：某某", "", "审核人：某某"])


def computed(page: Any, book: Any) -> None:
    """A number that a formula gives, formulas drawn down over nothing, and one that failed."""
    del book
    page.write_row("A1", list(HOUSEHOLD))
    page.write_row("A2", list(HOUSEHOLD.values()))
    page.write_formula("F2", "=0+1", value=1)
    page.write_row("A3", list(OTHER.values()))
    page.write_formula("A3", "=1/0", value="#DIV/0!")
    for line in range(4, 9):
        page.write_formula(f"F{line}", '=""', value="")


def merged_village(page: Any, book: Any) -> None:
    """One village's code written once over two households."""
    del book
    page.write_row("A1", list(HOUSEHOLD))
    page.write_row("A2", list(HOUSEHOLD.values()))
    page.write_row("A3", [H2, "", *list(OTHER.values())[2:]])
    page.merge_range("B2:B3", VILLAGE)


def numbers(page: Any, book: Any) -> None:
    """Numbers of 16 and 18 digits typed as numbers; a village code of 12 keeps them all."""
    del book
    page.write_row("A1", list(HOUSEHOLD))
    page.write_row("A2", [int(H1), int(VILLAGE), "示例甲", 370199198001011239, "脱贫享受政策户", 1])
    page.write_row("A3", [*list(OTHER.values())[:3], 370199198002021230, "脱贫享受政策户", 1])


def days(page: Any, book: Any) -> None:
    """A day as a cell of its own kind, and its serial number as a bare number."""
    rows = [{**MEMBER, "人编号": f"P{at}", "出生日期": ""} for at in range(2)]
    cells = table(*rows)
    for line, row in enumerate(cells):
        page.write_row(line, 0, row)
    last = len(cells[0]) - 1
    page.write_number(1, last, 44489, book.add_format({"num_format": "yyyy/m/d"}))
    page.write_number(2, last, 44489)


def made(name: str, cells: Cells, **told: Any) -> Callable[[Path], None]:
    """A CSV file of that name."""
    return lambda folder: to_csv(folder / name, cells, **told)


def booked(cells: Any, name: str = "户信息.xlsx", **told: Any) -> Callable[[Path], None]:
    """A workbook of one sheet and that name."""
    return lambda folder: household(folder, cells, name, **told)


def renamed(**names: str) -> list[list[Any]]:
    """The household under other headers."""
    return table({names.get(name, name): value for name, value in HOUSEHOLD.items()})


def dated(*days: str) -> Mistake:
    """Members born on one day, written in those ways."""
    rows = [{**MEMBER, "人编号": f"P{at}", "出生日期": day} for at, day in enumerate(days)]
    return Mistake(made("家庭成员.csv", table(*rows)), {"member": len(days)}, instead=("家庭成员",))


def members(*rows: dict[str, str], **told: Any) -> Mistake:
    """Members as changed."""
    cells = table(*({**MEMBER, **row} for row in rows))
    return Mistake(made("家庭成员.csv", cells), instead=("家庭成员",), **told)


def households(*rows: dict[str, str], **told: Any) -> Mistake:
    """Households as changed."""
    return Mistake(made("户信息.csv", table(*({**HOUSEHOLD, **row} for row in rows))), **told)


HEADS = list(HOUSEHOLD)
VALUES = list(HOUSEHOLD.values())
IDENTIFIERS = [
    "household_id", "village_code", "head_name", "head_id_number", "household_type", "member_count",
]  # fmt: skip
UPROOTED = [
    ("member", 2, "household_id", H1, "household_quarantined"),
    ("monitor_case", 2, "household_id", H1, "household_quarantined"),
]
NOTHING = {"household": 0, "member": 0, "monitor_case": 0}

MISTAKES = {
    "a title, units, a sum and a signature around the records": Mistake(booked(titled), notes=2),
    "a header of two rows, groups over names": Mistake(booked(two_rows)),
    "titles above a text file, with fewer commas": Mistake(
        lambda folder: (folder / "户信息.csv").write_text(
            "××区监测户信息表\n填报日期：2022-12-31,,\n"
            + text(table(HOUSEHOLD)).decode()
            + "合计,,,,,1\n"
        ),
        notes=1,
    ),
    "spaces, full width, line breaks and asterisks in headers": Mistake(
        booked(renamed(户编号="＊户 编\n号", 村代码="村代码 *", 家庭人口数="家庭人口数（人）"))
    ),
    "numbered headers that say what must be filled": Mistake(
        booked(renamed(户编号="1.户编号（必填）", 村代码="2、村代码", 户主姓名="必填 户主姓名"))
    ),
    "identifiers for headers, in capitals": Mistake(
        booked([[name.upper() for name in IDENTIFIERS], VALUES])
    ),
    "columns in another order, both kinds of names": Mistake(
        booked([[*IDENTIFIERS[:3], *HEADS[:2:-1]], [*VALUES[:3], *VALUES[:2:-1]]])
    ),
    "a row of column numbers below the header": Mistake(
        booked([HEADS, ["甲", "乙", "1", "2", "3", "4"], VALUES])
    ),
    "row numbers and remarks beside the columns": Mistake(
        booked([["序号", *HEADS, "备注"], [1, *VALUES, "无"]]), left_out=["序号"]
    ),
    "a column nobody knows, like none that is missing": Mistake(
        booked([[*HEADS, "ABC血型"], [*VALUES, "O"]]), left_out=["ABC血型"]
    ),
    "an empty column and rows before the table": Mistake(booked(table(HOUSEHOLD), at=(3, 2))),
    "empty rows between and below records": Mistake(
        booked([HEADS, [], VALUES, [], ["", " ", "-"], list(OTHER.values()), [], []]),
        {"household": 2},
        found=[("household", "member_count", "1", "household_empty")],
    ),
    "the header again where a page breaks": Mistake(
        booked([HEADS, VALUES, HEADS, list(OTHER.values())]),
        {"household": 2},
        found=[("household", "member_count", "1", "household_empty")],
        notes=1,
    ),
    "cells without a header behind the table": Mistake(
        booked([[*HEADS, "", ""], [*VALUES, "", "稿"]])
    ),
    "a hidden sheet of old data": Mistake(
        lambda folder: to_book(
            folder / "户信息.xlsx",
            hidden=["旧"],
            户信息=table(HOUSEHOLD),
            旧=table(HOUSEHOLD, OTHER),
        ),
        left_out=["户信息.xlsx!旧"],
    ),
    "a sheet of explanations, and an empty one": Mistake(
        lambda folder: to_book(
            folder / "户信息.xlsx",
            说明=[["本表填报说明"], ["一、按户填报"]],
            户信息=table(HOUSEHOLD),
            Sheet3=[],
        ),
        left_out=["户信息.xlsx!说明", "户信息.xlsx!Sheet3"],
    ),
    "nothing but Sheet1 of 新建工作表 says what it is": Mistake(
        booked(table(HOUSEHOLD), "新建工作表.xlsx")
    ),
    "a file's name that says more than the table's": Mistake(
        booked(table(HOUSEHOLD), "2022年岱岳区户信息表(终稿).xlsx")
    ),
    "all tables in one workbook, sheets named either way": Mistake(
        lambda folder: to_book(
            folder / "全部.xlsx",
            **{"户信息 ": table(HOUSEHOLD), "member": table(MEMBER), "监测对象": table(CASE)},
        ),
        instead=tuple(BASE),
    ),
    "a header that is nearly known": Mistake(
        booked(renamed(户编号="家庭户编号")), asked=[("家庭户编号", "household_id")]
    ),
    "the people's word for a column": Mistake(
        booked(renamed(户主证件号码="户主身份证")), asked=[("户主身份证", "head_id_number")]
    ),
    "a column that must be there is not": Mistake(
        booked([row[1:] for row in table(HOUSEHOLD)]), refused=["ImportColumnsMissing"]
    ),
    "two headers that mean the same": Mistake(
        booked([[*HEADS, "户编码"], [*VALUES, H1]]), refused=["ImportColumnsRepeated"]
    ),
    "text in GBK": Mistake(made("户信息.csv", table(HOUSEHOLD), coding="gbk")),
    "text with a mark, lines ending two ways": Mistake(
        lambda folder: (folder / "户信息.csv").write_bytes(
            text(table(HOUSEHOLD), "utf-8-sig").replace(b"\n", b"\r\n", 1)
        )
    ),
    "cells between tabs": Mistake(made("户信息.txt", table(HOUSEHOLD), separator="\t")),
    "cells between semicolons": Mistake(made("户信息.csv", table(HOUSEHOLD), separator=";")),
    "text in UTF-16": Mistake(
        made("户信息.csv", table(HOUSEHOLD), coding="utf-16"), refused=["ImportEncodingUnknown"]
    ),
    "a comma too many in one row": Mistake(
        made("户信息.csv", [HEADS, VALUES, [*OTHER.values(), "多"]]),
        rejected=[("household", 3, None, None, "row_misshapen")],
    ),
    "Parquet under Chinese headers": Mistake(
        lambda folder: pl.DataFrame([HOUSEHOLD]).write_parquet(folder / "户信息.parquet")
    ),
    "an archive packed in Chinese Windows, folders in it": Mistake(
        lambda folder: zipped(
            folder / "导出.zip",
            {"示例区/户信息.csv": text(table(HOUSEHOLD), "gbk"), "示例区/说明.docx": b"x"},
            Unsaid,
        ),
        left_out=["导出.zip/示例区/说明.docx"],
    ),
    "an archive within an archive": Mistake(
        lambda folder: (
            zipped(folder / "内.zip", {"户信息.csv": text(table(HOUSEHOLD))}),
            zipped(folder / "外.zip", {"内.zip": (folder / "内.zip").read_bytes()}),
            (folder / "内.zip").unlink(),
        )
    ),
    "folders by township, the same names in each": Mistake(
        lambda folder: [
            ((folder / town).mkdir(), to_csv(folder / town / "户信息.csv", table(row)))
            for town, row in (("甲镇", HOUSEHOLD), ("乙镇", OTHER))
        ],
        {"household": 2},
        found=[("household", "member_count", "1", "household_empty")],
    ),
    "numbers stored as numbers": Mistake(
        booked(numbers),
        {"household": 1, "member": 0, "monitor_case": 0},
        rejected=[
            ("household", 2, "household_id", "3.70102001002000E+15", "digits_lost"),
            ("member", 2, "household_id", H1, "household_unknown"),
            ("monitor_case", 2, "household_id", H1, "household_unknown"),
        ],
        found=[
            ("household", "head_id_number", "3.70199198002021E+17", "digits_lost"),
            ("household", "member_count", "1", "household_empty"),
        ],
    ),
    "numbers that a text file shows with an exponent": members(
        {"证件号码": "3.70199E+17"},
        found=[("member", "id_number", "3.70199E+17", "digits_lost")],
    ),
    "days in six ways": dated(
        "2021-10-20", "20211020", "2021/10/20", "2021.10.20", "2021年10月20日", "44489"
    ),
    "days as cells, and as their serial numbers": Mistake(
        booked(days, "家庭成员.xlsx"), {"member": 2}, instead=("家庭成员",)
    ),
    "a day that does not exist": members(
        {"出生日期": "2021-02-30"},
        found=[("member", "birth_on", "2021-02-30", "date_impossible")],
    ),
    "a month of which a number cell lost the zero": Mistake(
        made("监测对象.csv", table({**CASE, "识别监测时间": "2021.1"})),
        found=[("monitor_case", "identified_month", "2021.1", "date_impossible")],
        instead=("监测对象",),
    ),
    "codes, labels, other labels and codes without their zeros": members(
        {"人编号": "P1", "与户主关系": "01", "健康状况": "1"},
        {"人编号": "P2", "与户主关系": "配偶", "健康状况": "健康"},
        {"人编号": "P3", "与户主关系": "2", "健康状况": "01"},
        accepted={"member": 3},
    ),
    "a label nobody knows": members(
        {"健康状况": "还行"}, found=[("member", "health_status", "还行", "label_unknown")]
    ),
    "an amount in words": households(
        {"工资性收入": "3.2万元"},
        found=[("household", "wage_income_yuan", "3.2万元", "number_unreadable")],
    ),
    "thousands and full-width digits": households({"工资性收入": "１，２３４.50"}),
    "spaces and hidden marks around numbers": households({"户编号": f"\u3000{H1}\u200b "}),
    "an empty number": households(
        {}, {"户编号": ""}, rejected=[("household", 3, "household_id", None, "key_empty")]
    ),
    "a village's code written once for two households": Mistake(
        booked(merged_village),
        {"household": 2},
        found=[("household", "member_count", "1", "household_empty")],
    ),
    "one row twice": households(
        {},
        {},
        rejected=[("household", 3, "household_id", H1, "row_repeated")],
        found=[("household", "household_id", H1, "row_repeated")],
    ),
    "one number for two households": households(
        {},
        {"户主姓名": "示例丙"},
        rejected=[("household", 3, "household_id", H1, "key_repeated")],
        found=[("household", "household_id", H1, "key_repeated")],
    ),
    "a member of no household": members(
        {},
        {"人编号": "P9", "户编号": "3701020010029999"},
        rejected=[("member", 3, "household_id", "3701020010029999", "household_unknown")],
    ),
    "a village nobody knows in a township": households(
        {"村代码": "370102001999"},
        found=[("household", "village_code", "370102001999", "village_unknown")],
    ),
    "a village of nowhere takes its people with it": households(
        {"村代码": "990102001999"},
        accepted=NOTHING,
        rejected=[("household", 2, "village_code", "990102001999", "division_unknown"), *UPROOTED],
    ),
    "formulas: one that counts, one that failed, some over nothing": Mistake(
        booked(computed),
        rejected=[("household", 3, "household_id", None, "formula_error")],
        found=[("household", "member_count", "1", "formula_value")],
    ),
    "an old workbook under a new name": Mistake(
        lambda folder: (folder / "户信息.xlsx").write_bytes(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
        ),
        refused=["ImportWorkbookLocked"],
    ),
    "a web page under a workbook's name": Mistake(
        lambda folder: (folder / "户信息.xlsx").write_text("<html><table></table></html>"),
        refused=["ImportFileUnreadable"],
    ),
    "a kind of file that is not read": Mistake(
        lambda folder: (folder / "户信息.et").write_bytes(b"x"), refused=["ImportFormatUnread"]
    ),
}


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One home and one reader for all mistakes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(reading, "kept", nullcontext)
        yield
        reading._reader.stop()


def brought(folder: Path, mistake: Mistake) -> Batch:
    """What comes in: the mistake, and the tables it does not write."""
    folder.mkdir()
    for name, row in BASE.items():
        if name not in mistake.instead:
            to_csv(folder / f"{name}.csv", table(row))
    mistake.made(folder)
    return intake.taken_in([folder], PERSON, as_of="2022-12-31")


@pytest.mark.parametrize("name", MISTAKES)
def test_exactly_the_rows_expected_are_rejected(tmp_path: Path, name: str) -> None:
    """The others are accepted, and what is odd about them is said."""
    mistake = MISTAKES[name]
    batch = brought(tmp_path / "import", mistake)
    asked = [(one.header, one.guess) for _, one in batch.questions]
    left_out = {header for one in batch.sheets for header in one.left_out}
    left_out |= {one.name for one in batch.sheets if one.is_hidden or not one.table}

    assert list(mistake.refused) == [one.error for one in batch.refused]
    assert list(mistake.asked) == asked
    assert {*mistake.left_out} == left_out | {*batch.ignored}
    if not mistake.refused and not mistake.asked:
        assert mistake.notes == _rows_settled(tmp_path, batch, mistake)


def _rows_settled(tmp_path: Path, batch: Batch, mistake: Mistake) -> int:
    """Compare what became of the rows; how many lines were notes."""
    intake.planned(batch)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with duckdb.connect() as db:
        found = find(batch.folder)
        report, _ = imported(db, found, scratch, as_of=batch.day, begun=lambda _: None)
        accepted = {
            name: db.execute(f"select count(*) from source_{name}").fetchall()[0][0] for name in ONE
        }
        rejected = db.execute(
            "select table_name, source_line, column_name, value, reason from quarantine "
            "order by all"
        ).fetchall()
        noticed = db.execute(
            "select table_name, column_name, value, finding from import_finding order by all"
        ).fetchall()

    assert ONE | mistake.accepted == accepted
    assert sorted(mistake.rejected, key=str) == sorted(rejected, key=str)
    assert sorted(mistake.found, key=str) == sorted(noticed, key=str)
    assert all(one.read == one.accepted + one.quarantined for one in report.sources)
    assert sum(one.quarantined for one in report.sources) == len(rejected)
    return sum(one.notes for one in report.sources)


def test_there_are_many_kinds_of_mistake() -> None:
    """The issue asks for at least forty."""
    assert len(MISTAKES) >= 40


def test_days_are_one_day_however_written(tmp_path: Path) -> None:
    """20 October 2021, in every way of the table above."""
    for name in ("days in six ways", "days as cells, and as their serial numbers"):
        batch = brought(tmp_path / name, MISTAKES[name])
        intake.planned(batch)
        scratch = tmp_path / f"{name} scratch"
        scratch.mkdir()
        with duckdb.connect() as db:
            found = find(batch.folder)
            imported(db, found, scratch, as_of=batch.day, begun=lambda _: None)
            days = db.execute("select distinct birth_on::varchar from source_member").fetchall()

        assert days == [("2021-10-20",)]
