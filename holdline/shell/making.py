"""Make the first snapshot from the app: of the import files, or of the invented province."""

import subprocess
import sys

import streamlit as st

from holdline import build, paths
from holdline.errors import HoldlineError
from holdline.messages.catalogue import text

SIZES = ("small", "city", "province")


def offer(language: str) -> None:
    """A button that builds from the import folder, or from invented data of the chosen size."""
    has_files = paths.imports().is_dir() and any(paths.imports().iterdir())
    size = None
    if not has_files:
        size = st.segmented_control(
            text(language, "common.making.size"),
            SIZES,
            default="city",
            required=True,
            format_func=lambda one: text(language, f"common.making.sizes.{one}"),
        )
    key = "common.making.build" if has_files else "common.making.sample"
    if st.button(text(language, key), type="primary", icon=":material/construction:"):
        _make(size, language)


def _make(size: str | None, language: str) -> None:
    shown = st.progress(0.0, text=text(language, "common.making.begun"))

    def progressed(progress: build.Progress) -> None:
        share = min(1.0, progress.done / max(progress.total, 1))
        shown.progress(share, text=text(language, "common.making.step", step=progress.step))

    try:
        if size:
            _invent(size)
        build.run(paths.imports(), as_of=None, progress=progressed)
    except HoldlineError as fault:
        kind = type(fault).__name__
        st.error(text(language, f"errors.{kind}.what", **fault.facts))
        st.write(text(language, f"errors.{kind}.fix", **fault.facts))
        return
    st.rerun()


def _invent(size: str) -> None:
    """Write sample files in a process of its own, so that its memory is given back."""
    command = [sys.executable, "-m", "holdline", "sample", "--size", size, "--seed", "1"]
    into = ["--out", str(paths.imports())]
    subprocess.run([*command, *into], check=True, cwd=paths.ROOT)  # noqa: S603  our own words only
