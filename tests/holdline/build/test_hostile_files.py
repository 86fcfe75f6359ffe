"""Files made to do harm are refused by name, and the process that was asked goes on."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from holdline.access.identity import Person
from holdline.build import intake, reading, unpacking
from holdline.build.reading import Reader
from holdline.errors import ImportReaderStopped

PERSON = Person("tester", "tester", "data_team")
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
LINK = 0o120777 << 16


def book(*, parts: dict[str, bytes] | None = None) -> bytes:
    """An honest workbook with some of its parts replaced, or added."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as written:
        written.add_worksheet("户信息").write_row(0, 0, ["户编号", "村代码"])
    replaced = io.BytesIO()
    with (
        zipfile.ZipFile(made) as honest,
        zipfile.ZipFile(replaced, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in honest.namelist():
            if name not in (parts or {}):
                out.writestr(name, honest.read(name))
        for name, content in (parts or {}).items():
            out.writestr(name, content)
    return replaced.getvalue()


def sheet(cells: bytes) -> bytes:
    """A workbook whose sheet holds *cells*."""
    return book(parts={SHEET: HEAD + b"<sheetData>" + cells + b"</sheetData></worksheet>"})


def archive(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries:
            out.writestr(name, content)
    return made.getvalue()


def link() -> zipfile.ZipInfo:
    """An entry that is a symbolic link."""
    entry = zipfile.ZipInfo("户信息.csv")
    entry.external_attr = LINK
    return entry


def nested(depth: int) -> bytes:
    """Archives within archives."""
    inside = archive(("户信息.csv", b"a"))
    for _ in range(depth):
        inside = archive(("a.zip", inside))
    return inside


def encrypted() -> bytes:
    """An archive that says it needs a password."""
    raw = bytearray(archive(("户信息.csv", b"a")))
    raw[raw.find(b"PK\x03\x04") + 6] |= 1
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def endless() -> bytes:
    """A Parquet file of few bytes and 51 million rows."""
    made = io.BytesIO()
    pq.write_table(pa.table({"户编号": pa.nulls(51_000_000, pa.int8())}), made)
    return made.getvalue()


def lying() -> bytes:
    """A workbook that says it is small, and goes on unpacking."""
    raw = bytearray(sheet(b"<row/>" * 400_000))
    at = raw.find(b"PK\x01\x02", raw.rfind(SHEET.encode()) - 60)
    raw[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(raw)


FAR = (
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
UNPLACED = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b'</row><row r="1048576"><c><v>1</v></c></row>'
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "two cells half a terabyte apart": ("a.xlsx", lambda: sheet(FAR), "ImportWorkbookTooLarge"),
    "far rows of cells that do not say where they are": (
        "a.xlsx",
        lambda: sheet(UNPLACED),
        "ImportWorkbookTooLarge",
    ),
    "the same in single quotes and a prefix": (
        "a.xlsx",
        lambda: sheet(FAR.replace(b'"', b"'").replace(b"<c ", b"<x:c ")),
        "ImportWorkbookTooLarge",
    ),
    "a part that unpacks to 300 times its size": (
        "a.xlsx",
        lambda: book(parts={"xl/media/a.bin": bytes(64 << 20)}),
        "ImportWorkbookTooLarge",
    ),
    "entities in a sheet": (
        "a.xlsx",
        lambda: book(parts={SHEET: LAUGHS + HEAD + b"</worksheet>"}),
        "ImportWorkbookUnsafe",
    ),
    "entities in the texts, a part larger than one look": (
        "a.xlsx",
        lambda: book(
            parts={"xl/sharedStrings.xml": b"<a>" + bytes(range(97, 123)) * 50_000 + LAUGHS}
        ),
        "ImportWorkbookUnsafe",
    ),
    "entities that read a file": (
        "a.xlsx",
        lambda: book(parts={"docProps/app.xml": OUTSIDE + b"<a>&b;</a>"}),
        "ImportWorkbookUnsafe",
    ),
    "macros": ("a.xlsx", lambda: book(parts={"xl/vbaProject.bin": b"x"}), "ImportWorkbookMacros"),
    "macros of the old kind": (
        "a.xlsx",
        lambda: book(parts={"xl/macrosheets/sheet1.xml": b"<a/>"}),
        "ImportWorkbookMacros",
    ),
    "a workbook of macros by its name": (
        "a.xlsm",
        lambda: book(parts={"xl/vbaProject.bin": b"x"}),
        "ImportWorkbookMacros",
    ),
    "parts of a workbook that climb": (
        "a.xlsx",
        lambda: book(parts={"../../a.xml": b"<a/>"}),
        "ImportWorkbookUnsafe",
    ),
    "a password": (
        "a.xlsx",
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
        "ImportWorkbookLocked",
    ),
    "half a workbook": ("a.xlsx", lambda: book()[:-200], "ImportFileUnreadable"),
    "a sheet that is no XML": (
        "a.xlsx",
        lambda: book(parts={SHEET: b"\x00\xff" * 999}),
        "ImportFileUnreadable",
    ),
    "a part that says it is small": ("a.xlsx", lying, "ImportFileUnreadable"),
    "an archive that climbs": (
        "a.zip",
        lambda: archive(("../../etc/x.csv", b"a")),
        "ImportArchiveUnsafe",
    ),
    "an archive that climbs in the way of Windows": (
        "a.zip",
        lambda: archive(("..\\x.csv", b"a")),
        "ImportArchiveUnsafe",
    ),
    "an archive with a drive": (
        "a.zip",
        lambda: archive(("C:\\x.csv", b"a")),
        "ImportArchiveUnsafe",
    ),
    "an archive from the root": ("a.zip", lambda: archive(("/x.csv", b"a")), "ImportArchiveUnsafe"),
    "a link in an archive": (
        "a.zip",
        lambda: archive((link(), b"/etc/passwd")),
        "ImportArchiveUnsafe",
    ),
    "a name no disk can hold": (
        "a.zip",
        lambda: archive(("村" * 100 + ".csv", b"a")),
        "ImportArchiveUnsafe",
    ),
    "an archive that unpacks to 1,000 times its size": (
        "a.zip",
        lambda: archive(("户信息.csv", bytes(80 << 20))),
        "ImportArchiveTooLarge",
    ),
    "archives within archives without end": ("a.zip", lambda: nested(5), "ImportArchiveTooLarge"),
    "an archive with a password": ("a.zip", encrypted, "ImportArchiveLocked"),
    "no archive": ("a.zip", lambda: b"PK nothing", "ImportFileUnreadable"),
    "Parquet without end": ("a.parquet", endless, "ImportFileTooLarge"),
    "no Parquet": ("a.parquet", lambda: b"PAR1 nothing PAR1", "ImportFileUnreadable"),
    "zeros for text": ("户信息.csv", lambda: bytes(4096), "ImportEncodingUnknown"),
    "a quote that never closes": (
        "户信息.csv",
        lambda: '户编号,村代码\n"'.encode() + b"x" * 300_000,
        "ImportFileUnreadable",
    ),
}


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(reading, "kept", nullcontext)  # one reader for all: it must survive them
        yield
        reading._reader.stop()


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_the_next_file_is_read(tmp_path: Path, name: str) -> None:
    """By the error that says what it is; the honest file beside it comes in."""
    file, made, error = HOSTILE[name]
    (tmp_path / file).write_bytes(made())
    honest = "村代码,户编号,户主姓名,户主证件号码,户类型,家庭人口数\n"
    (tmp_path / "household.csv").write_text(honest, "utf-8")
    batch = intake.taken_in([tmp_path], PERSON)

    assert [error] == [one.error for one in batch.refused]
    assert ("household", 6) in [(one.table, len(one.headers)) for one in batch.sheets]
    assert not list(batch.folder.glob("**/etc"))


def test_too_many_entries_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one archive and those within it together."""
    monkeypatch.setattr(unpacking, "MOST_ENTRIES", 3)
    monkeypatch.setattr(
        unpacking.Allowance, "__init__", lambda self: vars(self).update(bytes=9**9, entries=3)
    )
    inside = archive(("a.csv", b"a"), ("b.csv", b"b"))
    (tmp_path / "a.zip").write_bytes(archive(("c.csv", b"c"), ("d.zip", inside)))

    assert [one.error for one in intake.taken_in([tmp_path], PERSON).refused] == [
        "ImportArchiveTooLarge"
    ]


def test_a_reader_that_dawdles_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next file has a reader of its own."""
    (tmp_path / "a.xlsx").write_bytes(book())
    reading._reader.stop()  # a new process takes longer than no time
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    with pytest.raises(ImportReaderStopped, match=r"a\.xlsx"):
        reading.sheets(tmp_path / "a.xlsx")
    monkeypatch.undo()

    assert [one.name for one in reading.sheets(tmp_path / "a.xlsx")] == ["户信息"]


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    """As one killed for the memory it asked for."""
    (tmp_path / "a.xlsx").write_bytes(book())
    reader = Reader()
    job = {"act": "sheets", "file": str(tmp_path / "a.xlsx")}
    assert reader.ask(job, 60)
    assert reader.process
    reader.process.kill()
    reader.process.wait()

    assert reader.ask(job, 60)
    reader.stop()
