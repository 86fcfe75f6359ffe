"""What makes one build another than the last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.build import versions
from holdline.build.sources import Sources, find


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of SQL and of rules, with one file each."""
    for name in ("QUERIES", "RULES"):
        folder = tmp_path / name / "build"
        folder.mkdir(parents=True)
        (folder / "a.sql").write_text("select 1")
        monkeypatch.setattr(paths, name, tmp_path / name)
    return tmp_path


def test_code_is_told_by_the_sql_it_runs(content: Path) -> None:
    """Not by when or where the files were written."""
    before = versions.code_version()
    (content / "QUERIES" / "build" / "a.sql").touch()
    assert versions.code_version() == before

    (content / "QUERIES" / "build" / "a.sql").write_text("select 2")
    assert versions.code_version() != before


def test_rules_are_told_by_their_files(content: Path) -> None:
    """A file more is another pack."""
    before = versions.rule_pack()
    (content / "RULES" / "b.toml").touch()

    assert versions.rule_pack() != before
    assert versions.rule_pack().startswith("shandong-2021+")


@pytest.mark.usefixtures("content")
def test_data_are_told_by_files_day_code_and_rules(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of any makes another snapshot."""
    found: Sources = find(write())
    digests = found.digests | {"member.csv": "0" * 64}
    hashes = [
        versions.data_hash(found, None),
        versions.data_hash(found, date(2022, 12, 31)),
        versions.data_hash(replace(found, digests=digests), None),
    ]
    monkeypatch.setattr(versions, "rule_pack", lambda: "other")
    hashes.append(versions.data_hash(found, None))
    monkeypatch.setattr(versions, "code_version", lambda: "other")
    hashes.append(versions.data_hash(found, None))

    assert len(set(hashes)) == len(hashes)
    assert versions.data_hash(found, None) == hashes[-1]
