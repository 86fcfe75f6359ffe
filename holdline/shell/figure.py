"""Draw a chart whose marks act: a click on one changes the part of the choice it stands for."""

import re
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from holdline.shell import going, later, takeaway
from holdline.shell.view import View

MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~<>:])")


def escaped(text: str) -> str:
    """*text* with what Markdown would read as marks made plain: data is never markup."""
    return MARKS.sub(r"\\\1", text)


def title(said: str, note: str = "") -> None:
    """What a chart or table shows, as a sentence, and how to read it behind a question mark."""
    st.markdown(f"**{escaped(said)}**", help=note or None)


def draw(view: View, figure: dict[str, Any], *, key: str, alt: str, part: str) -> None:
    """Show *figure*; a click on a mark sets *part* of the choice to its key, or takes it off."""
    if not figure["data"]:
        st.caption(view.common("table.empty"))
        return
    takeaway.add_chart(figure, alt)
    later.chart(figure, key=key, alt=alt, pressed=partial(_chosen, view, key, part))


def show(view: View, figure: dict[str, Any], *, key: str, alt: str) -> None:
    """Show *figure*, whose marks do nothing when clicked."""
    if not figure["data"]:
        st.caption(view.common("table.empty"))
        return
    takeaway.add_chart(figure, alt)
    later.chart(figure, key=key, alt=alt)


def _chosen(view: View, key: str, part: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    told = points[0].get("customdata")
    value: Any = told[0] if isinstance(told, list) else told
    if part == "month":
        value = month_of(value)
    elif value == getattr(view.selection, part):
        value = ""
    going.change(view, **{part: value})


def month_of(key: str) -> date:
    """The first day of the month written as 2021-10."""
    return date.fromisoformat(f"{key}-01")
