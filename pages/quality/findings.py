"""Findings: what the checks suspect, household by household, and what is being done about it."""

import polars as pl
import streamlit as st

from holdline.messages.dates import day_name
from holdline.shell import (
    figure,
    findings_acts,
    findings_choice,
    findings_counts,
    findings_history,
    findings_list,
    findings_rows,
    going,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=92, icon=":material/rule:", needs="view.findings")
TAKE = 50


def render(view: View) -> None:
    """The controls; counts beside the list; what may be done to what is ticked."""
    choice = findings_choice.draw(view)
    is_gone = choice.state == "gone"
    standing = findings_rows.gone(view) if is_gone else findings_rows.standing(view)
    rows = findings_rows.kept(standing, choice, view.person.account)
    day = day_name(view.manifest.as_of_on, view.language)
    told = {
        "findings": view.count(rows.height),
        "households": view.households(rows["household_id"].drop_nulls().n_unique()),
        "counted": view.count(rows.filter(pl.col("severity") != "information").height),
        "remembered": view.count(standing.filter(standing["state"] == "remembered").height),
        "day": day,
    }
    left, right = st.columns([5, 13], gap="small")
    with left:
        findings_counts.draw(view, rows, choice.by, height=470)
    with right:
        said = "listed" if told["counted"] == told["findings"] else "listed_mixed"
        figure.title(view.say(said, **told), view.say("listed_note"))
        number = min(view.selection.page, max(1, -(-rows.height // TAKE)))
        shown = rows.slice((number - 1) * TAKE, TAKE)
        findings_acts.draw(view, rows, shown["mark"].to_list())
        findings_list.draw(
            view,
            findings_rows.details(view, shown),
            with_dates=choice.kind == "departments",
            height=400,
            whole=lambda most: findings_rows.details(view, rows.head(most)),
        )
        _pages(view, rows.height, number)
    findings_history.draw(view)


def _pages(view: View, rows: int, number: int) -> None:
    if rows > TAKE:
        key = f"findings_page_{number}"
        pages = -(-rows // TAKE)
        st.pagination(pages, default=number, key=key, on_change=_turned, args=(view, key))


def _turned(view: View, key: str) -> None:
    going.change(view, page=st.session_state[key])


if __name__ == "__main__":
    render(received())
