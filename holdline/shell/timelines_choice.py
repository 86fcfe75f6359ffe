"""A page's own choices: which curves, which base, which figure is open; all in the address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from holdline.reference.periods import shifted
from holdline.shell import going, later, takeaway
from holdline.shell.view import View, one

OPEN = "open"


def chosen(view: View, part: str, options: Sequence[str]) -> str:
    """The chosen option of *part*; the first when the address names none of them."""
    told = view.selection.extra(part)
    return told if told in options else options[0]


def draw(view: View, part: str, options: Sequence[str]) -> str:
    """Show the options of *part* side by side; the chosen one."""
    key = f"choice_{part}"
    st.session_state[key] = chosen(view, part, options)
    st.segmented_control(
        view.say(f"choices.{part}.title"),
        options,
        key=key,
        required=True,
        format_func=lambda option: view.say(f"choices.{part}.{option}"),
        on_change=lambda: going.more(view, **{part: st.session_state[key]}),
    )
    return chosen(view, part, options)


def opened(view: View) -> tuple[str, str]:
    """The figure whose households are open, and which part of it; empty when none is."""
    figure, _, key = view.selection.extra(OPEN).partition(".")
    return figure, key


def open_figure(view: View, figure: str, key: str = "") -> None:
    """Open the households behind a part of *figure*."""
    going.more(view, **{OPEN: f"{figure}.{key}"})


def opening(view: View, figures: Mapping[str, str]) -> Callable[[Mapping[str, str]], None]:
    """What a table does with a click: open the figure of the clicked column, for the clicked row.

    Given to `listing.draw` as on_chosen, so that the page runs once; other columns do nothing.
    """

    def opened_by(click: Mapping[str, str]) -> None:
        if click["column"] in figures:
            open_figure(view, figures[click["column"]], click["row"])

    return opened_by


def chart(view: View, figure: dict[str, Any], *, key: str, alt: str, opens: str) -> None:
    """Show a chart; a click on a mark opens the households behind it, as a part of *opens*.

    Who is shown no rows clicks in vain: the marks do nothing.
    """
    if not figure["data"]:
        st.caption(view.common("table.empty"))
        return
    takeaway.add_chart(figure, alt)
    pressed = partial(_pressed, view, key, opens) if view.scope.shows_rows else None
    later.chart(figure, key=key, alt=alt, pressed=pressed)


def _pressed(view: View, key: str, opens: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    told = points[0].get("customdata")
    value = told[0] if isinstance(told, list) else told
    if value is not None:
        open_figure(view, opens, str(value))


def day(view: View) -> date:
    """The last day of the chosen month, or the snapshot's day when that is earlier."""
    last: date = shifted(view.month, 1) - timedelta(days=1)
    as_of: date = one(view.query("shared/period"))["as_of_on"]
    return min(last, as_of)
