"""Make the first snapshot from the app: import files if there are any, the invented province if not."""

import streamlit as st

from holdline import build, paths, sample
from holdline.errors import HoldlineError
from holdline.messages.catalogue import text

SIZES = ("small", "city", "province")


def offer(language: str) -> None:
    """A button that builds from the import folder, or from invented data of the chosen size."""
    has_files = paths.imports().is_dir() and any(paths.imports().iterdir())
    size = ""
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


def _make(size: str, language: str) -> None:
    shown = st.progress(0.0, text=text(language, "common.making.begun"))
    try:
        if size:
            sample.write(size=size, seed=1, folder=paths.imports())
        build.run(
            paths.imports(),
            as_of=None,
            progress=lambda step, done, total, _: shown.progress(
                min(1.0, done / max(total, 1)), text=text(language, "common.making.step", step=step)
            ),
        )
    except HoldlineError as fault:
        kind = type(fault).__name__
        st.error(text(language, f"errors.{kind}.what", **fault.facts))
        st.write(text(language, f"errors.{kind}.fix", **fault.facts))
        return
    st.rerun()
