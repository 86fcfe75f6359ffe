"""Read CSV: tell its encoding, header and misshapen rows, and turn it to Parquet."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from holdline.build.quoting import literal
from holdline.errors import ImportFileUnreadable

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24


@dataclass(frozen=True)
class Text:
    """A text file turned to Parquet.

    Attributes:
        headers: the header's cells.
        first_line: the line of the first row; a row takes one line, as in a spreadsheet.
        misshapen: line and text of every row with more or fewer cells than the header.
    """

    headers: tuple[str, ...]
    first_line: int
    misshapen: tuple[tuple[int, str], ...]


def converted(db: duckdb.DuckDBPyConnection, file: Path, parquet: Path) -> Text:
    """Write the rows of the CSV *file* to *parquet* as text columns c0, c1 and so on, cleaned.

    Raises:
        ImportFileUnreadable: it is neither UTF-8 nor GBK, or has no header.
        duckdb.Error: its quotes do not close.
    """
    coding = encoding(file)
    headers, lines = _header(file, coding)
    readable = file
    if coding == "gb18030":
        readable = parquet.with_suffix(".csv")
        _transcode(file, coding, readable)
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(headers)))
    cells = ", ".join(f"cleaned(c{at}) as c{at}" for at in range(len(headers)))
    db.execute(
        f"""
        copy (
            select {cells} from read_csv(
                {literal(str(readable))}, columns = {{{columns}}}, auto_detect = false,
                header = false, skip = {lines}, delim = ',', quote = '"', escape = '"',
                store_rejects = true, max_line_size = {LONGEST_LINE},
                rejects_table = 'rejected_row', rejects_scan = 'rejected_scan'
            )
        ) to {literal(str(parquet))} (format parquet, compression snappy)
        """
    )
    misshapen = db.execute(
        "select line, any_value(csv_line) from rejected_row group by line order by line"
    ).fetchall()
    db.execute("drop table rejected_row; drop table rejected_scan")
    return Text(headers, lines + 1, tuple((int(line), str(text)) for line, text in misshapen))


def encoding(file: Path) -> str:
    """How *file* is encoded: utf-8-sig, with or without the mark it begins with, or gb18030.

    Raises:
        ImportFileUnreadable: neither, or it holds zero bytes, as other encodings do.
    """
    for name in ("utf-8-sig", "gb18030"):
        try:
            if any("\0" in text for text in _decoded(file, name)):
                raise ImportFileUnreadable(file=file.name, problem="it holds zero bytes")
        except UnicodeDecodeError:
            continue
        return name
    raise ImportFileUnreadable(file=file.name, problem="it is neither UTF-8 nor GBK")


def _decoded(file: Path, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)()
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _transcode(file: Path, coding: str, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as written:
        for text in _decoded(file, coding):
            written.write(text)


def _header(file: Path, coding: str) -> tuple[tuple[str, ...], int]:
    with file.open(encoding=coding, newline="") as opened:
        rows = csv.reader(opened, strict=True)
        try:
            headers = next(rows, [])
        except csv.Error as problem:
            raise ImportFileUnreadable(file=file.name, problem=problem) from problem
        if not any(headers):
            raise ImportFileUnreadable(file=file.name, problem="it has no header")
        return tuple(headers), rows.line_num
