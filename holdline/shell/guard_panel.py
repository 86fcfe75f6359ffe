"""The guards of what is to leave: what was found, who let it pass and why, and the form."""

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.rules import leaving
from holdline.rules.guards import JOINT, Guard
from holdline.rules.leaving import Answer, Standing
from holdline.shell import figure, listing, refusal
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 200


def said(view: View, key: str, **facts: object) -> str:
    """A word of the guards' own."""
    return text(view.language, f"facts.guards.{key}", **facts)


def draw(
    view: View,
    standing: Standing,
    *,
    key: str,
    clause: Callable[[str], str] = str.upper,
    on_chosen: Callable[[Guard], None] | None = None,
) -> None:
    """The kinds with their answers, the form for those that lack one, and every guard.

    Args:
        view: the reader's.
        standing: of holdline.rules.leaving.
        key: of the widgets.
        clause: a clause's title by its id.
        on_chosen: told of the guard that is clicked; None when nothing opens.
    """
    if not standing.answers:
        st.caption(said(view, "none"))
        return
    _kinds(view, standing, key)
    if standing.open:
        _form(view, standing, key)
    shown = standing.guards[:MOST]
    names = _names(view, shown)
    headings = [
        Heading("kind", said(view, "kind")),
        Heading("who", said(view, "who")),
        Heading("count", said(view, "count"), kind="number"),
        Heading("of", said(view, "of"), kind="number", is_wide_only=True),
        Heading("share", said(view, "share"), kind="number"),
        Heading("doubtful", said(view, "doubtful"), kind="number", is_wide_only=True),
    ]
    lines = [
        _line(view, at, one, names, clause, acts=on_chosen is not None)
        for at, one in enumerate(shown)
    ]
    pressed = listing.draw(
        view,
        Listing("guards", said(view, "caption"), headings, lines),
        key=f"{key}_all",
        height=300,
    )
    if pressed and on_chosen is not None:
        on_chosen(shown[int(pressed["row"])])


def _kinds(view: View, standing: Standing, key: str) -> None:
    headings = [
        Heading("kind", said(view, "kind")),
        Heading("guards", said(view, "guards"), kind="number"),
        Heading("by", said(view, "by")),
        Heading("reason", said(view, "reason")),
    ]
    lines = [_answered(view, one) for one in standing.answers]
    table = Listing("kinds", said(view, "kinds_caption"), headings, lines, is_sortable=False)
    listing.draw(view, table, key=f"{key}_kinds")


def _answered(view: View, one: Answer) -> Line:
    by = said(view, "nobody")
    if one.by is not None:
        by = f"{one.by.made_by} {day_name(one.by.made_at.date(), view.language)}"
    cells = {
        "kind": Cell(said(view, f"kinds.{one.kind}")),
        "guards": Cell(view.count(len(one.guards)), len(one.guards)),
        "by": Cell(by),
        "reason": Cell(one.by.reason if one.by else ""),
    }
    return Line(one.kind, cells)


def _form(view: View, standing: Standing, key: str) -> None:
    if not view.person.may(leaving.ACT):
        st.caption(said(view, "not_yours"))
        return
    with (
        st.form(f"{key}_form", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        kind = st.selectbox(
            said(view, "kind"), standing.open, width=230, key=f"{key}_kind",
            format_func=lambda one: said(view, f"kinds.{one}"),
        )  # fmt: skip
        reason = st.text_input(
            said(view, "why"), key=f"{key}_reason", max_chars=300,
            placeholder=said(view, "why_example"),
        )  # fmt: skip
        pressed = st.form_submit_button(said(view, "acknowledge"), icon=":material/check:")
    if pressed:
        _acknowledged(view, standing, kind, reason)


def _acknowledged(view: View, standing: Standing, kind: str, reason: str) -> None:
    try:
        leaving.acknowledge(view.person, standing, kind, reason)
    except HoldlineError as fault:
        refusal.tell(view, fault)
    else:
        st.rerun()


def _names(view: View, shown: Sequence[Guard]) -> dict[str, str]:
    """The names of the villages that the guards *shown* are of."""
    codes = {code for one in shown for code in (one.key, one.key.rpartition(JOINT)[0])}
    rows = view.query("policy/village_names", view=view.selection.tree).rows
    return dict(rows.filter(pl.col("division_code").is_in(list(codes))).iter_rows())


def _line(
    view: View,
    at: int,
    one: Guard,
    names: dict[str, str],
    clause: Callable[[str], str],
    *,
    acts: bool,
) -> Line:
    cells = {
        "kind": Cell(said(view, f"kinds.{one.kind}")),
        "who": Cell(_whose(view, one, names, clause), acts=acts),
        "count": Cell(view.count(one.count), one.count, acts=acts),
        "of": Cell(view.count(one.of), one.of),
        "share": Cell(view.rate(one.share), one.share),
        "doubtful": Cell(view.count(one.doubtful) if "village" in one.kind else ""),
    }
    return Line(str(at), cells)


def _whose(view: View, one: Guard, names: dict[str, str], clause: Callable[[str], str]) -> str:
    village, _, key = one.key.rpartition(JOINT)
    if one.kind == "village":
        return names.get(one.key, one.key)
    if one.kind.endswith("clause"):
        key = clause(key)
    place = names.get(village, village)
    return " ".join(filter(None, [place, key])) or said(view, "everybody")


def title(view: View, standing: Standing) -> None:
    """How many there are, and how many kinds nobody has answered for."""
    figure.title(
        said(
            view,
            "title",
            count=view.count(len(standing.guards)),
            open=view.count(len(standing.open)),
        ),
        said(view, "note"),
    )
