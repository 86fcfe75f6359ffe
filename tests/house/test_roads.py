"""No road out of the house but the gate's: no toolbar, no picture, no table that can be saved.

To put it right: draw tables by holdline.shell.listing, charts with `config=QUIET`, and hand files
out by holdline.shell.download.
"""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from holdline import paths
from holdline.charts.theme import QUIET

# What Streamlit itself lets a reader save, copy or send, or draws from text as markup.
SAVING = {
    "dataframe", "data_editor", "table", "map", "altair_chart", "vega_lite_chart", "line_chart",
    "bar_chart", "area_chart", "scatter_chart", "pyplot", "graphviz_chart", "pdf", "json",
    "html", "iframe", "exception", "chat_input", "link_button",
}  # fmt: skip
ONE_ROAD = "holdline/shell/download.py"
CODE = sorted(
    path
    for path in [
        *(paths.ROOT / "holdline").rglob("*.py"), *paths.PAGES.rglob("*.py"), paths.ROOT / "app.py",
    ]
)  # fmt: skip


@cache
def calls() -> list[tuple[Path, ast.Call, str]]:
    """Every call of a function of Streamlit: `st.<name>(…)`."""
    return list(_found())


def _found() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = node.func.value
                if isinstance(of, ast.Name) and of.id == "st":
                    yield path.relative_to(paths.ROOT), node, node.func.attr


def test_nothing_is_drawn_that_can_be_saved_past_the_gate() -> None:
    found = [f"{path}:{node.lineno}: st.{name}" for path, node, name in calls() if name in SAVING]

    assert found == []


def test_files_are_handed_out_in_one_place() -> None:
    found = {path.as_posix() for path, _, name in calls() if name == "download_button"}

    assert found == {ONE_ROAD}


def test_every_chart_is_drawn_without_its_toolbar() -> None:
    loud = []
    for path, node, name in calls():
        if name == "plotly_chart":
            told = next((one.value for one in node.keywords if one.arg == "config"), None)
            module = importlib.import_module(".".join(path.with_suffix("").parts))
            config = getattr(module, told.id, {}) if isinstance(told, ast.Name) else {}
            if config.get("displayModeBar") is not False:
                loud.append(f"{path}:{node.lineno}")

    assert QUIET["displayModeBar"] is False
    assert loud == []


def test_no_text_is_drawn_as_html() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, node, _ in calls()
        for one in node.keywords
        if one.arg == "unsafe_allow_html"
    ]

    assert found == []


@pytest.mark.parametrize(
    "setting",
    ["disableDataExport = true", 'showErrorDetails = "none"', "showErrorLinks = false",
     'address = "127.0.0.1"', "gatherUsageStats = false"],
)  # fmt: skip
def test_the_frameworks_own_roads_are_shut(setting: str) -> None:
    assert setting in (paths.ROOT / ".streamlit" / "config.toml").read_text("utf-8")


def test_no_secret_stands_in_the_repository() -> None:
    ignored = (paths.ROOT / ".gitignore").read_text("utf-8")

    assert "secrets.toml" in ignored
    assert "access.toml" in ignored
