"""Files of the sample: Parquet in parts, or CSV and a workbook with Chinese headers and labels."""

import csv
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from holdline.errors import SampleFolderOccupied
from holdline.paths import REFERENCE
from holdline.sample.content import words
from holdline.sample.tables import Tables, arrow_schema, columns, money, names

ROWS_A_GROUP = 122_880
SEPARATOR = ";"
WORKBOOK = "sample.xlsx"


def clear(folder: Path) -> None:
    """Remove an earlier sample's files from *folder*; a folder that is not there is fine.

    Raises:
        SampleFolderOccupied: there are import files, and no word that they are a sample's.
    """
    found = [path for path in sorted(folder.glob("*")) if _is_import(path)]
    about = folder / "about.toml"
    is_sample = about.exists() and tomllib.loads(about.read_text("utf-8")).get("is_sample")
    strange = [path for path in found if path.suffix == ".xlsx" and path.name != WORKBOOK]
    for path in strange if is_sample else found:
        raise SampleFolderOccupied(folder=folder, file=path.name)
    for path in [*found, *sorted((folder / "truth").glob("*"))]:
        path.unlink()


def _is_import(path: Path) -> bool:
    """Whether a file would be imported: a workbook, or a table or part of one."""
    table = path.stem.rsplit("-", 1)[0] if path.stem[-1:].isdigit() else path.stem
    known = table in names() or table in sheet_names().values()
    return path.suffix == ".xlsx" or (path.suffix in {".csv", ".parquet"} and known)


class Sink(Protocol):
    """Where tables go, chunk after chunk."""

    def take(self, tables: Tables) -> None:
        """Append the rows of *tables*."""

    def close(self) -> None:
        """Finish the files."""


class ParquetSink:
    """One Parquet file a table, or one part of it; written as rows come."""

    def __init__(self, folder: Path, part: int | None = None, *, is_plain: bool = False) -> None:
        """Write into *folder*; with *part*, as `household-<part>.parquet`.

        *is_plain* leaves out dictionaries and statistics: of groups as small as a county's they
        make files larger and take half of the time.
        """
        suffix = "" if part is None else f"-{part}"
        self._how: dict[str, Any] = {"compression": "zstd", "compression_level": 3}
        if is_plain:
            self._how |= {"compression_level": 1, "use_dictionary": False}
            self._how |= {"write_statistics": False}
        self._files = {name: folder / f"{name}{suffix}.parquet" for name in names()}
        self._open: dict[str, pq.ParquetWriter] = {}

    def take(self, tables: Tables) -> None:
        """Append the rows of *tables*, one row group each unless they are many."""
        for name, frame in tables.items():
            if name not in self._open:
                self._open[name] = pq.ParquetWriter(
                    self._files[name], arrow_schema(name), **self._how
                )
            self._open[name].write_table(arrow(name, frame), row_group_size=ROWS_A_GROUP)

    def close(self) -> None:
        """Finish every file."""
        for writer in self._open.values():
            writer.close()


def arrow(table: str, frame: pl.DataFrame) -> pa.Table:
    """*frame* with the types that files keep: money as DECIMAL(12,2)."""
    exact = frame.with_columns(pl.col(name).cast(pl.Decimal(12, 2)) for name in money(table))
    return exact.to_arrow().cast(arrow_schema(table))


class TextSink:
    """CSV in UTF-8 with a mark, as people export it: Chinese headers and labels."""

    def __init__(self, folder: Path) -> None:
        """Write into *folder* when closed."""
        self._folder = folder
        self._held: dict[str, list[pl.DataFrame]] = {name: [] for name in names()}

    def take(self, tables: Tables) -> None:
        """Hold the rows of *tables*."""
        for name, frame in tables.items():
            self._held[name].append(labelled(name, frame))

    def close(self) -> None:
        """Write every file."""
        for name, frames in self._held.items():
            pl.concat(frames).write_csv(self._folder / f"{name}.csv", include_bom=True)


class WorkbookSink(TextSink):
    """One workbook, a sheet a table, every cell as text."""

    def close(self) -> None:
        """Write the workbook; its clock stands still, so that equal seeds give equal bytes."""
        book = xlsxwriter.Workbook(
            self._folder / WORKBOOK, {"constant_memory": True, "strings_to_formulas": False}
        )
        book.set_properties({"created": datetime(2022, 12, 31, tzinfo=UTC)})
        for name, frames in self._held.items():
            sheet = book.add_worksheet(sheet_names()[name])
            frame = pl.concat(frames)
            sheet.write_row(0, 0, frame.columns)
            for row, cells in enumerate(frame.iter_rows(), start=1):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write_string(row, column, cell)
        book.close()


def labelled(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """*frame* as text with Chinese headers: labels for codes, months without days."""
    return frame.select(
        _text(row["identifier"], row["type"], row["codes"]).alias(row["header_zh"])
        for row in columns()
        if row["table"] == table
    )


def _text(name: str, kind: str, code_list: str) -> pl.Expr:
    column = pl.col(name)
    if kind.startswith("CODES"):
        labels = pl.element().replace(labels_of(code_list))
        return column.list.eval(labels).list.join(SEPARATOR)
    if kind.startswith("CODE"):
        return column.replace(labels_of(code_list))
    if kind == "BOOLEAN":
        yes, no = words("phrases")["answers"]
        return pl.when(column).then(pl.lit(yes)).when(~column).then(pl.lit(no))
    if kind.startswith("DECIMAL"):
        return column.cast(pl.Decimal(12, 2)).cast(pl.String)
    formats = {"MONTH": "%Y-%m", "DATE": "%Y-%m-%d", "TIMESTAMP": "%Y-%m-%d %H:%M:%S"}
    return column.dt.to_string(formats[kind]) if kind in formats else column.cast(pl.String)


@cache
def labels_of(code_list: str) -> dict[str, str]:
    """The Chinese label of each code of a list."""
    with (REFERENCE / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["code"]: row["label_zh"] for row in rows if row["list"] == code_list}


@cache
def sheet_names() -> dict[str, str]:
    """The Chinese name of each table."""
    with (REFERENCE / "tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"]: row["sheet_zh"] for row in csv.DictReader(file)}
