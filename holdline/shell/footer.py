"""The line below every page: which data, which rules, which code stand behind what is shown."""

import time

import streamlit as st

from holdline.access import suppression
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import area_chip, comments, sign_in, takeaway, timing
from holdline.shell.view import View


def draw(view: View, began: float) -> None:
    """Sample badge, snapshot and its day, data, rule and code versions, and this run's time.

    *began* is the reading of `time.perf_counter` when the run began.
    """
    took = time.perf_counter() - began
    timing.page(view.page, took)
    if sign_in.is_configured():
        sign_in.go_on()
    if not view.has_data:
        return
    area_chip.whole(view)
    manifest = view.manifest
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="footer"):
        if view.person.is_demonstration:
            st.badge(text(view.language, "access.badge"), color="orange")
        elif manifest.is_sample:
            st.badge(view.common("footer.sample"), color="orange")
        if view.scope.is_published:
            least = suppression.least()
            said = text(view.language, "access.published", least=least)
            st.badge(said, color="blue", help=text(view.language, "access.sees.analyst"))
        st.caption(
            view.common(
                "footer.dated" if view.scope.is_published else "footer.versions",
                snapshot=manifest.snapshot_id,
                day=day_name(manifest.as_of_on, view.language),
                data=manifest.data_hash[:12],
                rules=manifest.rule_pack,
                code=manifest.code_version,
                took=round(took * 1000),
            )
        )
        comments.draw(view)
        takeaway.draw(view)
