"""The drawn area as a filter: a chip on every page, those saved, and what it cannot narrow."""

import streamlit as st

from holdline.access import keeping
from holdline.errors import StateUnavailable
from holdline.shell import arriving, going, kept_box
from holdline.shell.view import View, one

KIND: keeping.Kind = "area"


def draw(view: View) -> None:
    """How many households lie in the area, what that means, and a way out; the areas saved.

    Nothing where none is drawn or saved. Where the area is not followed, by the page or by who
    reads it, that is said.
    """
    follows = arriving.follows_area(view.page)
    if view.selection.area and not view.is_narrowed:
        why = "not_followed" if follows else "not_by_page"
        st.caption(view.common(f"area.{why}"))
    is_kept = follows and _is_kept(view)
    if not view.is_narrowed and not is_kept:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="area"):
        if view.is_narrowed:
            _chip(view)
        if is_kept or view.person.may(keeping.ACT):
            _saved(view)
        if view.is_narrowed:
            st.caption(view.common("area.notice"))


def _chip(view: View) -> None:
    inside = one(view.query("map/area_counted", **view.chosen("division")))
    st.button(
        view.common("area.chip", count=view.households(inside["households"])),
        key="area_chip",
        icon=":material/close:",
        help=view.common("area.clear"),
        on_click=going.change,
        args=(view,),
        kwargs={"area": ""},
    )


def _is_kept(view: View) -> bool:
    """Whether the reader sees an area saved; who sees no places of households uses none."""
    if view.scope.sight != "records":
        return False
    try:
        return bool(keeping.listed(view.person, KIND))
    except StateUnavailable:
        return False


def _saved(view: View) -> None:
    area = view.selection.area
    kept_box.draw(
        view,
        KIND,
        written=(lambda: area) if view.is_narrowed else None,
        opened=lambda kept: going.change(view, area=kept.text),
    )


def whole(view: View) -> None:
    """The data of this run that stay those of the whole division, named."""
    if view.whole:
        names = view.common("values.joint").join(
            view.common(f"area.tables.{table}") for table in sorted(view.whole)
        )
        st.caption(view.common("area.whole", names=names))
