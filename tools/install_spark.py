"""Make sure `make cluster` has Spark, in a place of its own, and Java: Debian's, for root."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".venv-spark"
NEEDED = "openjdk-17-jre-headless"
MISSING = f"""A Spark cluster of this machine needs Java 17 or newer.
On Debian or Ubuntu:  sudo apt-get install {NEEDED}
"""


def main() -> int:
    """Install what is missing, or say how to."""
    if shutil.which("java") is None and not _java():
        sys.stderr.write(MISSING)
        return 1
    if not list(PLACE.glob("lib/python3*/site-packages/pyspark/bin/spark-class")):
        venv.create(PLACE, with_pip=True)
        pip = [str(PLACE / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        wanted = ["--no-deps", "-r", str(ROOT / "requirements-spark.txt")]
        subprocess.run([*pip, *wanted], check=True)
    return 0


def _java() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", NEEDED]):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return True


if __name__ == "__main__":
    sys.exit(main())
