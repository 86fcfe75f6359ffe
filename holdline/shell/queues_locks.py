"""The lock on the proposed list: who may be handed over, who not yet, and why."""

import polars as pl
import streamlit as st

from holdline.shell import figure, listing, timelines_behind, timelines_choice
from holdline.shell.queues_labels import round_year
from holdline.shell.queues_villages import steps
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.locks import PAPERS, REASONS, locks

ANY, SHORT = "any", "short"


def locked(view: View) -> pl.DataFrame:
    """The proposed households of the division and round: queues/proposed joined with their locks.

    Columns of queues/proposed, and those of `holdline.timeline.locks.locks`; all of them, locked or
    not, as known on the last day of the chosen month.
    """
    on = timelines_choice.day(view)
    inputs = {**view.chosen("division"), "on": on, "round": round_year(view)}
    proposed = view.query("queues/proposed", **inputs).rows
    held = locks(proposed, on, steps(view), with_papers=True)
    return proposed.join(held, on="household_id", how="left")


def behind(view: View, reason: str) -> pl.DataFrame:
    """The households locked for *reason*, for any, or for a notice cut short in either way.

    Columns of `locked`, and locked_for: all their reasons.
    """
    of = {ANY: [*REASONS, PAPERS], SHORT: ["notice_short", "handed_early"]}.get(reason, [reason])
    is_behind = pl.col("reasons").list.set_intersection(of).list.len() > 0
    return locked(view).filter(is_behind).rename({"reasons": "locked_for"})


def draw(view: View) -> None:
    """How many are free and locked, and for which reasons; a press lists them.

    It is judged household by household: who is shown none is told no figure.
    """
    if not view.scope.shows_rows:
        figure.title(view.say("locks_untold", year=round_year(view)), view.say("locks_note"))
        st.caption(view.say("locks_closed"))
        return
    rows = locked(view)
    held = int(rows["is_locked"].sum())
    told = {"free": view.count(rows.height - held), "locked": view.count(held)}
    said, note = view.say("locks", year=round_year(view), **told), view.say("locks_note")
    figure.title(said, note)
    reasons = dict(rows["reasons"].explode().drop_nulls().value_counts().iter_rows())
    lines = [_line(view, ANY, view.common("board.all"), held)] if held else []
    lines += [
        _line(view, one, timelines_behind.said(view, f"locks.{one}"), reasons[one])
        for one in (*REASONS, PAPERS)
        if one in reasons
    ]
    headings = [
        Heading("reason", view.say("heads.lock")),
        Heading("households", view.say("heads.households"), "number", view.say("hints.locked")),
    ]
    table = Listing("locks", said, headings, lines, is_sortable=False, empty=view.say("locks_none"))
    opens = timelines_choice.opening(view, {"households": "locked"})
    listing.draw(view, table, key="locks", height=250, on_chosen=opens)


def _line(view: View, key: str, said: str, households: int) -> Line:
    count = Cell(view.count(households), households, acts=True)
    return Line(key, {"reason": Cell(said), "households": count})
