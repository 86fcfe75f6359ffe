"""What a Word file needs beyond python-docx: East Asian faces, fields, grids, whole rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

GREY = RGBColor(0x66, 0x66, 0x66)
TWENTIETHS = 20  # Word counts in twentieths of a point


def _element(tag: str, /, **attributes: object) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def prepare(doc: Any, faces: Mapping[str, str], stands_in: Mapping[str, str], size: float) -> None:
    """The body face for everything, headings in plain black, odd and even pages told apart."""
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = doc.styles[name]
        style.font.name, style.font.size = faces["latin"], Pt(size)
        style.font.bold, style.font.color.rgb = False, RGBColor(0, 0, 0)
        face = faces["body" if name == "Normal" else f"level_{name[-1]}"]
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    settings = doc.settings.element
    settings.append(_element("updateFields", val="true"))
    doc.settings.odd_and_even_pages_header_footer = True
    _stand_in(doc, stands_in)


def _stand_in(doc: Any, stands_in: Mapping[str, str]) -> None:
    """Name in the font table what Word may take for a face that is not installed."""
    part = next(
        one for one in doc.part.package.iter_parts() if str(one.partname).endswith("fontTable.xml")
    )
    marks = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/></w:font>'
        for face, other in stands_in.items()
    )
    blob = part.blob.decode("utf-8")
    part._blob = blob.replace("</w:fonts>", f"{marks}</w:fonts>").encode()  # noqa: SLF001


def written(
    line: Line, said: str, face: str, latin: str, size: float, *, is_bold: bool = False,
    is_grey: bool = False,
) -> Any:  # fmt: skip
    """Add *said* to *line* in an East Asian *face* and a *latin* one; the run."""
    run = line.add_run(said)
    run.font.name, run.font.size, run.font.bold = latin, Pt(size), is_bold
    faces = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001
    faces.set(qn("w:eastAsia"), face)
    faces.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones
    if is_grey:
        run.font.color.rgb = GREY
    return run


def indented(line: Line, *, characters: int, size: float, side: str = "first") -> None:
    """Indent the first line, or one side, by whole characters of *size*."""
    name = {"first": "firstLine", "left": "left", "right": "right"}[side]
    indent = line.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{name}Chars"), str(characters * 100))
    indent.set(qn(f"w:{name}"), str(int(characters * size * TWENTIETHS)))


def set_apart(line: Line, before: float, after: float) -> None:
    """Room above and below, in points."""
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)


def dense(line: Line, pitch: float) -> None:
    """A cell's line: *pitch* points, nothing above or below."""
    line.paragraph_format.line_spacing = Pt(pitch)
    set_apart(line, 1, 1)
    off_grid(line)


def off_grid(line: Line) -> None:
    """Let *line* keep its own pitch instead of the page's."""
    properties = line.paragraph_format.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(_element("snapToGrid", val="0"))


def field(line: Line, code: str, shown: str, *, face: str, size: float) -> None:
    """A field that Word works out, showing *shown* until it has."""
    for part in ("begin", None, "separate", shown, "end"):
        run = written(line, shown if part is shown else "", face, face, size)
        if part is None:
            told = _element("instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {code} "
            run._element.append(told)  # noqa: SLF001
        elif part is not shown:
            run._element.append(_element("fldChar", fldCharType=part))  # noqa: SLF001


def page_number(line: Line, before: str, after: str, face: str, size: float) -> None:
    """The page's number between *before* and *after*."""
    written(line, before, face, face, size)
    field(line, "PAGE", "1", face=face, size=size)
    written(line, after, face, face, size)


def page_of(line: Line, mark: str, room: Length) -> None:
    """Dots to the right edge, then the page that *mark* is on."""
    line.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    run = line.runs[-1]
    size = run.font.size.pt if run.font.size else 16
    written(line, "\t", run.font.name or "", run.font.name or "", size)
    field(line, f"PAGEREF {mark} \\h", "1", face=run.font.name or "", size=size)


def marked(line: Line, mark: str, number: int) -> None:
    """Put a bookmark round *line*."""
    line._p.insert(1, _element("bookmarkStart", id=number, name=mark))  # noqa: SLF001
    line._p.append(_element("bookmarkEnd", id=number))  # noqa: SLF001


def gridded(section: Any, pitch: float) -> None:
    """Lines of *pitch* points on the page's grid."""
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001
        section._sectPr.remove(old)  # noqa: SLF001
    section._sectPr.append(_element("docGrid", type="lines", linePitch=int(pitch * TWENTIETHS)))  # noqa: SLF001


def widths(grid: Any, shares: Sequence[float], room: float) -> None:
    """Columns by their shares of *room*; a fixed layout, so that no column is squeezed."""
    whole = sum(shares)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    across = [Length(int(room * share / whole)) for share in shares]
    for column, width in zip(grid.columns, across, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row.cells, across, strict=True):
            cell.width = width


def unbroken(grid: Any, heads: int, *, is_kept: bool) -> None:
    """No row is cut, heads are repeated; *is_kept* keeps all rows on one page."""
    for number, row in enumerate(grid.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        properties.append(_element("cantSplit"))
        if number < heads:
            properties.append(_element("tblHeader"))
        if is_kept and number + 1 < len(grid.rows):
            for line in (one for cell in row.cells for one in cell.paragraphs):
                line.paragraph_format.keep_with_next = True


def told(shape: Any, alt: str) -> None:
    """What a picture shows, for who cannot see it."""
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001
