"""Every table and column of the sample, however it is written, imports as the same tables."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from holdline.access.identity import Person
from holdline.build import intake
from holdline.build.importing import imported
from holdline.build.sources import find
from holdline.reference import columns, divisions
from holdline.sample.tables import Tables
from holdline.sample.writing import ParquetSink, TextSink, WorkbookSink

PERSON = Person("tester", "tester", "data_team")
EACH, OTHERS = 2, 15
WHOLE = divisions.shipped


@pytest.fixture(scope="module")
def few(built_home: Path) -> Tables:
    """A few households of the small sample, and what belongs to them."""
    held = {
        name: pl.read_parquet(built_home / "import" / f"{name}.parquet")
        for name in columns.tables()
    }
    numbered = [frame["household_id"] for frame in held.values() if "household_id" in frame.columns]
    cases = pl.concat(
        those.drop_nulls().unique(maintain_order=True).head(EACH) for those in numbered
    )
    return {
        name: frame.filter(pl.col("household_id").is_in(cases.implode()))
        if "household_id" in frame.columns and name not in {"warning", "self_report"}
        else frame
        if name in {"division", "county_income"}
        else frame.head(OTHERS)
        for name, frame in held.items()
    }


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and all divisions of the province."""
    monkeypatch.setattr(divisions, "shipped", WHOLE)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def exact(few: Tables, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What Parquet gives."""
    place = tmp_path_factory.mktemp("exact")
    (place / "parquet").mkdir()
    parquet(place / "parquet", few)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(divisions, "shipped", WHOLE)
        patch.setenv("HOLDLINE_HOME", str(place / "home"))
        return held(place / "parquet", place / "scratch")


def parquet(folder: Path, tables: Tables) -> None:
    sink = ParquetSink(folder)
    sink.take(tables)
    sink.close()


def text(folder: Path, tables: Tables) -> None:
    sink = TextSink(folder)
    sink.take(tables)
    sink.close()


def gbk(folder: Path, tables: Tables) -> None:
    text(folder, tables)
    for file in folder.glob("*.csv"):
        named = folder / f"{columns.tables()[file.stem].sheet_zh}.csv"
        named.write_text(file.read_text("utf-8-sig"), "gb18030")
        file.unlink()


def workbook(folder: Path, tables: Tables) -> None:
    sink = WorkbookSink(folder)
    sink.take(tables)
    sink.close()


def held(folder: Path, scratch: Path) -> dict[str, list[object]]:
    """Every source table that *folder* gives."""
    scratch.mkdir()
    batch = intake.taken_in([folder], PERSON, as_of="2022-12-31")
    assert (batch.refused, batch.questions, batch.ignored) == ((), (), ())
    intake.planned(batch)
    with duckdb.connect() as db:
        found = find(batch.folder)
        imported(db, found, scratch, as_of=batch.day, begun=lambda _: None)
        return {
            name: db.execute(
                f"select * exclude (source_file, source_line) from source_{name} "
                "where source_line is not null order by source_line"
            ).fetchall()
            for name in columns.tables()
        }


@pytest.mark.parametrize("form", [text, gbk, workbook])
def test_each_form_gives_the_tables_that_parquet_gives(
    few: Tables,
    exact: dict[str, list[object]],
    tmp_path: Path,
    form: Callable[[Path, Tables], None],
) -> None:
    """Labels or codes, Chinese headers or identifiers, text or types: nothing is lost."""
    (tmp_path / "other").mkdir()
    form(tmp_path / "other", few)
    other = held(tmp_path / "other", tmp_path / "scratch")

    assert {name for name, rows in exact.items() if rows} == {*columns.tables()}
    for name in columns.tables():
        assert exact[name] == other[name], name


def test_parquet_gives_what_was_written(few: Tables, exact: dict[str, list[object]]) -> None:
    """Cell by cell: what the others are compared with is right itself."""
    for name, frame in few.items():
        width = len(columns.table(name))
        assert list(map(list, frame.rows())) == [list(row)[:width] for row in exact[name]], name
