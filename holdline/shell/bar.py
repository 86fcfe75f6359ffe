"""The bar above every page: where we are, what is filtered, and how to get out of it."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from holdline.messages.dates import month_name
from holdline.reference import codes
from holdline.reference.periods import months
from holdline.shell import area_chip, going, pinned, who
from holdline.shell.selection import TREES
from holdline.shell.view import View, one
from holdline.warehouse import snapshot as snapshots

COUNTY, VILLAGE = 6, 12  # digits of their codes
TYPES = ("MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")


def draw(view: View) -> None:
    """Breadcrumb and filters on one line; notices below it when there is cause."""
    if not view.has_data:
        bare(view)
        if not snapshots.pointed():
            st.info(view.common("bar.first_files"), icon=":material/inventory_2:")
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="bar", wrap=True
    ):
        _breadcrumb(view)
        st.space("stretch")
        _filters(view)
    _notices(view)


def _breadcrumb(view: View) -> None:
    path = view.query("shared/ancestors", **view.chosen("division"))
    above = [step for step in path.rows.iter_rows(named=True) if _is_reachable(view, step)]
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", width="content"):
        for step in above[:-1]:
            st.button(
                step["short_name"],
                key=f"up_{step['division_code']}",
                type="tertiary",
                on_click=going.change,
                args=(view,),
                kwargs={"division": step["division_code"], "household": ""},
            )
            st.markdown("›")
        _here(view, path.rows)


def _is_reachable(view: View, step: dict[str, Any]) -> bool:
    return view.scope.covers(step["division_code"])


def _here(view: View, path: pl.DataFrame) -> None:
    """The chosen division among its siblings: a step sideways is one choice."""
    parent = path["division_code"][-2] if path.height > 1 else ""
    siblings = view.query("shared/siblings", view=view.selection.tree, parent=parent).rows
    names = dict(zip(siblings["division_code"], siblings["short_name"], strict=True))
    reachable = [code for code in names if view.scope.covers(code)]
    _choice(
        view,
        "division",
        reachable,
        lambda code: names.get(code, code),
        width=150,
        also={"household": ""},
    )


def _filters(view: View) -> None:
    period = one(view.query("shared/period"))
    choices = list(reversed(months(period["first_month"], period["last_month"])))
    _choice(view, "month", choices, lambda month: month_name(month, view.language), width=130)
    _choice(view, "monitor_type", ["", *TYPES], _labelled(view, "monitor_type"), width=150)
    _choice(
        view, "main_risk", ["", *codes.labels("risk_type")], _labelled(view, "risk_type"), width=130
    )
    _choice(view, "tree", TREES, lambda tree: view.common(f"bar.trees.{tree}"), width=120)
    if view.person.may("view.households"):
        _search(view)
    if _is_filtered(view):
        st.button(
            view.common("bar.clear"),
            key="clear",
            icon=":material/filter_alt_off:",
            on_click=going.clear,
            args=(view,),
        )
    _reader(view)


def _reader(view: View) -> None:
    st.button(
        view.common("bar.other_language"),
        key="other_language",
        type="tertiary",
        on_click=going.speak,
        args=("en" if view.language == "zh" else "zh",),
    )
    who.draw(view)


def bare(view: View) -> None:
    """Nothing to choose from, but the language and the role."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="bar"
    ):
        _reader(view)


def _is_filtered(view: View) -> bool:
    chosen = view.selection
    return bool(chosen.monitor_type or chosen.main_risk or chosen.words or chosen.area)


def _labelled(view: View, kind: str) -> Callable[[str], str]:
    return lambda code: view.code(kind, code) if code else view.common(f"bar.all_{kind}")


def _choice(
    view: View,
    part: str,
    options: Sequence[Any],
    shown: Callable[[Any], str],
    *,
    width: int,
    also: dict[str, Any] | None = None,
) -> None:
    key = f"choose_{part}"
    current = view.month if part == "month" else getattr(view.selection, part)
    st.session_state[key] = current
    st.selectbox(
        view.common(f"bar.labels.{part}"),
        options if current in options else [current, *options],
        key=key,
        format_func=shown,
        label_visibility="collapsed",
        width=width,
        on_change=_chosen,
        args=(view, part, key, also or {}),
    )


def _chosen(view: View, part: str, key: str, also: dict[str, Any]) -> None:
    going.change(view, **{part: st.session_state[key]}, **also)


def _search(view: View) -> None:
    st.session_state["search"] = view.selection.words
    st.text_input(
        view.common("bar.labels.words"),
        key="search",
        placeholder=view.common("bar.search"),
        label_visibility="collapsed",
        width=170 if len(view.selection.division) < VILLAGE else 90,
        on_change=_searched,
        args=(view,),
    )
    words = st.session_state.pop("searched", None)
    if words:
        going.open_page(view, "households", words=words, household="")


def _searched(view: View) -> None:
    words = str(st.session_state["search"]).strip()
    if view.page == "households" or not words:
        going.change(view, words=words, household="")
    else:
        st.session_state["searched"] = words


def is_partly_held(view: View) -> bool:
    """Whether a line below the bar says that some divisions were not imported."""
    held = one(view.without_area().query("shared/coverage", **view.chosen("division")))
    return bool(held["held"] < held["below"])


def _notices(view: View) -> None:
    area_chip.draw(view)
    held = one(view.without_area().query("shared/coverage", **view.chosen("division")))
    is_high = len(view.selection.division) <= COUNTY
    if is_high and not held["households"] and not view.scope.is_published:
        st.warning(view.common("bar.nothing_held"))
    elif is_partly_held(view):
        told = {part: view.count(held[part]) for part in ("held", "below")}
        st.caption(view.common("bar.partly_held", **told))
    pinned.draw(view)
