"""Imports run downwards, and every part of the house stands on a floor."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

from holdline import paths

CONFIG = paths.ROOT / ".importlinter"
APP_MAY_IMPORT = {"holdline.shell", "holdline.messages", "holdline.errors", "streamlit"}


def test_every_import_contract_is_kept() -> None:
    """To put it right: move what is imported to a floor below both, or hand it in as a value."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[done.stdout.find("Broken contracts") :]


def test_every_part_of_the_package_is_on_a_floor() -> None:
    """To put it right: give it a line of `layers` in .importlinter, and say why in a decision."""
    config = configparser.ConfigParser()
    config.read(CONFIG, "utf-8")
    floors = set(re.findall(r"holdline\.(\w+)", config["importlinter:contract:floors"]["layers"]))
    parts = {
        path.stem for path in (paths.ROOT / "holdline").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }  # fmt: skip

    assert parts - floors - {"__init__"} == set()


def test_the_app_stands_on_the_shell() -> None:
    """import-linter does not see a lone module, so its imports are read here.

    To put it right: let a module of holdline.shell do it.
    """
    app = paths.ROOT / "app.py"
    below = {
        name for name in _imported(app)
        if name.startswith(("holdline", "pages")) or name in {"duckdb", "polars", "plotly"}
    }  # fmt: skip
    stray = {name for name in below if not any(name.startswith(one) for one in APP_MAY_IMPORT)}

    assert stray == set()


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{one.name}" for one in node.names}
    return names
