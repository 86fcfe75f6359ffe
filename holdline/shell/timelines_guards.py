"""What guards an elimination: a whole year, labour at home, no rush on a day, sound dates."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.gantt import gantt
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing, timelines_behind, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

FILTERS = ("division", "month", "monitor_type", "main_risk")
GUARDS = ("under_year", "unreasoned", "no_labour")
LEAST = ("5", "10", "20")
TENURES = ("under_12", "under_24", "longer")
SUMMED = (
    "eliminated",
    "people",
    "again",
    "again_people",
    "under_year",
    "unreasoned",
    "no_labour",
    "labour_untold",
)


def draw_again(view: View, base: str) -> None:
    """How many were identified again, by the way of elimination and the time before it."""
    figure.title(view.say("again"), view.say("again_note"))
    rows = view.query("timelines/guards", **view.chosen(*FILTERS)).rows
    lines = [
        _again(view, row, base)
        for row in rows.sort(
            pl.col("tenure").replace_strict(dict(zip(TENURES, range(3), strict=True)))
        )
        .sort("closing", maintain_order=True)
        .iter_rows(named=True)
    ]
    headings = [
        Heading("closing", view.say("heads.closing")),
        Heading("tenure", view.say("heads.tenure")),
        Heading("eliminated", view.say(f"heads.eliminated_{base}"), kind="number"),
        Heading("again", view.say(f"heads.again_{base}"), kind="number"),
        Heading(
            "rate",
            view.say("heads.again_rate"),
            kind="number",
            hint=view.say("heads.again_rate_hint"),
        ),
    ]
    table = Listing(
        "again", view.say("again"), headings, lines, empty=view.say("nobody_eliminated")
    )
    opens = timelines_choice.opening(view, {"eliminated": "all", "again": "again"})
    listing.draw(view, table, key="again", height=250, on_chosen=opens)


def _again(view: View, row: Mapping[str, Any], base: str) -> Line:
    eliminated = row["people"] if base == "people" else row["eliminated"]
    again = row["again_people"] if base == "people" else row["again"]
    rate = row["again_rate_people"] if base == "people" else row["again_rate"]
    cells = {
        "closing": Cell(view.common(f"closings.{row['closing']}")),
        "tenure": Cell(view.say(f"tenures.{row['tenure']}")),
        "eliminated": Cell(view.count(eliminated), eliminated, acts=True),
        "again": Cell(view.count(again), again, acts=True),
        "rate": Cell(view.rate(rate), rate),
    }
    return Line(f"{row['closing']}~{row['tenure']}", cells)


def draw_guards(view: View) -> None:
    """The soft rules: how many eliminations go against each, and of how many."""
    figure.title(view.say("guards"), view.say("guards_note"))
    rows = view.query("timelines/guards", **view.chosen(*FILTERS)).rows
    total = {name: int(rows[name].sum()) for name in SUMMED}
    acted = int(rows.filter(pl.col("closing") != "natural")["eliminated"].sum())
    lines = [
        Line(
            guard,
            {
                "guard": Cell(view.say(f"guard.{guard}")),
                "households": Cell(view.count(total[guard]), total[guard], acts=True),
                "share": Cell(view.rate(total[guard] / acted if acted else None)),
            },
        )
        for guard in GUARDS
    ]
    headings = [
        Heading("guard", view.say("heads.guard")),
        Heading("households", view.say("heads.households"), kind="number"),
        Heading(
            "share",
            view.say("heads.guard_share"),
            kind="number",
            hint=view.say("heads.guard_share_hint"),
        ),
    ]
    listing.draw(
        view,
        Listing("guards", view.say("guards"), headings, lines, is_sortable=False),
        key="guards",
        on_chosen=lambda click: timelines_choice.open_figure(view, click["row"]),
    )
    if total["labour_untold"]:
        st.caption(view.say("labour_untold", households=view.count(total["labour_untold"])))


def draw_spikes(view: View) -> None:
    """Villages where many were eliminated on one day."""
    figure.title(view.say("spikes"), view.say("spikes_note"))
    least = timelines_choice.draw(view, "least", LEAST)
    rows = view.query("timelines/spikes", **view.chosen("division", "month"), least=int(least)).rows
    lines = [
        Line(
            f"{row['village_code']}~{row['eliminated_on']}",
            {
                "village": Cell(f"{row['parent_name'] or ''}{row['short_name']}"),
                "day": Cell(
                    day_name(row["eliminated_on"], view.language), str(row["eliminated_on"])
                ),
                "households": Cell(view.count(row["eliminated"]), row["eliminated"], acts=True),
                "share": Cell(view.rate(row["share"]), row["share"]),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading("village", view.say("heads.village")),
        Heading("day", view.say("heads.day"), is_unbroken=True),
        Heading("households", view.say("heads.households"), kind="number"),
        Heading(
            "share",
            view.say("heads.spike_share"),
            kind="number",
            hint=view.say("heads.spike_share_hint"),
        ),
    ]
    table = Listing(
        "spikes", view.say("spikes"), headings, lines, empty=view.say("no_spikes", least=least)
    )
    opens = timelines_choice.opening(view, {"households": "day"})
    listing.draw(view, table, key="spikes", height=210, on_chosen=opens)


def draw_orders(view: View) -> None:
    """Households whose dates cannot stand in the order they do."""
    rows = view.query("timelines/orders", **view.chosen("division", "month")).rows
    figure.title(
        view.say("orders", cases=view.count(rows["case_id"].n_unique())), view.say("orders_note")
    )
    columns = ("village_name", "fault", "earlier_on", "later_on", "days")
    table = timelines_behind.table(view, rows, columns)
    homes = rows["household_id"]
    listing.draw(
        view, table, key="orders", height=250,
        on_chosen=lambda click: timelines_choice.open_figure(
            view, "order", homes[int(click["row"])]
        ),
    )  # fmt: skip


def draw_order(view: View, household: str) -> None:
    """One household's steps along time, those out of order marked, over the page."""
    heading = view.say("order_title", household=household)
    frame = st.dialog(
        heading, width="large", on_dismiss=lambda: going.more(view, **{timelines_choice.OPEN: ""})
    )
    frame(lambda: _order(view, household))()


def draw_faults(view: View, faults: pl.DataFrame) -> None:
    """A line for each two dates that stand in an order that cannot be.

    Args:
        view: of any page.
        faults: one row each; fault, earlier_on, later_on, days.
    """
    for row in faults.iter_rows(named=True):
        st.markdown(
            text(
                view.language,
                "pages.timelines.order_fault",
                fault=timelines_behind.said(view, f"faults.{row['fault']}"),
                earlier=day_name(row["earlier_on"], view.language),
                later=day_name(row["later_on"], view.language),
                days=view.count(row["days"]),
            )
        )


def _order(view: View, household: str) -> None:
    rows = view.query("timelines/orders", **view.chosen("division", "month")).rows
    faults = rows.filter(pl.col("household_id") == household)
    wrong = set(faults["earlier_on"]) | set(faults["later_on"])
    draw_faults(view, faults)
    events = view.query("household/events", household_id=household).rows.sort(
        "happened_on", maintain_order=True
    )
    names = [
        text(view.language, f"pages.households.card.events.{event}") for event in events["event"]
    ]
    drawn = gantt(
        steps=names,
        starts=events["happened_on"].to_list(),
        ends=[None] * events.height,
        wrong=[day in wrong for day in events["happened_on"]],
        said=[
            f"{step}<br>{day_name(day, view.language)}"
            for step, day in zip(names, events["happened_on"], strict=True)
        ],
        height=60 + 26 * len(set(names)),
    )
    figure.show(view, drawn, key="order", alt=view.say("order_alt"))
    if st.button(view.say("to_household")):
        going.open_page(view, "households", household=household)


def with_people(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with column who: each member of the household, what they can do, what keeps them."""
    people = view.query("timelines/without_labour", **view.chosen(*FILTERS)).rows
    said: dict[str, list[str]] = {}
    for row in people.iter_rows(named=True):
        kept = [
            view.code(kind, row[kind])
            for kind in ("subsistence_type", "destitute_type")
            if row[kind] not in (None, "00")
        ]
        known = [row["name"] or "", view.code("labour_capacity", row["labour_capacity"]), *kept]
        said.setdefault(row["household_id"], []).append(" ".join(known))
    who = [view.common("values.joint").join(said.get(one, [])) for one in rows["household_id"]]
    return rows.with_columns(pl.Series("who", who, dtype=pl.String))
