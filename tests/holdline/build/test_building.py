"""From a folder to a published snapshot: once, whole, and nothing when it fails."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.build import going_on, publish, versions
from holdline.build.building import Progress, build
from holdline.build.engine.here import Here
from holdline.errors import (
    BuildDiskFull,
    BuildIncomplete,
    BuildMemoryMalformed,
    BuildMemoryShort,
    BuildStepFailed,
    BuildUnderWay,
    ImportColumnsMissing,
)
from holdline.settings import settings
from holdline.warehouse import snapshot
from holdline.warehouse.connection import Warehouse, open_snapshot
from holdline.warehouse.manifest import Manifest

Write = Callable[..., Path]
STEP = """-- Households by village.
--
-- grain:   village_code
-- reads:   source_household
-- columns:
--     village_code  VARCHAR  the village
--     households    BIGINT   its households  [户]
-- order:   village_code

select village_code, count(*) as households from source_household group by all order by all
"""
DYING = """
import os, signal, sys
from datetime import date
from pathlib import Path
from holdline import paths
from holdline.build import building, publish

paths.QUERIES = Path(sys.argv[2])
moment = sys.argv[3]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def told(progress):
    if progress.step == moment:
        die()

if moment == "unnamed":
    Path.rename = die
if moment == "unpointed":
    publish.point = die
if moment == "half pointed":
    Path.replace = die
building.build(Path(sys.argv[1]), as_of=date(2022, 12, 31), progress=told)
"""
MANIFEST = Manifest(
    "x", "", date(2022, 12, 31), is_sample=False, code_version="", rule_pack="", data_hash="",
    files={}, tables={"a": 2}, sources={}, quarantined=0, findings=0,
)  # fmt: skip
MOMENTS = ("household.csv", "place", "village_count", "unnamed", "unpointed", "half pointed")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, one build file, and rules that nobody edits meanwhile."""
    queries = tmp_path / "queries"
    (queries / "build" / "core").mkdir(parents=True)
    (queries / "build" / "core" / "village_count.sql").write_text(STEP, "utf-8")
    monkeypatch.setattr(paths, "QUERIES", queries)
    monkeypatch.setattr(versions, "rule_pack", lambda: "rules")
    monkeypatch.setattr(versions, "code_version", lambda: "code")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def held() -> list[str]:
    """What lies in the folder of snapshots, but for the lock."""
    return sorted(one.name for one in paths.snapshots().iterdir() if one.name != ".lock")


def test_a_snapshot_is_published_whole(write: Write) -> None:
    """Read-only, hashed, with its manifest; readers find it through the pointer."""
    told: list[Progress] = []
    built = build(write(), as_of=date(2022, 12, 31), progress=told.append)
    current = snapshot.current()
    with duckdb.connect(current.warehouse, read_only=True) as db:
        information = db.execute("from snapshot_info").fetchall()
        counted = db.execute("from village_count").fetchall()

    assert current.manifest == built.manifest
    assert current.id == f"20221231-{built.manifest.data_hash[:8]}"
    assert held() == [current.id, "CURRENT"]
    assert sorted(one.name for one in current.folder.iterdir()) == [
        "manifest.json",
        "warehouse.duckdb",
    ]
    assert current.warehouse.stat().st_mode & 0o777 == 0o444
    day, first, last = date(2022, 12, 31), date(2021, 10, 1), date(2022, 12, 1)
    assert information == [(day, False, first, last)]
    assert counted == [("370102001002", 1)]
    assert built.manifest.tables["source_member"] == 1
    assert [one.done for one in told] == list(range(told[0].total + 1))
    steps = ["household.csv", "member.csv", "monitor_case.csv", "place", "village_count", "publish"]
    assert [one.step for one in told] == [*steps, ""]


def test_equal_data_is_not_built_again(write: Write) -> None:
    """CURRENT points back at the snapshot it made."""
    first = build(write()).manifest
    second = build(write(household=[{"户主姓名": "示例乙"}])).manifest
    again = build(write())

    assert first.data_hash != second.data_hash
    assert (again.manifest, again.report) == (first, None)
    assert snapshot.current().id == first.snapshot_id
    assert held() == sorted([first.snapshot_id, second.snapshot_id, "CURRENT"])


def test_the_day_asked_for_makes_another_snapshot(write: Write) -> None:
    """The same files can be read as of another day."""
    ids = {build(write(), as_of=date(2022, month, 28)).manifest.snapshot_id for month in (11, 12)}

    assert {one[:8] for one in ids} == {"20221128", "20221228"}


def test_equal_data_gives_an_equal_snapshot(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever and whenever it is built."""
    first = build(write()).manifest
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "another"))
    second = build(write()).manifest

    assert (first.snapshot_id, first.tables) == (second.snapshot_id, second.tables)


def test_a_harmed_snapshot_is_built_again_under_another_name(write: Write) -> None:
    """A name is never used twice, as readers may hold the old file open."""
    first = build(write()).manifest
    warehouse = paths.snapshots() / first.snapshot_id / "warehouse.duckdb"
    warehouse.chmod(0o644)
    warehouse.write_bytes(warehouse.read_bytes()[:-1])
    second = build(write()).manifest

    assert second.snapshot_id == f"{first.snapshot_id}-2"
    assert snapshot.current().id == second.snapshot_id


def test_a_refused_import_changes_nothing(write: Write) -> None:
    """The current snapshot stays, and nothing is left behind."""
    first = build(write()).manifest
    folder = write()
    (folder / "member.csv").write_text("人编号\n1\n", "utf-8")

    with pytest.raises(ImportColumnsMissing):
        build(folder)
    assert held() == [first.snapshot_id, "CURRENT"]
    assert snapshot.current().id == first.snapshot_id


def test_a_step_that_fails_changes_nothing(write: Write) -> None:
    """The error names the file to mend."""
    file = paths.QUERIES / "build" / "core" / "bad.sql"
    file.write_text(STEP.replace("count(*)", "village_code / 2"), "utf-8")

    with pytest.raises(BuildStepFailed, match=r"queries/build/core/bad\.sql"):
        build(write())
    assert held() == []


def test_a_full_disk_is_told_and_leaves_nothing(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step meets it."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publish, "_to_disk", full)
    with pytest.raises(BuildDiskFull):
        build(write())
    assert held() == []


def test_one_build_runs_at_a_time(write: Write) -> None:
    """The second is told so, and the first is not disturbed."""
    with publish.building("other") as place:
        with pytest.raises(BuildUnderWay):
            build(write())
        assert place.is_dir()


def test_what_dead_builds_left_is_swept(write: Write) -> None:
    """By the next build."""
    stale = paths.snapshots() / ".build_dead"
    stale.mkdir(parents=True)
    (stale / "warehouse.duckdb").write_bytes(b"half")
    built = build(write()).manifest

    assert held() == [built.snapshot_id, "CURRENT"]


def test_a_build_with_other_rows_than_counted_is_not_published() -> None:
    """Nor is one whose write-ahead log was left behind."""
    with publish.building("x") as place:
        with duckdb.connect(place / "warehouse.duckdb") as db:
            db.execute("create table a as select 1")
        with pytest.raises(BuildIncomplete, match="rows are missing from a"):
            publish.published(place, MANIFEST)
        (place / "warehouse.duckdb.wal").write_bytes(b"")
        with pytest.raises(BuildIncomplete, match="log"):
            publish.published(place, MANIFEST)
    assert held() == []


def test_readers_keep_the_snapshot_they_opened(write: Write) -> None:
    """Publishing another neither disturbs them nor is kept from them."""
    build(write())
    before = open_snapshot(snapshot.current())
    build(write(household=[{}, {"户编号": "2"}]))
    after = open_snapshot(snapshot.current())

    assert (rows(before), rows(after)) == (1, 2)


def test_a_build_killed_at_any_moment_leaves_the_old_snapshot(
    write: Write, home: Path, tmp_path: Path
) -> None:
    """The new one is absent or whole, and the next build publishes it."""
    old = build(write(household=[{"户主姓名": "示例乙"}])).manifest.snapshot_id
    folder = write()
    dying = [killed(home, folder, tmp_path / moment, moment) for moment in MOMENTS]
    for moment, child in zip(MOMENTS, dying, strict=True):
        assert child.wait() == -signal.SIGKILL, moment
        check_survived(folder, tmp_path / moment, old)


def killed(home: Path, folder: Path, copy: Path, moment: str) -> subprocess.Popen[bytes]:
    """A build in a process and a home of its own, which dies at *moment*."""
    shutil.copytree(home, copy)
    return subprocess.Popen(
        [sys.executable, "-c", DYING, str(folder), str(paths.QUERIES), moment],
        env={"HOLDLINE_HOME": str(copy), "PYTHONPATH": str(paths.ROOT), "PATH": ""},
    )


def check_survived(folder: Path, home: Path, old: str) -> None:
    """The old snapshot serves, and building again publishes the new one and sweeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(home))
        assert snapshot.current().id == old
        assert all(one.manifest.files for one in snapshot.all())
        new = build(folder, as_of=date(2022, 12, 31)).manifest.snapshot_id
        assert snapshot.current().id == new
        assert [one for one in held() if one.startswith(".build")] == []


def rows(warehouse: Warehouse) -> int:
    """Households a reader of everything sees."""
    with warehouse.reading(Scope()) as cursor:
        return len(cursor.execute("from source_household").fetchall())


def test_a_build_that_lacked_memory_goes_on_from_what_is_done(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read again, and the snapshot is the one that would have been made at once."""
    folder = write()
    whole = build(folder)
    at_once = digests(whole.manifest.snapshot_id)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "other"))
    with monkeypatch.context() as patch:
        patch.setattr(Here, "make", short_of_memory)
        with pytest.raises(BuildMemoryShort):
            build(folder)
    assert [one for one in held() if not one.startswith(".build")] == []

    begun: list[Progress] = []
    made = build(folder, progress=begun.append)

    assert "household.csv" not in {one.step for one in begun}
    assert made.report == whole.report
    assert made.manifest.tables == whole.manifest.tables
    assert digests(made.manifest.snapshot_id) == at_once
    assert held() == [made.manifest.snapshot_id, "CURRENT"]


def short_of_memory(*_: object) -> None:
    """A step that needs more than there is."""
    raise BuildMemoryShort(path="queries/build/core/village_count.sql", memory="1 GB")


def digests(snapshot_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a snapshot, by table."""
    with duckdb.connect(paths.snapshots() / snapshot_id / "warehouse.duckdb", read_only=True) as db:
        names = [
            name for (name,) in db.execute("select table_name from duckdb_tables()").fetchall()
        ]
        return {name: db.execute(f"from {name} order by all").fetchall() for name in names}


def test_a_statement_that_lacks_memory_is_run_again_by_one_thread() -> None:
    """And told with the memory it had when that is not enough either."""
    with duckdb.connect(config={"memory_limit": "20MB", "threads": 2}) as db:
        db.execute("set temp_directory = ''")
        much = "select list(i) from range(10_000_000) as t (i)"
        with pytest.raises(BuildMemoryShort, match=r"step needs more than the 19\.0 MiB"):
            going_on.run(db, "step", much)
        assert db.execute("select current_setting('threads')").fetchall() == [(2,)]


def test_one_thread_may_be_enough() -> None:
    """The statement is run to its end, and the threads are as before for the next."""
    ran: list[str] = []

    def execute(statement: str, _: object = None) -> None:
        ran.append(statement)
        if ran == ["step"]:
            raise duckdb.OutOfMemoryException

    going_on.run(SimpleNamespace(execute=execute), "a file", "step")

    assert ran == ["step", "set threads = 1", "step", "reset threads"]


def test_memory_is_an_amount_or_the_build_does_not_begin(
    write: Write, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(settings.cache_clear)
    monkeypatch.setenv("HOLDLINE_BUILD_MEMORY", "a lot")
    settings.cache_clear()
    folder = write()

    with pytest.raises(BuildMemoryMalformed):
        build(folder)
    assert snapshot.pointed() == ""

    monkeypatch.setenv("HOLDLINE_BUILD_MEMORY", "400 MB")
    settings.cache_clear()
    assert build(folder).state == "published"
