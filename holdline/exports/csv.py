"""Write CSV that Excel opens as Chinese, and in which no text runs as a formula."""

import csv as standard
import io
import unicodedata
from collections.abc import Sequence

from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Sheet, Value

BOM = "\ufeff"
# What a spreadsheet may take for the beginning of a formula, ASCII or full-width.
STARTS = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
INVISIBLE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def csv(provenance: Provenance, batch: Batch, sheet: Sheet) -> bytes:
    """*sheet* as UTF-8 with a byte order mark, heads first; the certificate follows the rows.

    A missing value is an empty cell. A text that a spreadsheet would run gets an apostrophe.
    """
    made = io.StringIO()
    writer = standard.writer(made, lineterminator="\r\n")
    writer.writerow([safe(field.title) for field in sheet.fields])
    writer.writerows([safe(value) for value in row] for row in sheet.rows)
    writer.writerow([])
    writer.writerow([safe(provenance.watermark(batch))])
    writer.writerows(_pairs(provenance.rows(batch)))
    return (BOM + made.getvalue()).encode()


def safe(value: Value) -> str:
    """*value* as a cell's text: harmless, whatever spreadsheet opens it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    first = next((char for char in value if unicodedata.category(char) not in INVISIBLE), "")
    return f"'{value}" if first in STARTS else value


def _pairs(rows: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[safe(name), safe(value)] for name, value in rows]
