"""The households inside the outline drawn on the map: a list that survives in the address."""

from typing import Any

import streamlit as st

from holdline.shell import figure as figures
from holdline.shell import going, listing
from holdline.shell.selection import MEASURES as FIGURES
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

MEASURES = (*FIGURES, "register")
TAKE = 100
COLUMNS = ("id", "head", "town", "village", "monitor_type", "main_risk", "closing", "months")


def draw(view: View, asked: dict[str, object]) -> None:
    """The list of those inside; a click opens the household's card."""
    if not view.is_narrowed:
        return
    rows = view.query("map/listed", **asked, skip=0, take=TAKE).rows
    count = rows["found"][0] if rows.height else 0
    figures.title(
        view.say("within.title", count=view.households(count)),
        view.say("within.note", take=TAKE),
    )
    _ways_on(view, str(asked["measure"]))
    table = Listing(
        name="within",
        caption=view.say("within.title", count=view.households(count)),
        headings=[
            Heading(
                name,
                view.common(f"lists.{name}"),
                kind="number" if name == "months" else "text",
                is_wide_only=name in ("town", "main_risk", "months"),
                is_unbroken=name in ("id", "head"),
            )
            for name in COLUMNS
        ],
        lines=[Line(row["household_id"], _cells(view, row)) for row in rows.iter_rows(named=True)],
        empty=view.say("within.empty"),
    )
    chosen = listing.draw(view, table, key="map_within", height=320)
    if chosen:
        going.open_page(view, "households", household=chosen["row"])


def _ways_on(view: View, measure: str) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            view.say("within.clear"),
            key="map_area_clear",
            icon=":material/close:",
            on_click=lambda: going.change(view, area=""),
        )
        opened = st.button(view.say("within.open"), key="map_area_open", icon=":material/list:")
    if opened:
        shown = measure if measure in FIGURES else "open"
        going.open_page(view, "households", measure=shown, household="")


def _cells(view: View, row: dict[str, Any]) -> dict[str, Cell]:
    nobody = view.say("points.none")
    closing = row["closing"]
    return {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(row["town_name"] or view.common("values.unknown_place"), row["town_name"]),
        "village": Cell(row["village_name"] or view.common("values.unknown_place")),
        "monitor_type": Cell(_code(view, "monitor_type", row["monitor_type"], nobody)),
        "main_risk": Cell(_code(view, "risk_type", row["main_risk"], "")),
        "closing": Cell(view.common(f"closings.{closing}") if closing else ""),
        "months": Cell("" if row["months_open"] is None else view.count(row["months_open"])),
    }


def _code(view: View, kind: str, value: str | None, nothing: str) -> str:
    return view.code(kind, value) if value else nothing
