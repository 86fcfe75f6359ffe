"""SQL files are found by name, being there."""

import os
from pathlib import Path

import pytest

from holdline import paths
from holdline.errors import UnknownQuery
from holdline.queries import catalogue

TEXT = """\
-- A {word}.
--
-- grain:   one row
-- reads:   nothing
-- columns:
--     answer  INTEGER  the answer
-- order:   none

select 42 as answer
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two invented queries, read in place of the real ones."""
    queries = tmp_path / "queries"
    for name in ("shared/b", "page/a"):
        file = queries / f"{name}.sql"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(word="number"), "utf-8")
    (tmp_path / "outside.sql").write_text(TEXT, "utf-8")
    monkeypatch.setattr(paths, "QUERIES", queries)
    return queries


@pytest.mark.usefixtures("folder")
def test_a_query_is_its_path() -> None:
    assert catalogue.query("page/a").statement == "select 42 as answer"


@pytest.mark.usefixtures("folder")
def test_all_come_by_name_and_by_folder() -> None:
    assert [file.name for file in catalogue.all()] == ["page/a", "shared/b"]
    assert [file.name for file in catalogue.all("shared")] == ["shared/b"]
    assert catalogue.all("none") == ()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["page/z", "../outside", "page", ""])
def test_what_is_no_query_is_refused(name: str) -> None:
    with pytest.raises(UnknownQuery, match=f"Write queries/{name}.sql"):
        catalogue.query(name)


def test_a_changed_file_is_read_again_only_on_request(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "page" / "a.sql"
    first = catalogue.query("page/a")
    file.write_text(TEXT.format(word="changed number"), "utf-8")
    os.utime(file, ns=(1, 1))

    assert catalogue.query("page/a") is first
    monkeypatch.setenv("HOLDLINE_RELOAD", "1")
    assert catalogue.query("page/a").summary == "A changed number."
