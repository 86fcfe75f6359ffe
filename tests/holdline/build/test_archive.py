"""A backup in one command, and everything back from it."""

import json
import shutil
import tarfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.access import audit
from holdline.access.identity import operator
from holdline.build import archive, building, deciding, versions
from holdline.errors import BackupUnreadable, HomeNotEmpty
from holdline.warehouse import snapshot

Write = Callable[..., Path]
Homed = Callable[[str], Path]


@pytest.fixture
def homed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homed:
    """Work in the home of a name from now on."""
    monkeypatch.setattr(versions, "code_version", lambda: "code")
    monkeypatch.setattr(versions, "rule_pack", lambda: "rules")
    monkeypatch.setattr(building.steps, "all_steps", lambda: ())
    monkeypatch.setattr(building, "all_checks", lambda: ())
    monkeypatch.setattr(building.checking, "all_checks", lambda: ())
    monkeypatch.delenv("HOLDLINE_KEYS", raising=False)

    def named(name: str) -> Path:
        monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / name))
        return tmp_path / name

    return named


@pytest.fixture
def backup(homed: Homed, write: Write, tmp_path: Path) -> Path:
    """A backup of a home with two imports, the second undone, and a file imported."""
    homed("old")
    first = building.build(write(), as_of=date(2022, 12, 31)).manifest.snapshot_id
    changed = write(household=[{"户主姓名": "示例乙"}])
    second = building.build(changed, as_of=date(2022, 12, 31)).manifest.snapshot_id
    deciding.undo(operator(), second, "the wrong file")
    kept = paths.home() / "imports" / "b1"
    kept.mkdir(parents=True)
    (kept / "household.csv").write_text("x", "utf-8")
    archive.back_up(tmp_path / "kept.tar")
    assert snapshot.pointed() == first
    return tmp_path / "kept.tar"


def test_everything_comes_back(backup: Path, homed: Homed) -> None:
    """What serves, what was decided, the files, the keys; and the audit's chain still holds."""
    old = {one.snapshot_id: one for one in deciding.listed()}
    serving = snapshot.pointed()
    home = homed("new")
    contents = archive.restore(backup)

    assert (contents["serving"], snapshot.pointed()) == (serving, serving)
    assert {one.snapshot_id: one for one in deciding.listed()} == old
    assert (home / "imports" / "b1" / "household.csv").read_text("utf-8") == "x"
    assert (home / "keys" / "audit.key").stat().st_mode & 0o777 == 0o600
    assert not (home / "derived").exists()
    assert not (home / ".restoring").exists()
    assert audit.verify().faults == ()


def test_a_home_in_use_is_not_overwritten(backup: Path) -> None:
    with pytest.raises(HomeNotEmpty):
        archive.restore(backup)


def test_a_changed_backup_is_refused_and_leaves_nothing(
    backup: Path, homed: Homed, tmp_path: Path
) -> None:
    """One flipped byte of one file is found before anything is moved."""
    place = tmp_path / "unpacked"
    with tarfile.open(backup) as tar:
        tar.extractall(place, filter="data")
    file = next(place.glob("snapshots/*/warehouse.duckdb"))
    file.chmod(0o644)
    harmed = bytearray(file.read_bytes())
    harmed[len(harmed) // 2] ^= 1
    file.write_bytes(bytes(harmed))
    with tarfile.open(tmp_path / "harmed.tar", "w") as tar:
        tar.add(place, arcname=".")
    home = homed("new")

    with pytest.raises(BackupUnreadable, match=r"warehouse\.duckdb"):
        archive.restore(tmp_path / "harmed.tar")
    assert not any(home.iterdir())


def test_a_file_that_is_no_backup_is_refused(homed: Homed, tmp_path: Path) -> None:
    homed("new")
    (tmp_path / "x.tar").write_bytes(b"no")

    with pytest.raises(BackupUnreadable):
        archive.restore(tmp_path / "x.tar")


def test_a_path_that_climbs_is_refused(homed: Homed, tmp_path: Path) -> None:
    """Nothing is written outside the home."""
    homed("new")
    (tmp_path / "evil").write_text("x", "utf-8")
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.add(tmp_path / "evil", arcname="../../climbed")

    with pytest.raises(BackupUnreadable):
        archive.restore(tmp_path / "evil.tar")
    assert not (tmp_path.parent / "climbed").exists()


def test_a_backup_that_fails_leaves_no_file(
    homed: Homed, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a backup would be taken for one."""
    homed("old")
    building.build(write(), as_of=date(2022, 12, 31))
    monkeypatch.setattr(json, "dumps", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        archive.back_up(tmp_path / "kept.tar")
    assert not list(tmp_path.glob("kept.tar*"))
    assert shutil.disk_usage(tmp_path).free > 0
