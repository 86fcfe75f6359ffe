"""What the recounts share: the small sample's answers, and the import made by hand, built once."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import current
from tests.oracle import handmade
from tests.oracle.asked import Asked


@pytest.fixture(scope="session")
def asked(built_home: Path) -> Iterator[Asked]:
    """The answers of the small sample, faults and all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        snapshot = current()
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        yield Asked(cursor)


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home built from the import made by hand, once for all workers of the session."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home = shared / "by_hand"
    with (shared / "by_hand.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "snapshots" / "CURRENT").exists():
            handmade.write(home / "import")
            done = subprocess.run(
                [sys.executable, "-m", "holdline", "build"],
                cwd=paths.ROOT, env=os.environ | {"HOLDLINE_HOME": str(home)},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
    return home
