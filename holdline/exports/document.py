"""Write a bulletin as a Word file laid out by GB/T 9704-2012: a draft, without red head or seal.

The measures are in layout.toml. Nothing of the file depends on when or where it was written.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line

from holdline.exports import wordmarks
from holdline.exports.blocks import (
    ANNEX,
    Block,
    Bulletin,
    Heading,
    Paragraph,
    Picture,
    Table,
    plain,
)
from holdline.exports.drawing import LAYOUT, WIDTH
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.wordmarks import set_apart
from holdline.messages.catalogue import text

PAGE, SIZE, FACE, GRID = LAYOUT["page"], LAYOUT["size"], LAYOUT["face"], LAYOUT["grid"]
WHOLE_ROWS = 18  # a table of so many rows is kept on one page
TITLED = {1: "level_1", 2: "level_2", 3: "level_1"}
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def document(bulletin: Bulletin, provenance: Provenance, batch: Batch) -> bytes:
    """The DOCX of *bulletin*, with where its figures come from on its last page.

    Tables repeat their heads, no row is cut, and a short table stays on one page. The list of
    contents has page numbers as fields.
    """
    return _Writer(bulletin, provenance.watermark(batch)).written(provenance.rows(batch))


def plain_document(bulletin: Bulletin, mark: str) -> bytes:
    """The DOCX of *bulletin* without contents, title or certificate; *mark* above each page."""
    return _Writer(bulletin, mark).bare()


class _Writer:
    """A document under way."""

    def __init__(self, bulletin: Bulletin, watermark: str) -> None:
        self.bulletin, self.watermark = bulletin, watermark
        self.doc = Document()
        self.marks = 0
        wordmarks.prepare(self.doc, FACE, LAYOUT["stands_in"], SIZE["body"])
        told = self.doc.core_properties
        told.title, told.author, told.comments = bulletin.title, "", watermark
        told.created = told.modified = EPOCH
        self._page(is_wide=False)
        self._framed(even="left")

    def written(self, certificate: Sequence[tuple[str, str]]) -> bytes:
        """The whole file."""
        self._contents()
        self._title()
        self._blocks()
        for name, value in certificate:
            self._line(f"{name}: {value}", SIZE["note"], "table")
        return self._saved()

    def bare(self) -> bytes:
        """The blocks alone."""
        self._blocks()
        return self._saved()

    def _blocks(self) -> None:
        for block, ahead in _ahead(self.bulletin.blocks):
            self._block(block, ahead)

    def _saved(self) -> bytes:
        made = io.BytesIO()
        self.doc.save(made)
        return _timeless(made.getvalue())

    def _block(self, block: Block, ahead: Block | None) -> None:
        if isinstance(block, Heading):
            self._heading(block, is_wide=isinstance(ahead, Table) and ahead.is_wide)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def _say(self, key: str, **facts: object) -> str:
        return text(self.bulletin.language, f"bulletin.head.{key}", **facts)

    def _contents(self) -> None:
        """Each heading with the page it is on, then a new page."""
        line = self._line(self._say("contents"), SIZE["title"], "title", align=CENTRE)
        set_apart(line, 0, SIZE["body"])
        heads = [one for one in self.bulletin.blocks if isinstance(one, Heading)]
        for number, one in enumerate(heads, start=1):
            entry = self._line(one.text, SIZE["body"], "body")
            entry.paragraph_format.left_indent = Pt(SIZE["body"] * (one.level == 2))  # noqa: PLR2004
            wordmarks.page_of(
                entry, f"mark{number}", Mm(PAGE["width"] - PAGE["left"] - PAGE["right"])
            )
        self.doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _title(self) -> None:
        line = self._line(self.bulletin.title, SIZE["title"], "title", align=CENTRE)
        line.paragraph_format.line_spacing = Pt(SIZE["title"] * 1.6)
        set_apart(line, SIZE["body"], SIZE["body"] * 2)

    def _heading(self, one: Heading, *, is_wide: bool) -> None:
        if one.level == ANNEX:  # an annex begins a page, on its side when it is wide
            if len(self.doc.element.body) > 1:
                self.doc.add_section(WD_SECTION.NEW_PAGE)
            self._page(is_wide=is_wide)
        line = self._line(one.text, SIZE["body"], TITLED[one.level], indent=one.level < ANNEX)
        line.style = self.doc.styles[f"Heading {min(one.level, 2)}"]
        line.paragraph_format.keep_with_next = True
        self.marks += 1
        wordmarks.marked(line, f"mark{self.marks}", self.marks)

    def _paragraph(self, one: Paragraph) -> None:
        is_note = one.kind == "note"
        line = self._line(
            plain(one.parts), SIZE["note" if is_note else "body"], "body",
            indent=one.kind in ("body", "attachment"),
            align=RIGHT if one.kind == "signature" else None,
        )  # fmt: skip
        if one.kind == "signature":
            line.paragraph_format.right_indent = Pt(SIZE["body"] * 4)
            line.paragraph_format.keep_with_next = True

    def _picture(self, one: Picture) -> None:
        holder = self.doc.add_paragraph()
        holder.alignment, holder.paragraph_format.line_spacing = CENTRE, 1.0
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(io.BytesIO(one.png), width=Mm(WIDTH * 25.4))
        wordmarks.told(shape, one.alt)
        caption = self._line(one.caption, SIZE["note"], "level_1", align=CENTRE)
        set_apart(caption, 0, SIZE["note"])

    def _table(self, one: Table) -> None:
        if one.caption:
            caption = self._line(one.caption, SIZE["note"], "level_1", align=CENTRE)
            caption.paragraph_format.keep_with_next = True
        has_groups = any(column.group for column in one.columns)
        heads = 2 if has_groups else 1
        grid = self.doc.add_table(rows=heads + len(one.rows), cols=len(one.columns))
        grid.style = "Table Grid"
        grid.autofit = False
        size = SIZE["wide" if one.is_wide or len(one.columns) > 8 else "table"]  # noqa: PLR2004
        wordmarks.widths(grid, [column.width for column in one.columns], self._room())
        self._heads(grid, one, size, heads)
        for row, drawn in zip(one.rows, list(grid.rows)[heads:], strict=True):
            for part, column, cell in zip(row.cells, one.columns, drawn.cells, strict=True):
                align = RIGHT if column.is_number else None
                self._cell(cell, plain([part]), size, align=align, is_bold=row.is_total)
        is_kept = len(one.rows) <= WHOLE_ROWS
        wordmarks.unbroken(grid, heads, is_kept=is_kept)
        if not one.note:
            return
        note = self._line(one.note, SIZE["wide"], "table")
        set_apart(note, 2, SIZE["note"])

    def _heads(self, grid: Grid, one: Table, size: float, heads: int) -> None:
        for place, column in enumerate(one.columns):
            lowest = grid.cell(heads - 1, place)
            self._cell(lowest, column.title, size, align=CENTRE, is_bold=True)
        if heads == 1:
            return
        for group, first, last in _groups(one):
            if not group:
                title = one.columns[first].title
                grid.cell(1, first).paragraphs[0].clear()
                grid.cell(0, first).merge(grid.cell(1, first))
                self._cell(grid.cell(0, first), title, size, align=CENTRE, is_bold=True)
            else:
                grid.cell(0, first).merge(grid.cell(0, last))
                self._cell(grid.cell(0, first), group, size, align=CENTRE, is_bold=True)

    def _cell(
        self, cell: Cell, said: str, size: float, *,
        align: WD_ALIGN_PARAGRAPH | None, is_bold: bool = False,
    ) -> None:  # fmt: skip
        line = cell.paragraphs[0]
        line.alignment = align
        wordmarks.dense(line, size * 1.45)
        wordmarks.written(line, said, FACE["table"], FACE["latin"], size, is_bold=is_bold)

    def _line(
        self, said: str, size: float, face: str, *, indent: bool = False,
        align: WD_ALIGN_PARAGRAPH | None = None,
    ) -> Line:  # fmt: skip
        line = self.doc.add_paragraph()
        if align is not None:
            line.alignment = align
        line.paragraph_format.line_spacing = Pt(
            GRID["pitch"] if size >= SIZE["body"] else size * 1.5
        )
        if size < SIZE["body"]:
            wordmarks.off_grid(line)
        if indent:
            wordmarks.indented(line, characters=2, size=size)
        wordmarks.written(line, said, FACE[face], FACE["latin"], size)
        return line

    def _room(self) -> float:
        """The width of the last section's text block."""
        section = self.doc.sections[-1]
        edges = section.left_margin or 0, section.right_margin or 0
        return float((section.page_width or 0) - sum(edges))

    def _page(self, *, is_wide: bool) -> None:
        """The last section's paper: upright, or on its side with the margins turned with it."""
        section = self.doc.sections[-1]
        across, along = Mm(PAGE["width"]), Mm(PAGE["height"])
        margins = [PAGE[one] for one in ("top", "right", "bottom", "left")]
        if is_wide:
            across, along, margins = along, across, margins[1:] + margins[:1]
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = across, along
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
            Mm(one) for one in margins
        )
        section.footer_distance = Mm(min(PAGE["footer"], margins[2] - 7))
        wordmarks.gridded(section, GRID["pitch"])

    def _framed(self, *, even: str) -> None:
        """Page numbers between dashes, outside on either side; the watermark above."""
        section = self.doc.sections[0]
        before, after = self._say("page", page="\0").split("\0")
        for footer, side in ((section.footer, "right"), (section.even_page_footer, even)):
            line = footer.paragraphs[0]
            line.alignment = RIGHT if side == "right" else None
            wordmarks.indented(line, characters=1, size=SIZE["page"], side=side)
            wordmarks.page_number(line, before, after, FACE["page"], SIZE["page"])
        for header in (section.header, section.even_page_header):
            wordmarks.written(
                header.paragraphs[0], self.watermark, FACE["table"], FACE["latin"], 8, is_grey=True
            )


def _ahead(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    for at, block in enumerate(blocks):
        yield block, blocks[at + 1] if at + 1 < len(blocks) else None


def _groups(one: Table) -> Iterator[tuple[str, int, int]]:
    """Each group of neighbouring columns: its name, first and last place."""
    first = 0
    for at, column in enumerate(one.columns):
        after = one.columns[at + 1].group if at + 1 < len(one.columns) else None
        if column.group != after or not column.group:
            yield column.group, first, at
            first = at + 1


def _timeless(made: bytes) -> bytes:
    """The same archive with one date for all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(
                zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
