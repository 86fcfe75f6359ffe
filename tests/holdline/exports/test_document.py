"""The Word file: the official layout, whole tables, the same bytes each time."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from holdline import paths
from holdline.access.identity import operator
from holdline.exports import document, reckoning
from holdline.exports.asking import Source
from holdline.exports.blocks import Bulletin, Column, Heading, Paragraph, Row, Table, plain
from holdline.exports.bulletin import making
from holdline.exports.provenance import Batch, Provenance
from holdline.warehouse.snapshot import current

GOLDEN = paths.ROOT / "tests" / "golden" / "bulletin_370403_2021-11.txt"
LONG = 60


@pytest.fixture(scope="module")
def bulletin(built_home: Path) -> Iterator[Bulletin]:
    """The progress bulletin of a county of the small sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        shot = current()
        with Source(operator(), shot).asked() as ask:
            about = reckoning.subject(
                ask, shot.manifest, "zh",
                tree="management", division="370403", month=date(2021, 11, 1),
            )  # fmt: skip
            yield making.bulletin(ask, about)


WRITTEN: dict[tuple[str, str], bytes] = {}


def word(made: Bulletin, stands: Provenance, batch: Batch) -> bytes:
    """The file of a bulletin; written once."""
    key = (made.title, batch.number)
    if key not in WRITTEN:
        WRITTEN[key] = document.document(made, stands, batch)
    return WRITTEN[key]


def long_table() -> Bulletin:
    """A table longer than a page."""
    rows = [Row(str(at), (str(at), "长" * 30)) for at in range(LONG)]
    columns = [Column("序号", is_number=False), Column("内容", is_number=False, width=4)]
    return Bulletin("题", "zh", [Heading(1, "一、表"), Table("long", "表1", columns, rows, "注")])


def opened(content: bytes) -> "Document":
    """The file as python-docx reads it."""
    return Document(io.BytesIO(content))


def test_the_page_is_the_official_one(bulletin: Bulletin, stands: Provenance, batch: Batch) -> None:
    """GB/T 9704: A4, 37, 35, 28 and 26 mm, body 16 points, 28 points from line to line."""
    doc = opened(word(bulletin, stands, batch))
    first = doc.sections[0]
    margins = [first.top_margin, first.bottom_margin, first.left_margin, first.right_margin]
    body = next(one for one in doc.paragraphs if one.text.startswith("截至"))

    assert [round(one.mm) for one in (first.page_width, first.page_height)] == [210, 297]
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (Pt(16), Pt(28)) == (body.runs[0].font.size, body.paragraph_format.line_spacing)
    assert body.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert (37 + 35 + 22 * 28 * 25.4 / 72) <= 297


def test_headings_have_their_faces_and_levels(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    doc = opened(word(bulletin, stands, batch))
    faces = {
        one.text: one.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))
        for one in doc.paragraphs
        if one.style is not None and str(one.style.name).startswith("Heading")
    }

    assert (faces["一、总体进展"], faces["（二）风险消除"]) == ("黑体", "楷体_GB2312")


def test_no_row_is_cut_and_heads_are_repeated(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    for made in (bulletin, long_table()):
        doc = opened(document.document(made, stands, batch))
        assert doc.tables
        for table in doc.tables:
            rows = [row._tr.trPr for row in table.rows]
            assert all(one.find(qn("w:cantSplit")) is not None for one in rows)
            assert rows[0].find(qn("w:tblHeader")) is not None
            assert rows[-1].find(qn("w:tblHeader")) is None


def test_a_wide_annex_lies_on_its_side_and_fits(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    doc = opened(word(bulletin, stands, batch))
    wide = [one for one in doc.sections if one.orientation == WD_ORIENT.LANDSCAPE]

    assert [(round(one.page_width.mm), round(one.page_height.mm)) for one in wide] == [(297, 210)]
    for table in doc.tables:
        room = Mm(247 - 12) if len(table.columns) > 12 else Mm(157)
        assert sum(column.width or 0 for column in table.columns) <= room


def test_contents_pages_and_pictures(bulletin: Bulletin, stands: Provenance, batch: Batch) -> None:
    """Every heading is in the contents with the page of its bookmark; pictures are described."""
    made = word(bulletin, stands, batch)
    body = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    heads = [one for one in bulletin.blocks if isinstance(one, Heading)]

    assert len(heads) == body.count("PAGEREF mark") == body.count("w:bookmarkStart")
    assert body.count("<pic:pic") == body.count('descr="') > 1
    footer = zipfile.ZipFile(io.BytesIO(made)).read("word/footer1.xml").decode()
    assert " PAGE " in footer


def test_it_is_a_draft_without_red_and_with_its_origin(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    made = word(bulletin, stands, batch)
    parts = zipfile.ZipFile(io.BytesIO(made))
    body = parts.read("word/document.xml").decode()

    assert "FF0000" not in body.upper()
    assert batch.number in parts.read("word/header1.xml").decode()
    assert stands.snapshot in body


def test_equal_content_makes_equal_bytes(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    assert word(bulletin, stands, batch) == document.document(bulletin, stands, batch)


def test_its_text_is_the_golden_one(bulletin: Bulletin, stands: Provenance, batch: Batch) -> None:
    """HOLDLINE_GOLDEN=1 writes it anew; read the difference before committing it."""
    doc = opened(word(bulletin, stands, batch))
    at = next(at for at, one in enumerate(doc.paragraphs) if one.text == bulletin.title)
    lines = [one.text for one in doc.paragraphs[at:] if one.text.strip()]
    lines = [one for one in lines if stands.data_hash not in one and batch.number not in one]
    cells = [
        "\t".join(cell.text for cell in row.cells) for table in doc.tables[:3] for row in table.rows
    ]
    told = "\n".join([*lines, *cells, ""])
    if os.environ.get("HOLDLINE_GOLDEN"):
        GOLDEN.write_text(told, "utf-8")

    assert GOLDEN.read_text("utf-8") == told


def test_the_preview_and_the_file_say_the_same(
    bulletin: Bulletin, stands: Provenance, batch: Batch
) -> None:
    """Both are made of the same blocks."""
    written = "\n".join(one.text for one in opened(word(bulletin, stands, batch)).paragraphs)

    for block in bulletin.blocks:
        if isinstance(block, Paragraph):
            assert plain(block.parts) in written


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_reader_lays_it_out_without_losing_a_row(
    stands: Provenance, batch: Batch, tmp_path: Path
) -> None:
    """LibreOffice's own pages: the head of a long table stands on each of them."""
    (tmp_path / "long.docx").write_bytes(document.document(long_table(), stands, batch))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        "long.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "long.pdf", "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\f")
    held = [page for page in pages if "长长" in page]

    assert len(held) > 1
    assert all("序号" in page for page in held)
    assert sum(page.count("长" * 30) for page in held) == LONG
