"""What every test stands on: a home of its own, and one small province built once."""

import fcntl
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from xdist.scheduler import LoadScopeScheduling

from holdline import paths
from holdline.build import comparing, digests
from holdline.settings import settings
from holdline.warehouse.snapshot import WAREHOUSE, Snapshot, current, digest_of

SEED = "7"
# The first four households of the first village that has as many.
EDITED = """
create temp table picked as
select household_id, row_number() over (order by household_id) as nth from source_household
where placed_code = (
    select min(placed_code) from (
        select placed_code from source_household group by all having count(*) >= 4
    )
);
delete from source_member where household_id in (select household_id from picked where nth = 1);
delete from source_household where household_id in (select household_id from picked where nth = 1);
update source_member set household_id = 'R' || household_id
where household_id in (select household_id from picked where nth = 2);
update source_household set household_id = 'R' || household_id
where household_id in (select household_id from picked where nth = 2);
update source_household set phone = '13900000000'
where household_id in (select household_id from picked where nth in (3, 4))
"""


# Modules that look at the same visits of a browser, each made once in a process.
VISITING = ("test_every_page", "test_filters", "test_lightness", "test_words")
# What takes longest goes first: begun last, it would leave the other process idle.
LONGEST = ("visits", "browser", "tests/holdline/access/test_matrix.py", "tests/oracle/")


class ByModule(LoadScopeScheduling):
    """A module's tests run in one process, the browser's in two that each serve one app.

    Not `--dist loadgroup`: xdist 3.8 writes the group where pytest 9.2 no longer reads it.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    """Share the tests out by `ByModule`, whatever `--dist` says."""
    return ByModule(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Of the order by lot, what takes longest comes first."""
    yield
    items.sort(key=lambda item: _turn(_group(item.nodeid)))


def _turn(group: str) -> int:
    return next((at for at, name in enumerate(LONGEST) if group.startswith(name)), len(LONGEST))


def _group(nodeid: str) -> str:
    module = nodeid.partition("::")[0]
    if not module.startswith("tests/browser/"):
        return module
    return "visits" if Path(module).stem in VISITING else "browser"


def pytest_configure(config: pytest.Config) -> None:
    """Keep what holdline.queries.runner says about DuckDB's warning, as pytest resets it."""
    quiet = "ignore:Arrow output on a DB-API result makes an extra copy:UserWarning"
    config.addinivalue_line("filterwarnings", quiet)


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the repository's own snapshots."""
    home = tmp_path_factory.mktemp("empty_home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(home))
        patch.setenv("HOLDLINE_ANALYSTS_COPY", "visit")  # few tests read it; none waits for it
        patch.setenv("HOLDLINE_PACE", "1000")  # tests open more than anybody
        settings.cache_clear()
        yield home


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Streamlit's AppTest reads what every installed package says of itself at each run.

    That is three quarters of what a page costs; no package is installed while the tests run.
    """
    with pytest.MonkeyPatch.context() as patch:
        if "streamlit" in sys.modules:  # else no test of this run draws a page
            scanner = importlib.import_module("streamlit.components.v2.manifest_scanner")
            once = cache(scanner.scan_component_manifests)
            patch.setattr(scanner, "scan_component_manifests", once)
            patch.setattr("holdline.shell.later.PAUSE", 0)  # no browser draws what is waited for
        yield


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the small sample built and published, once for all workers of the session."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home = shared / "built_home"
    with (shared / "built_home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "snapshots" / "CURRENT").exists():
            _holdline(home, "sample", "--size", "small", "--seed", SEED, "--out", home / "import")
            _holdline(home, "build")
    return home


@pytest.fixture
def snapshot(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The snapshot of the small sample; HOLDLINE_HOME points at it for the test."""
    monkeypatch.setenv("HOLDLINE_HOME", str(built_home))
    return current()


@pytest.fixture(scope="session")
def edited(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The small sample as if imported again after edits: rows gone, new, changed and renamed.

    Of the first village one household is gone with its members, one has another number and its
    members with it, two have another telephone; nothing else differs.
    """
    folder = tmp_path_factory.mktemp("edited") / "edited"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        source = current()
    folder.mkdir()
    shutil.copyfile(source.warehouse, folder / WAREHOUSE)
    with duckdb.connect(folder / WAREHOUSE) as db:
        db.execute(EDITED)
        for table in ("row_digest", "place_digest", "digest_made", "column_filled"):
            db.execute(f"drop table {table}")
        digests.load(db)
    files = {WAREHOUSE: digest_of(folder / WAREHOUSE)}
    return Snapshot("edited", folder, replace(source.manifest, snapshot_id="edited", files=files))


@pytest.fixture(scope="session")
def compared(
    built_home: Path, edited: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """The comparison of the small sample with `edited`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        source = current()
        patch.setenv("HOLDLINE_HOME", str(tmp_path_factory.mktemp("compared")))
        return comparing.comparison(source, edited)


def _holdline(home: Path, *arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "holdline", *arguments],
        cwd=paths.ROOT,
        env=os.environ | {"HOLDLINE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        command = " ".join(map(str, arguments))
        pytest.fail(f"`python -m holdline {command}` failed:\n{done.stdout}\n{done.stderr}")
