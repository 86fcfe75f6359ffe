"""Read CSV: tell its encoding, header and misshapen rows, and turn it to Parquet."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from holdline.build.quoting import literal
from holdline.errors import ImportEncodingUnknown, ImportFileUnreadable, ImportHeaderMissing

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24


@dataclass(frozen=True)
class Text:
    """A text file turned to Parquet.

    Attributes:
        headers: the header's cells.
        misshapen: line and text of every row with more or fewer cells than the header. The
            header is line 1 and every row takes one line, as in a spreadsheet.
    """

    headers: tuple[str, ...]
    misshapen: tuple[tuple[int, str], ...]


def converted(db: duckdb.DuckDBPyConnection, file: Path, parquet: Path) -> Text:
    """Write the header and rows of the CSV *file* to *parquet* as text columns c0, c1 and so on.

    Cells are cleaned: without spaces around them, and null when they stand for nothing.

    Raises:
        ImportEncodingUnknown: it is neither UTF-8 nor GBK.
        ImportHeaderMissing: its first line is empty.
        ImportFileUnreadable: its header's quotes do not close.
        duckdb.Error: its quotes do not close.
    """
    coding = encoding(file)
    headers, ending = _header(file, coding)
    rewritten = parquet.with_suffix(".csv")
    if coding != "gb18030":
        with suppress(duckdb.InvalidInputException):
            return Text(headers, _copied(db, file, parquet, len(headers), ending))
        # Lines that end now this way, now that, are beyond DuckDB's reader but not Python's.
        _rewrite(file, coding, rewritten)
        return Text(headers, _copied(db, rewritten, parquet, len(headers), "\n"))
    _transcode(file, coding, rewritten)
    return Text(headers, _copied(db, rewritten, parquet, len(headers), ending))


def _copied(
    db: duckdb.DuckDBPyConnection, file: Path, parquet: Path, width: int, ending: str
) -> tuple[tuple[int, str], ...]:
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    cells = ", ".join(f"cleaned(c{at}) as c{at}" for at in range(width))
    db.execute("drop table if exists rejected_row; drop table if exists rejected_scan")
    db.execute(
        f"""
        copy (
            select {cells} from read_csv(
                {literal(str(file))}, columns = {{{columns}}}, auto_detect = false,
                header = false, delim = ',', quote = '"', escape = '"',
                new_line = {literal(ending.encode("unicode_escape").decode())},
                store_rejects = true, max_line_size = {LONGEST_LINE},
                rejects_table = 'rejected_row', rejects_scan = 'rejected_scan'
            )
        ) to {literal(str(parquet))} (format parquet, compression snappy)
        """
    )
    rows = db.execute(
        "select line, any_value(csv_line) from rejected_row group by line order by line"
    ).fetchall()
    return tuple((int(line), str(text)) for line, text in rows)


def encoding(file: Path) -> str:
    """How *file* is encoded: utf-8-sig, with or without the mark it begins with, or gb18030.

    Raises:
        ImportEncodingUnknown: neither, or it holds zero bytes, as other encodings do.
    """
    for name in ("utf-8-sig", "gb18030"):
        try:
            if any("\0" in text for text in _decoded(file, name)):
                raise ImportEncodingUnknown(file=file.name)
        except UnicodeDecodeError:
            continue
        return name
    raise ImportEncodingUnknown(file=file.name)


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


def _rewrite(file: Path, coding: str, target: Path) -> None:
    with (
        file.open(encoding=coding, newline="") as opened,
        target.open("w", encoding="utf-8", newline="") as written,
    ):
        csv.writer(written, lineterminator="\n").writerows(csv.reader(opened))


def _header(file: Path, coding: str) -> tuple[tuple[str, ...], str]:
    """The header's cells, and what its line ends with."""
    with file.open(encoding=coding, newline="") as opened:
        lines = Recorded(opened)
        try:
            headers = next(csv.reader(lines, strict=True), [])
        except csv.Error as problem:
            raise ImportFileUnreadable(file=file.name, problem=problem) from problem
    if not any(headers):
        raise ImportHeaderMissing(file=file.name)
    return tuple(headers), "\r\n" if lines.last.endswith("\r\n") else "\n"


class Recorded:
    """Lines, the last of which is remembered."""

    def __init__(self, lines: Iterator[str]) -> None:
        """Pass on *lines*."""
        self.lines, self.last = lines, ""

    def __iter__(self) -> Iterator[str]:
        """Each line in turn."""
        for line in self.lines:
            self.last = line
            yield line
