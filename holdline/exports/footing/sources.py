"""What an audit reads: a text, pasted or uploaded, and the figures of a snapshot beside it."""

import io
import zipfile
from pathlib import PurePath

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from holdline.errors import TextUnreadable
from holdline.exports.reckoning import Ask

ENCODINGS = ("utf-8-sig", "gb18030")
MEASURES = ("identified", "open", "eliminated", "new", "closed")
BASES = {"household": "households", "person": "people"}


def text_of(name: str, content: bytes) -> str:
    """The text of a DOCX (its paragraphs, then its tables' cells) or of a plain file.

    Raises:
        TextUnreadable: it is neither.
    """
    if PurePath(name).suffix.lower() == ".docx" or content[:4] == b"PK\x03\x04":
        return _docx(name, content)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise TextUnreadable(file=name, problem="neither UTF-8 nor GB18030")


def _docx(name: str, content: bytes) -> str:
    try:
        doc = Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise TextUnreadable(file=name, problem=type(problem).__name__) from problem
    lines = [line.text for line in doc.paragraphs]
    return "\n".join(line for line in lines if line.strip())


def known(ask: Ask, tree: str, division: str, month: object) -> dict[tuple[str, str], int]:
    """The headline figures of a division and month, by concept and unit."""
    inputs = {
        "view": tree, "division": division, "month": month, "monitor_type": "", "main_risk": "",
    }  # fmt: skip
    rows = ask("briefing/headline", **inputs).rows
    found: dict[tuple[str, str], int] = {}
    for row in rows.filter(rows["moment"] == "now").iter_rows(named=True):
        kind = row["monitor_type"]
        for unit, base in BASES.items():
            if kind == "all":
                found |= {(one, unit): row[f"{one}_{base}"] for one in MEASURES}
            elif kind != "UNKNOWN":
                found[kind, unit] = row[f"identified_{base}"]
    return found
