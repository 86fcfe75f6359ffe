"""A part of the house does not drag in what it does not need.

To put it right: import the heavy package inside the one function that needs it, or move that
function to the floor that owns the package.
"""

import json
import subprocess
import sys

import pytest

from holdline import paths

SCREEN = ["streamlit"]
DRAWING = ["plotly", "pydeck"]
SHAPES = ["geopandas", "shapely", "pyproj"]
TABLES = ["duckdb", "polars", "pandas", "pyarrow"]
LOADED = """
import importlib, json, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
        importlib.import_module(found.name)
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    ("parts", "unwanted"),
    [
        (["messages", "reference", "access", "errors", "paths"], SCREEN + DRAWING + SHAPES),
        (["warehouse", "queries", "rules", "quality", "timeline"], SCREEN + DRAWING + SHAPES),
        (["build", "sample", "tables", "exports"], SCREEN + DRAWING),
        (["geo", "maps", "charts"], SCREEN),
        (["__main__"], SCREEN + DRAWING + SHAPES + TABLES),
    ],
    ids="-".join,
)
def test_nothing_unneeded_is_loaded(parts: list[str], unwanted: list[str]) -> None:
    there = [part for part in parts if _is_there(part)]
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *(f"holdline.{part}" for part in there)],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))

    assert sorted(loaded & set(unwanted)) == []


def _is_there(part: str) -> bool:
    package = paths.ROOT / "holdline" / part
    return package.with_suffix(".py").exists() or (package / "__init__.py").exists()
