"""A build killed at a random moment leaves the old snapshot serving, or the new one whole."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from holdline import paths

# `HOLDLINE_KILLS=50 pytest tests/holdline/build/test_killing.py` is the whole proof.
KILLS = os.environ.get("HOLDLINE_KILLS", "5")


def test_builds_killed_at_random_moments_leave_a_whole_snapshot(tmp_path: Path) -> None:
    """In one home, one after another: what the dead leave behind never hinders the next.

    Processes that read all the while meet no error and never two snapshots at once.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.holdline.build.killing", str(tmp_path / "home"), KILLS],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    counted = ast.literal_eval(done.stdout.strip().splitlines()[-1])
    assert counted["old"] + counted["new"] == int(KILLS)
    assert counted["old"] > 0
    assert counted["faults"] == 0
    assert counted["looks"] > 0
    assert counted["seen"] > 1
