"""Bring files: upload them, say whose they are and what day they show, have them looked through."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from holdline.build import intake, working
from holdline.errors import HoldlineError
from holdline.shell import going, imports_told
from holdline.shell.view import View

TYPES = ("xlsx", "csv", "txt", "tsv", "parquet", "zip", "xls", "xlsm", "et", "toml")
SOURCE = "imports_source"


def draw(view: View) -> None:
    """The form; for whoever may not import, why not."""
    if not view.person.may("act.import"):
        st.info(view.say("may_not"), icon=":material/lock:")
        return
    if not intake.sees_all(view.person):
        st.info(view.say("sees_part"), icon=":material/lock:")
        return
    with st.form("imports_bring", border=True):
        files = st.file_uploader(
            view.say("files"), type=list(TYPES), accept_multiple_files=True, key="imports_files"
        )
        left, middle, right, last = st.columns(
            [3, 2, 3, 2], gap="medium", vertical_alignment="bottom"
        )
        source = left.text_input(
            view.say("source"), key=SOURCE, max_chars=100, help=view.say("source_note")
        )
        day = middle.date_input(
            view.say("as_of"), value=None, key="imports_day", help=view.say("as_of_note"),
            format="YYYY-MM-DD",
        )  # fmt: skip
        with right:
            adds = st.toggle(view.say("adds"), key="imports_adds", help=view.say("adds_note"))
            is_invented = view.person.is_demonstration and not view.has_data
            may_be = view.manifest.is_sample or is_invented
            is_sample = may_be and st.toggle(
                view.say("invented"), key="imports_invented", help=view.say("invented_note")
            )
        is_sent = last.form_submit_button(
            view.say("look"), type="primary", icon=":material/search:", width="stretch"
        )
    if is_sent and files:
        told = {"source": source.strip(), "as_of": day.isoformat() if day else ""}
        _bring(view, files, **told, adds=adds, is_sample=is_sample)
    elif is_sent:
        st.warning(view.say("no_files"))


def _bring(view: View, files: Iterable[Any], **told: Any) -> None:
    try:
        with st.spinner(view.say("looking")), tempfile.TemporaryDirectory() as folder:
            for number, file in enumerate(files):
                place = Path(folder) / str(number)
                place.mkdir()
                (place / Path(file.name).name).write_bytes(file.getbuffer())
            given = sorted(Path(folder).glob("*/*"), key=lambda path: int(path.parent.name))
            batch = intake.taken_in(given, view.person, **told)
            if not batch.questions and not batch.refused:
                working.start(batch, view.person, "check")
    except HoldlineError as fault:
        imports_told.fault(view, type(fault).__name__, fault.facts)
        return
    going.more(view, batch=batch.number)
    going.again()
