"""What is lacking: measures for a risk, households not yet looked at, evidence for a type."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from holdline.messages.dates import day_name, parse_month
from holdline.shell import figure, listing, timelines_behind, timelines_choice
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

WINDOWS = ("90", "180", "365")
TAGGED = ("tagged", "open", "eliminated", "untouched")
FRESH = ("fresh", "monitored", "swept", "unseen", "undated")


def draw_gaps(view: View) -> None:
    """Risk by risk, who has it and no measure that answers it; then developmental help."""
    on = timelines_choice.day(view)
    inputs = view.chosen("division", "month", "monitor_type")
    rows = view.query("risks/gaps", **inputs, on=on).rows
    figure.title(view.say("gaps", day=day_name(on, view.language)), view.say("gaps_note"))
    columns = ("needing", "answered", "undated", "lacking", "late")
    table = _counts(
        view,
        "gaps",
        rows,
        "risk",
        columns,
        acting=("needing", "lacking", "late"),
        rate="lacking_rate",
    )
    figures = {"needing": "any", "lacking": "lacking", "late": "late"}
    opens = timelines_choice.opening(view, figures)
    listing.draw(view, table, key="gaps", height=290, on_chosen=opens)
    means = one(view.query("risks/means", **inputs, on=on))
    st.caption(
        view.say(
            "means",
            **{key: view.count(means[key]) for key in ("able", "due", "lacking", "able_untold")},
            rate=view.rate(means["lacking_rate"]),
        )
    )
    if means["lacking"]:
        st.button(
            view.say("means_open", lacking=view.count(means["lacking"])),
            on_click=timelines_choice.open_figure,
            args=(view, "means"),
        )


def draw_focus(view: View) -> None:
    """Groups the notice asks to look at first, newly in them, and not yet monitored."""
    figure.title(view.say("focus"), view.say("focus_note"))
    window = timelines_choice.draw(view, "window", WINDOWS)
    inputs = view.chosen("division", "month")
    rows = view.query(
        "risks/focus", **inputs, on=timelines_choice.day(view), window=int(window)
    ).rows
    table = _counts(view, "focus", rows, "focus_group", FRESH, acting=FRESH, rate="unseen_rate")
    opens = timelines_choice.opening(view, {state: f"focus-{state}" for state in FRESH})
    listing.draw(view, table, key="focus", height=230, on_chosen=opens)


def focused(view: View, state: str, group: str) -> pl.DataFrame:
    """The households of a focus group in one state: risks/focus_listed."""
    window = int(timelines_choice.chosen(view, "window", WINDOWS))
    inputs = {**view.chosen("division", "month"), "on": timelines_choice.day(view)}
    more = {"window": window, "figure": state, "key": group}
    return view.query("risks/focus_listed", **inputs, **more).rows


def draw_contradictions(view: View) -> None:
    """Types and risks that do not go with what the household shows."""
    found = view.query("risks/contradictions", **view.chosen("division", "month", "monitor_type"))
    rows = found.rows
    figure.title(
        view.say("contradictions", households=view.count(found.total("households"))),
        view.say("contradictions_note"),
    )
    lines = [
        Line(
            row["contradiction"],
            {
                "what": Cell(timelines_behind.said(view, f"contradictions.{row['contradiction']}")),
                "households": Cell(view.count(row["households"]), row["households"], acts=True),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading("what", view.say("heads.contradiction")),
        Heading("households", view.say("heads.households"), kind="number"),
    ]
    table = Listing(
        "contradictions",
        view.say("contradictions_note"),
        headings,
        lines,
        empty=view.say("no_contradictions"),
    )
    opens = timelines_choice.opening(view, {"households": "contradiction"})
    listing.draw(view, table, key="contradictions", height=250, on_chosen=opens)


def draw_disaster(view: View) -> None:
    """Households tagged with a disaster, followed over the months."""
    rows = view.query("risks/disaster", **view.chosen("division", "month")).rows
    figure.title(view.say("disaster"), view.say("disaster_note"))
    lines = [
        Line(
            f"{row['disaster_tag']}~{row['month']:%Y-%m}",
            {
                "tag": Cell(row["disaster_tag"]),
                "month": Cell(view.month_name(row["month"]), str(row["month"])),
                **{name: Cell(view.count(row[name]), row[name], acts=True) for name in TAGGED},
            },
        )
        for row in rows.sort("month", "disaster_tag", descending=[True, False]).iter_rows(
            named=True
        )
    ]
    headings = [
        Heading("tag", view.say("heads.disaster_tag")),
        Heading("month", view.say("heads.month")),
        *(Heading(name, view.say(f"heads.{name}"), kind="number") for name in TAGGED),
    ]
    table = Listing(
        "disaster", view.say("disaster"), headings, lines, empty=view.say("no_disaster")
    )
    opens = timelines_choice.opening(view, {state: f"disaster-{state}" for state in TAGGED})
    listing.draw(view, table, key="disaster", height=290, on_chosen=opens)


def tagged(view: View, state: str, key: str) -> pl.DataFrame:
    """The households of a disaster in one state at a month's end: risks/disaster_listed."""
    tag, _, month = key.rpartition("~")
    inputs = {**view.chosen("division"), "month": parse_month(month)}
    return view.query("risks/disaster_listed", **inputs, figure=state, key=tag).rows


def _counts(
    view: View,
    name: str,
    rows: pl.DataFrame,
    of: str,
    columns: Sequence[str],
    *,
    acting: Sequence[str],
    rate: str,
) -> Listing:
    headings = [
        Heading(of, view.say(f"heads.{of}")),
        *(
            Heading(
                column,
                view.say(f"heads.{column}"),
                kind="number",
                hint=view.say(f"heads.{column}_hint"),
            )
            for column in columns
        ),
        Heading(
            "rate", view.say(f"heads.{rate}"), kind="number", hint=view.say(f"heads.{rate}_hint")
        ),
    ]
    lines = []
    for row in rows.iter_rows(named=True):
        counts = {
            name: Cell(view.count(row[name]), row[name], acts=name in acting) for name in columns
        }
        last = Cell(view.rate(row[rate]), row[rate])
        lines.append(Line(row[of], {of: Cell(_said(view, of, row[of])), **counts, "rate": last}))
    return Listing(name, view.say(f"{name}_note"), headings, lines, empty=view.say("nobody"))


def _said(view: View, of: str, key: str) -> str:
    return view.code("risk_type", key) if of == "risk" else view.say(f"groups.{key}")
