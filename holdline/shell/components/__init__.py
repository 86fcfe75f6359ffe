"""The parts drawn by our own few lines of browser code, and why: docs/decisions/0007.

Each is registered once, with its files beside this module; pages use the functions of
holdline.shell.board, holdline.shell.listing and holdline.shell.words, never these.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
FRAMES = {
    "board": '<div class="board">\n</div>',
    "table": '<div class="frame">\n</div>',
    "points": '<div class="map">\n<canvas class="canvas" tabindex="0" role="img"></canvas>'
    '<div class="tools"></div><div class="tip" hidden></div><div class="note"></div>'
    '<div class="legend"></div>\n</div>',
    "areas": '<div class="map">\n<svg class="ground" role="group"><g class="land"></g>'
    '<path class="over"></path><g class="names"></g></svg><div class="tip" hidden></div>'
    '<div class="note" hidden></div><div class="legend"></div>\n</div>',
    "stage": '<div class="stage" tabindex="0" role="group">\n</div>',
    "words": "<span hidden>\n</span>",
    "address": "<span hidden>\n</span>",
    "target": "<span hidden>\n</span>",
}
# Whose rules of style are of the whole page; the others' stay their own.
WHOLE_PAGE = ("words",)


@lru_cache(maxsize=8)
def component(name: str) -> Callable[..., Any]:
    """The mounting function of one component of FRAMES."""
    style = HERE / f"{name}.css"
    mounted: Callable[..., Any] = st.components.v2.component(
        f"holdline_{name}",
        html=FRAMES[name],
        css=_tight(style.read_text(encoding="utf-8")) if style.exists() else None,
        js=_lean((HERE / f"{name}.js").read_text(encoding="utf-8")),
        isolate_styles=name not in WHOLE_PAGE,
    )
    return mounted


def _tight(style: str) -> str:
    """A style sheet without the spaces that mean nothing, a rule a line."""
    return re.sub(r"\s*([{};,])\s*", r"\1", style).replace(": ", ":").replace("}", "}\n")


def _lean(text: str) -> str:
    """*text* without indents and whole-line comments: it travels with every table drawn anew."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
