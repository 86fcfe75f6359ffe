"""What every test stands on: a home of its own, and one small province built once."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot, current

SEED = "7"


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
        yield home


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
