"""Read CSV: tell its encoding, separator, header and misshapen rows, and turn it to Parquet."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb

from holdline.build.layout import TOP, layout
from holdline.build.quoting import literal
from holdline.errors import ImportEncodingUnknown, ImportFileUnreadable, ImportHeaderMissing

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24
LONGEST_TOLD = 1 << 16
SEPARATORS = (",", "\t", ";", "|")


@dataclass(frozen=True)
class Form:
    """How a text file is written.

    Attributes:
        coding: utf-8-sig or gb18030.
        separator: between cells.
        ending: of lines.
        top: its first rows.
    """

    coding: str
    separator: str
    ending: str
    top: list[list[str]]


@dataclass(frozen=True)
class Text:
    """A text file turned to Parquet: every row of it, those above the records too.

    Attributes:
        headers: the header's cells, one a column.
        above: rows above the first record.
        misshapen: line and text of every row with more or fewer cells than the header. The
            first row is line 1 and every row takes one line, as in a spreadsheet.
    """

    headers: tuple[str, ...]
    above: int
    misshapen: tuple[tuple[int, str], ...]


def converted(
    db: duckdb.DuckDBPyConnection,
    file: Path,
    parquet: Path,
    table: str,
    answers: Mapping[str, str] | None = None,
) -> Text:
    """Write the rows of the CSV *file* to *parquet* as text columns c0, c1 and so on.

    Cells are cleaned: without spaces around them, and null when they stand for nothing.

    Args:
        db: the build.
        file: the text file.
        parquet: the file to write.
        table: the import table its header is to be found for.
        answers: what headers mean that the dictionary does not know, by their bare form.

    Raises:
        ImportEncodingUnknown: it is neither UTF-8 nor GBK.
        ImportHeaderMissing: it is empty.
        ImportFileUnreadable: its header's quotes do not close.
        duckdb.Error: its quotes do not close.
    """
    form = formed(file)
    found = layout(form.top, table, answers)
    if found is None:
        raise ImportHeaderMissing(file=file.name)
    headers = (*found.headers, *[""] * (found.width - len(found.headers)))
    return Text(headers, found.above, _whole(db, file, parquet, form, found.width))


def top(file: Path) -> list[list[str]]:
    """The first rows of the text *file*.

    Raises:
        ImportEncodingUnknown: it is neither UTF-8 nor GBK.
        ImportFileUnreadable: its quotes do not close.
    """
    return formed(file).top


def _whole(
    db: duckdb.DuckDBPyConnection, file: Path, parquet: Path, form: Form, width: int
) -> tuple[tuple[int, str], ...]:
    rewritten = parquet.with_suffix(".csv")
    if form.coding != "gb18030":
        with suppress(duckdb.InvalidInputException):
            return _copied(db, file, parquet, width, form)
        # Lines that end now this way, now that, are beyond DuckDB's reader but not Python's.
        _rewrite(file, form, rewritten)
        return _copied(db, rewritten, parquet, width, replace(form, ending="\n", separator=","))
    _transcode(file, form.coding, rewritten)
    return _copied(db, rewritten, parquet, width, form)


def _copied(
    db: duckdb.DuckDBPyConnection, file: Path, parquet: Path, width: int, form: Form
) -> tuple[tuple[int, str], ...]:
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    cells = ", ".join(f"cleaned(c{at}) as c{at}" for at in range(width))
    db.execute("drop table if exists rejected_row; drop table if exists rejected_scan")
    db.execute(
        f"""
        copy (
            select {cells} from read_csv(
                {literal(str(file))}, columns = {{{columns}}}, auto_detect = false,
                header = false, delim = {literal(form.separator)}, quote = '"', escape = '"',
                new_line = {literal(form.ending.encode("unicode_escape").decode())},
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


def _rewrite(file: Path, form: Form, target: Path) -> None:
    with (
        file.open(encoding=form.coding, newline="") as opened,
        target.open("w", encoding="utf-8", newline="") as written,
    ):
        rows = csv.reader(opened, delimiter=form.separator)
        csv.writer(written, lineterminator="\n").writerows(rows)


def formed(file: Path) -> Form:
    """How the text *file* is written, told by its first rows.

    Raises:
        ImportEncodingUnknown: it is neither UTF-8 nor GBK.
        ImportFileUnreadable: its quotes do not close.
    """
    coding = encoding(file)
    separator = _separator(file, coding)
    with file.open(encoding=coding, newline="") as opened:
        lines = Recorded(opened)
        try:
            rows = list(islice(csv.reader(lines, delimiter=separator), TOP))
        except csv.Error as problem:
            raise ImportFileUnreadable(file=file.name, problem=problem) from problem
    return Form(coding, separator, "\r\n" if lines.first.endswith("\r\n") else "\n", rows)


def _separator(file: Path, coding: str) -> str:
    """The separator of which one of the first lines holds most; a comma when none holds any."""
    with file.open(encoding=coding, newline="") as opened:
        lines = [line[:LONGEST_TOLD] for line in islice(opened, TOP)]
    return max(SEPARATORS, key=lambda one: max((line.count(one) for line in lines), default=0))


class Recorded:
    """Lines, the first of which is remembered."""

    def __init__(self, lines: Iterator[str]) -> None:
        """Pass on *lines*."""
        self.lines, self.first = lines, ""

    def __iter__(self) -> Iterator[str]:
        """Each line in turn."""
        for line in self.lines:
            self.first = self.first or line
            yield line
