"""The drawn area as a filter: a chip on every page, and what the area cannot narrow."""

import streamlit as st

from holdline.shell import going
from holdline.shell.view import View, one


def draw(view: View) -> None:
    """How many households lie in the area, what that means, and a way out; nothing when undrawn.

    Where the area is not followed, by the page or by who reads it, that is said.
    """
    if not view.is_narrowed:
        if view.selection.area:
            why = "not_by_page" if view.scope.sight == "records" else "not_followed"
            st.caption(view.common(f"area.{why}"))
        return
    inside = one(view.query("map/area_counted", **view.chosen("division")))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="area"):
        st.button(
            view.common("area.chip", count=view.households(inside["households"])),
            key="area_chip",
            icon=":material/close:",
            help=view.common("area.clear"),
            on_click=going.change,
            args=(view,),
            kwargs={"area": ""},
        )
        st.caption(view.common("area.notice"))


def whole(view: View) -> None:
    """The data of this run that stay those of the whole division, named."""
    if view.whole:
        names = view.common("values.joint").join(
            view.common(f"area.tables.{table}") for table in sorted(view.whole)
        )
        st.caption(view.common("area.whole", names=names))
