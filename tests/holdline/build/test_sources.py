"""Which files of a folder hold which table."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from holdline.build.sources import About, about, find
from holdline.errors import AboutMalformed, ImportFileUnreadable, ImportFolderMissing


def names(folder: Path) -> list[tuple[str, str]]:
    """Table and file of every source, in order."""
    return [(source.table, source.name) for source in find(folder).found]


def test_files_are_found_by_either_name_and_in_part_order(folder: Path) -> None:
    """Parts come in the order of their numbers, tables in that of the contract."""
    for name in ("member-10.csv", "member-2.csv", "户信息.csv", "监测对象-1.parquet"):
        (folder / name).touch()

    assert names(folder) == [
        ("household", "户信息.csv"),
        ("member", "member-2.csv"),
        ("member", "member-10.csv"),
        ("monitor_case", "监测对象-1.parquet"),
    ]


def test_what_is_no_table_is_told_and_sub_folders_are_not_read(folder: Path) -> None:
    """So are lock files and other suffixes left alone."""
    (folder / "truth").mkdir()
    for name in ("household.csv", "notes.csv", "~$household.xlsx", "readme.md", "truth/member.csv"):
        (folder / name).touch()
    found = find(folder)

    assert found.unknown == ("notes.csv",)
    assert list(found.digests) == ["household.csv"]


def test_a_workbook_holds_one_sheet_a_table(folder: Path) -> None:
    """A lone sheet of any name is the table the file is named after."""
    with xlsxwriter.Workbook(folder / "全部.xlsx") as book:
        for name in ("户信息", "member", "说明"):
            book.add_worksheet(name).write(0, 0, "a")
    with xlsxwriter.Workbook(folder / "监测对象.xlsx") as book:
        book.add_worksheet("Sheet1").write(0, 0, "a")

    assert names(folder) == [
        ("household", "全部.xlsx!户信息"),
        ("member", "全部.xlsx!member"),
        ("monitor_case", "监测对象.xlsx!Sheet1"),
    ]
    assert find(folder).unknown == ("全部.xlsx!说明",)


def test_a_file_that_is_no_workbook_is_refused(folder: Path) -> None:
    """Whatever its name says."""
    (folder / "household.xlsx").write_bytes(b"not a workbook")

    with pytest.raises(ImportFileUnreadable, match=r"household\.xlsx"):
        find(folder)


@pytest.mark.parametrize("name", ["nothing", "import"])
def test_a_folder_without_tables_is_asked_about(folder: Path, name: str) -> None:
    """Absent or empty."""
    with pytest.raises(ImportFolderMissing):
        find(folder.parent / name)


def test_about_tells_the_day_and_the_sample(folder: Path) -> None:
    """Other lines are other tools' business; no file tells nothing."""
    (folder / "about.toml").write_text("as_of = 2022-12-31\nis_sample = true\nseed = 7\n")

    assert About(date(2022, 12, 31), is_sample=True) == about(folder / "about.toml")
    assert About() == about(folder / "other.toml")


@pytest.mark.parametrize("text", ["as_of = 2022", "as_of = 'soon'", "is_sample = 1", "as_of"])
def test_an_about_that_says_nonsense_is_refused(folder: Path, text: str) -> None:
    """A day is a day, written as TOML writes days or as text."""
    (folder / "about.toml").write_text(text)

    with pytest.raises(AboutMalformed, match=r"about\.toml"):
        about(folder / "about.toml")
