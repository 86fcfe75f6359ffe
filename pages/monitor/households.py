"""Households: the list behind a figure or a search, and the card of one of them."""

import streamlit as st

from holdline.shell import card, figure, going, listing, measures
from holdline.shell.page import Page, received
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

PAGE = Page(order=30, icon=":material/format_list_bulleted:", needs="view.households")
TAKE = 50
FILTERS = ("division", "month", "measure", "monitor_type", "main_risk")


def render(view: View) -> None:
    """The card of the chosen household; else what a search finds; else the list behind a figure."""
    if view.selection.household:
        card.draw(view)
    elif view.selection.words:
        _found(view)
    else:
        _behind(view)


def _behind(view: View) -> None:
    count = one(view.query("households/counted", **view.chosen(*FILTERS)))
    measures.draw(view)
    figure.title(
        view.say(
            "behind",
            measure=view.common(f"measures.{view.selection.measure}"),
            households=view.households(count["households"]),
            people=view.people(count["people"]),
        ),
        view.say("behind_note"),
    )
    pages = max(1, -(-count["households"] // TAKE))
    number = min(view.selection.page, pages)
    rows = view.query(
        "households/listed", **view.chosen(*FILTERS), skip=(number - 1) * TAKE, take=TAKE
    ).rows
    columns = ("town", "village", "monitor_type", "main_risk", "people", "identified", "closing", "months")
    lines = [
        Line(
            row["household_id"],
            {
                "id": Cell(row["household_id"], row["household_id"], acts=True),
                "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
                "town": Cell(row["town_name"] or view.common("values.unknown_place")),
                "village": Cell(row["village_name"] or view.common("values.unknown_place")),
                "monitor_type": Cell(view.code("monitor_type", row["monitor_type"])),
                "main_risk": Cell(view.code("risk_type", row["main_risk"])),
                "people": Cell(view.count(row["people"]), row["people"]),
                "identified": Cell(view.month_name(row["identified_month"]), str(row["identified_month"])),
                "closing": Cell(
                    view.common(f"closings.{row['closing']}"),
                    note=view.month_name(row["closed_month"]) if row["closed_month"] else "",
                ),
                "months": Cell(view.count(row["months_open"]), row["months_open"]),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading("id", view.say("id"), is_unbroken=True),
        Heading("head", view.say("head"), is_unbroken=True),
        *(_heading(view, column) for column in columns),
    ]
    _opened(view, Listing("behind", view.say("title"), headings, lines, empty=view.say("nobody")))
    if pages > 1:
        _paged(view, pages, number)


def _heading(view: View, column: str) -> Heading:
    kind = "number" if column in ("people", "months") else "text"
    return Heading(column, view.say(column), kind=kind, is_wide_only=column in ("town", "months"))


def _found(view: View) -> None:
    inputs = view.chosen("division", "words")
    rows = view.query("search/households", **inputs, take=200).rows
    figure.title(view.say("found", words=view.selection.words, count=view.count(rows.height)), view.say("found_note"))
    lines = [
        Line(
            row["household_id"],
            {
                "id": Cell(row["household_id"], row["household_id"], acts=True),
                "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
                "town": Cell(row["town_name"] or view.common("values.unknown_place")),
                "village": Cell(row["village_name"] or view.common("values.unknown_place")),
                "household_type": Cell(view.code("household_type", row["household_type"])),
                "people": Cell(view.count(row["people"]), row["people"]),
                "found_by": Cell(view.say(f"by_{row['found_by']}")),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [_heading(view, c) for c in ("id", "head", "town", "village", "household_type", "people", "found_by")]
    _opened(view, Listing("found", view.say("title"), headings, lines, empty=view.say("not_found")))


def _opened(view: View, table: Listing) -> None:
    chosen = listing.draw(view, table, key=table.name)
    if chosen:
        going.change(view, household=chosen["row"])
        going.again()


def _paged(view: View, pages: int, number: int) -> None:
    st.session_state["page"] = number
    st.pagination(pages, key="page", on_change=lambda: going.change(view, page=st.session_state["page"]))


if __name__ == "__main__":
    render(received())
