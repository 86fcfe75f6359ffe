"""`python -m bench`: the briefing against the same page built naively, in the browser."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench import limit
from bench.measuring import compared
from bench.rivals import RIVALS
from bench.table import table
from holdline import paths
from holdline.warehouse.snapshot import held_in

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Measure, print the table, keep it as text."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=("small", "city", "province"), default="province")
    parser.add_argument("--count", type=int, default=20, help="times each thing is done")
    parser.add_argument("--date", default="not given", help="written above the table")
    parser.add_argument("--keep", action="store_true", help="write bench/results/<size>.txt")
    options = parser.parse_args()
    home = _home(options.size)
    snapshot = (home / "snapshots" / "CURRENT").read_text().strip()
    seen = compared(RIVALS, home, count=options.count)
    told = table(seen, size=options.size, on=options.date, snapshot=snapshot)
    told += f"\n\n{limit.of_drill(held_in(home / 'snapshots', snapshot))[1]}"
    print(told)
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{options.size}.txt").write_text(f"{told}\n")
    return 0


def _home(size: str) -> Path:
    """The home in use when it is of that size, else one of its own, made when it is missing."""
    used = paths.home()
    about = used / "import" / "about.toml"
    if about.exists() and f'size = "{size}"' in about.read_text() and _is_built(used):
        return used
    home = paths.ROOT / "data" / "local" / f"bench-{size}"
    if not _is_built(home):
        making = ["sample", "--size", size, "--seed", "1", "--out", str(home / "import")]
        for arguments in (making, ["build"]):
            subprocess.run(
                [sys.executable, "-m", "holdline", *arguments],
                check=True,
                cwd=paths.ROOT,
                env={**os.environ, "HOLDLINE_HOME": str(home)},
            )
    return home


def _is_built(home: Path) -> bool:
    return (home / "snapshots" / "CURRENT").exists()


if __name__ == "__main__":
    sys.exit(main())
