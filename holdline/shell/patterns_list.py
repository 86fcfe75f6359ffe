"""The worst patterns of the villages: what each shows, in one sentence, and how far from chance."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.shell import going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

PATTERNS = (
    "incomes_alike", "incomes_round", "households_copied", "growth_alike", "far_from_peers",
    "entered_fast", "visited_fast", "changed_together", "one_day_batch", "annotated_whole",
    "office_point", "shared_point",
)  # fmt: skip
MOST = 300
# Rarer than one in a million, in a thousand, in a hundred.
GRADES = ((6.0, "hardly"), (3.0, "seldom"), (2.0, "rare"), (0.0, "possible"))


def rows(view: View, pattern: str) -> pl.DataFrame:
    """The patterns of the chosen division, the least likely to be chance first."""
    inputs = view.chosen("division")
    return view.query("quality/patterns", **inputs, pattern=pattern, take=MOST).rows


def chosen(view: View) -> str:
    """One pattern only; empty for all."""
    told = view.selection.extra("pattern")
    return told if told in PATTERNS else ""


def draw_choice(view: View) -> str:
    """Show which patterns may be looked at."""
    st.session_state["patterns_one"] = chosen(view)
    st.selectbox(
        view.say("one"),
        ("", *PATTERNS),
        key="patterns_one",
        label_visibility="collapsed",
        width=300,
        format_func=lambda one: named(view.language, one) if one else view.say("all"),
        on_change=lambda: going.more(
            view, pattern=st.session_state["patterns_one"], village="", shape=""
        ),
    )
    return chosen(view)


def draw(view: View, found: pl.DataFrame, here: tuple[str, str], *, height: int) -> None:
    """Show the list; a press shows the evidence beside it."""
    most = float(found["surprise"].max() or 1)  # type: ignore[arg-type]
    lines = [
        Line(
            f"{row['village_code']}~{row['pattern']}",
            {
                "rank": Cell(view.count(rank), rank),
                "village": Cell(_place(row), acts=True),
                "said": Cell(sentence(view.language, row), named(view.language, row["pattern"])),
                "surprise": Cell(
                    view.say(f"grades.{grade(row['surprise'])}"),
                    row["surprise"],
                    share=row["surprise"] / most,
                    acts=True,
                ),
            },
            (row["village_code"], row["pattern"]) == here,
        )
        for rank, row in enumerate(found.iter_rows(named=True), start=1)
    ]
    headings = [
        Heading("rank", view.say("heads.rank"), kind="number"),
        Heading("village", view.say("heads.village")),
        Heading("said", view.say("heads.said")),
        Heading(
            "surprise", view.say("heads.surprise"), "bar", view.say("surprise_hint"),
            is_unbroken=True,
        ),
    ]  # fmt: skip
    table = Listing("patterns", view.say("caption"), headings, lines, empty=view.say("none"))
    listing.draw(view, table, key="patterns", height=height, on_chosen=lambda c: _open(view, c))


def sentence(language: str, row: Mapping[str, Any]) -> str:
    """What a pattern shows, as one would tell the village."""
    facts = {
        "base": figures.count(row["base"], language),
        "households": figures.count(row["households"], language),
        "usual": figures.rate(row["usual"], language, 0),
        "evidence": _evidence(language, row["pattern"], row["evidence"] or ""),
    }
    return text(language, f"patterns.said.{row['pattern']}", **facts)


def named(language: str, pattern: str) -> str:
    """What a pattern is called."""
    return text(language, f"patterns.names.{pattern}")


def grade(surprise: float) -> str:
    """How rare it would be by chance, as one of GRADES."""
    return next(name for least, name in GRADES if surprise >= least)


def _evidence(language: str, pattern: str, told: str) -> str:
    if pattern == "incomes_alike":
        return figures.yuan(int(told), language)
    if pattern == "growth_alike":
        return figures.rate(float(told) - 1, language, 1)
    return told[:16]


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['town_name'] or ''}{row['village_name'] or row['village_code']}"


def _open(view: View, click: Mapping[str, str]) -> None:
    village, _, shape = click["row"].partition("~")
    going.more(view, village=village, shape=shape)
