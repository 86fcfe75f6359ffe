"""Files that cannot be read are refused whole; cells that lost digits are seen."""

import zipfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from holdline.build.loading import prepare
from holdline.build.raw import Raw, joined, opened
from holdline.build.sources import Source
from holdline.build.textfile import encoding
from holdline.build.workbook import guard, written
from holdline.errors import ImportFileUnreadable


def read(file: Path, sheet: str = "") -> tuple[Raw, list[tuple[object, ...]]]:
    """The file's raw form and its rows."""
    with duckdb.connect() as db:
        prepare(db)
        raw = opened(db, Source(file, "household", sheet), file.parent)
        return raw, db.execute(
            f"select * exclude (source_file) from {raw.relation} order by source_line"
        ).fetchall()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_a_spreadsheet(tmp_path: Path, ending: str) -> None:
    """A row is one line, however many its cells take; quoted commas and quotes are cells' own."""
    file = tmp_path / "a.csv"
    rows_written = ['"户\n编号",b', '"x, ""y""",1', "\u3000z\u3000,-", '"p\nq",2']
    file.write_bytes(ending.join([*rows_written, ""]).encode())
    raw, rows = read(file)

    assert raw.headers == ("户\n编号", "b")
    assert rows == [(2, 'x, "y"', "1"), (3, "z", None), (4, "p\nq", "2")]


def test_lines_may_end_in_two_ways(tmp_path: Path) -> None:
    """As in files put together from parts."""
    file = tmp_path / "a.csv"
    file.write_bytes("户编号,b\n甲,1\r\n乙,2\n".encode())

    assert read(file)[1] == [(2, "甲", "1"), (3, "乙", "2")]


@pytest.mark.parametrize(
    ("content", "coding"),
    [("户编号\n".encode(), "utf-8-sig"), ("户编号\n".encode("utf-8-sig"), "utf-8-sig"),
     ("户编号\n".encode("gbk"), "gb18030"), ("户编号𠮷\n".encode("gb18030"), "gb18030")],
)  # fmt: skip
def test_an_encoding_is_told(tmp_path: Path, content: bytes, coding: str) -> None:
    """By the whole file, not by its beginning."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"a" * (1 << 20) + content)

    assert coding == encoding(file)


@pytest.mark.parametrize(
    "content", ["户编号".encode("utf-16"), "户编号\n".encode("gbk") + b"\xff\xff", b"", b"\n\n"]
)
def test_a_text_that_is_neither_utf8_nor_gbk_is_refused(tmp_path: Path, content: bytes) -> None:
    """So is one without a header."""
    file = tmp_path / "a.csv"
    file.write_bytes(content)

    with pytest.raises(ImportFileUnreadable, match=r"a\.csv"):
        read(file)


@pytest.mark.parametrize("suffix", ["parquet", "xlsx"])
def test_a_damaged_file_is_refused(tmp_path: Path, suffix: str) -> None:
    """With its name."""
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(b"PAR1 not really")

    with pytest.raises(ImportFileUnreadable, match=file.name):
        read(file, "Sheet1")


def test_a_number_that_lost_digits_is_shown_with_an_exponent(tmp_path: Path) -> None:
    """Others are written in full, as a person would."""
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 0, ["a", "b", "c", "d"])
        sheet.write_row(3, 0, [370402196304123776, 370402001001, 0.1, "x"])
        sheet.write_row(4, 0, [1e-7, True, "", "y"])
    raw, rows = read(file, "Sheet1")

    assert raw.headers == ("a", "b", "c", "d")
    assert rows == [
        (3, None, None, None, None),
        (4, "3.70402196304124E+17", "370402001001", "0.1", "x"),
        (5, "0.0000001", "true", None, "y"),
    ]


def test_an_empty_sheet_has_no_header(tmp_path: Path) -> None:
    """It is refused rather than taken for an empty table."""
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet()

    with pytest.raises(ImportFileUnreadable, match="no header"):
        read(file, "Sheet1")


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        (b'<c r="A1"/><c r="XFD1048576"/>', "1048576 × 16384"),
        (b"<!DOCTYPE a><c/>", "entities"),
        (b"0" * (1 << 22), "4 MB"),
    ],
)
def test_a_workbook_that_would_exhaust_the_machine_is_refused(
    tmp_path: Path, sheet: bytes, problem: str
) -> None:
    """Two far cells of 5 kB end the process that opens them."""
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)

    with pytest.raises(ImportFileUnreadable, match=problem):
        guard(file)


def test_parquet_parts_of_one_shape_are_read_together(tmp_path: Path) -> None:
    """In part order, each row with its own file and line; others, and text, are read alone."""
    shapes = {"a-1": "1 as x", "a-2": "2 as x", "a-10": "3 as x", "b": "'4' as x", "c": "5 as x"}
    with duckdb.connect() as db:
        prepare(db)
        for name, columns in shapes.items():
            file = tmp_path / f"{name}.parquet"
            db.execute(f"copy (select {columns} union all select {columns}) to '{file}'")
        (tmp_path / "d.csv").write_text("x\n6\n", "utf-8")
        names = [*(f"{name}.parquet" for name in shapes), "d.csv"]
        raws = [opened(db, Source(tmp_path / name, "household"), tmp_path) for name in names]
        read_together = [
            ([source.name for source in raw.sources], db.execute(f"from {raw.relation}").fetchall())
            for raw in joined(raws)
        ]

    assert read_together[0] == (
        names[:3],
        [(name, line, at + 1) for at, name in enumerate(names[:3]) for line in (1, 2)],
    )
    assert [sources for sources, _ in read_together[1:]] == [[name] for name in names[3:]]


def test_an_empty_cell_is_none() -> None:
    """As in text files."""
    assert written("") is None
