"""Sign the changes now listed: approve, question or reject them, and what was signed before."""

from typing import Any

import streamlit as st

from holdline.build import reviewing
from holdline.errors import HoldlineError
from holdline.shell import figure, going, listing, refusal
from holdline.shell.snapshots_asked import asked, own, place
from holdline.shell.snapshots_ledger import moment
from holdline.shell.view import View
from holdline.state.reviews import VERDICTS, Cluster, Review, Verdict
from holdline.tables.layout import Cell, Heading, Line, Listing

UNSIGNED = "unsigned"
HEADS = ("when", "account", "verdict", "what", "reason")
SHOWN = 50


def draw(view: View, pair: tuple[str, str]) -> None:
    """How much is signed, the form that signs what is listed, and the log."""
    held = list(reviewing.listed(pair))
    counts = _counts(view, pair, held)
    if not counts and not held:
        return
    figure.title(view.say("review.title", what=_what(view, _chosen(view))), view.say("review.note"))
    told = {name: view.count(counts.get(name, 0)) for name in (*VERDICTS, UNSIGNED)}
    st.markdown(view.say("review.standing", all=view.count(sum(counts.values())), **told))
    if counts and view.person.may(reviewing.PERMISSION):
        _form(view, pair)
    if held:
        _log(view, held)


def _chosen(view: View) -> Cluster:
    told = own(view)
    return Cluster(view.selection.division, **told)


def _counts(view: View, pair: tuple[str, str], held: list[Review]) -> dict[str, int]:
    """Rows of the chosen table that differ in the division, by what stands signed of them."""
    inputs: dict[str, Any] = {
        "numbers": [one.number for one in held],
        "divisions": [one.cluster.division_code for one in held],
        "kinds": [one.cluster.kind for one in held],
        "changes": [one.cluster.change for one in held],
        "operators": [one.cluster.operator for one in held],
        "cells": [one.cluster.cell for one in held],
        "verdicts": [one.verdict for one in held],
    }
    frozen = {name: tuple(values) for name, values in inputs.items()}
    rows = asked(view, pair, "compared/signed", **place(view), **frozen).rows
    of_kind = rows.filter(rows["table_name"] == own(view)["kind"])
    return dict(of_kind.select("verdict", "rows").iter_rows())


def _form(view: View, pair: tuple[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="review"):
        reason = st.text_input(view.say("review.reason"), key="review_reason", width=420)
        for verdict in VERDICTS:
            label = view.say(f"review.acts.{verdict}")
            is_pressed = st.button(label, key=f"review_{verdict}")
            if is_pressed and _signed(view, pair, verdict, reason):
                going.again()


def _signed(view: View, pair: tuple[str, str], verdict: Verdict, reason: str) -> bool:
    try:
        reviewing.sign(view.person, pair, _chosen(view), verdict, reason)
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return False
    return True


def _log(view: View, held: list[Review]) -> None:
    lines = [
        Line(
            str(one.number),
            {
                "when": Cell(moment(view, one.made_at), one.made_at.isoformat()),
                "account": Cell(one.made_by),
                "verdict": Cell(view.say(f"review.verdicts.{one.verdict}")),
                "what": Cell(_what(view, one.cluster), note=one.cluster.division_code),
                "reason": Cell(one.reason),
            },
        )
        for one in held[::-1][:SHOWN]
    ]
    headings = [Heading(name, view.say(f"review.heads.{name}")) for name in HEADS]
    table = Listing("reviews", view.say("review.log"), headings, lines, is_sortable=False)
    listing.draw(view, table, key="reviews")


def _what(view: View, one: Cluster) -> str:
    parts = [view.say(f"kinds.{one.kind}")]
    parts += [view.say(f"heads.{one.change}")] if one.change else []
    parts += [part for part in (one.operator,) if part]
    parts += [view.column(one.kind, one.cell)] if one.cell else []
    return " · ".join(parts)
