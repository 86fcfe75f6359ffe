"""Small import folders, written by hand, and what reading them gives."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from holdline.build import sources
from holdline.build.importing import imported
from holdline.build.report import ImportReport
from holdline.reference import divisions

VILLAGE = "370102001002"
HOUSEHOLD = {
    "户编号": "3701020010020001",
    "村代码": VILLAGE,
    "户主姓名": "示例甲",
    "户主证件号码": "370199198001011239",
    "户类型": "脱贫享受政策户",
    "家庭人口数": "1",
}
MEMBER = {
    "人编号": "3701020010020001001",
    "户编号": "3701020010020001",
    "姓名": "示例甲",
    "性别": "男",
    "证件号码": "370199198001011239",
    "与户主关系": "户主",
    "健康状况": "健康",
    "劳动技能": "普通劳动力",
}
CASE = {
    "监测编号": "J1",
    "户编号": "3701020010020001",
    "监测对象类别": "脱贫不稳定户",
    "识别来源": "集中排查",
    "识别监测时间": "2021-10",
    "致贫返贫风险1": "因病",
    "风险是否已消除": "否",
}
BASE = {"household": HOUSEHOLD, "member": MEMBER, "monitor_case": CASE}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Read:
    """A folder that was read: its tables, and what the report says."""

    db: duckdb.DuckDBPyConnection
    report: ImportReport
    as_of: date

    def rows(self, query: str) -> list[Any]:
        """The rows of a query, tuples of one value as that value."""
        found = self.db.execute(query).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    def findings(self) -> list[Any]:
        """Every finding: column, value, code."""
        return self.rows("select column_name, value, finding from import_finding order by all")

    def reasons(self) -> list[Any]:
        """Every row set aside: table, column, value, reason."""
        return self.rows(
            "select table_name, column_name, value, reason from quarantine order by all"
        )


@pytest.fixture(autouse=True)
def few_divisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One village and those above it are shipped, and a county of another province."""
    codes = [VILLAGE[:length] for length in (2, 4, 6, 9, 12)]
    shipped = divisions.shipped()
    few = shipped.filter(shipped["division_code"].is_in(codes))
    other = few.filter(few["level"] == 3).with_columns(division_code=pl.lit("410102"))

    def chosen(provinces: Sequence[str] = ("37",)) -> pl.DataFrame:
        return few if "37" in provinces else few.clear() if provinces else pl.concat([few, other])

    monkeypatch.setattr(divisions, "shipped", chosen)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty import folder."""
    made = tmp_path / "import"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Write one household, its member and its case, each table changed as told; gives the folder.

    A table is told as its rows: each is laid over that table's example row. A table without an
    example takes the rows as they are.
    """

    def written(**tables: Sequence[Row]) -> Path:
        for table, example in BASE.items():
            rows = [example | dict(row) for row in tables.pop(table, [{}])]
            to_csv(folder / f"{table}.csv", rows, list(example))
        for table, rows in tables.items():
            to_csv(folder / f"{table}.csv", rows, list(rows[0]))
        return folder

    return written


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Callable[..., Read]]:
    """Read a folder into an empty database, as a build does."""
    with duckdb.connect() as db:

        def reading(folder: Path, as_of: date | None = date(2022, 12, 31)) -> Read:
            scratch = tmp_path / "scratch"
            scratch.mkdir()
            found = sources.find(folder)
            report, day = imported(db, found, scratch, as_of=as_of, begun=lambda _: None)
            return Read(db, report, day)

        yield reading


def to_csv(
    file: Path, rows: Sequence[Row], headers: Sequence[str], encoding: str = "utf-8"
) -> None:
    """Write *rows*, of *headers* and whatever else a row holds, as CSV."""
    names = list(dict.fromkeys([*headers, *(name for row in rows for name in row)]))
    with file.open("w", encoding=encoding, newline="") as opened:
        writer = csv.DictWriter(opened, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
