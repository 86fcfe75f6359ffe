"""The coordinate doctor: which positions are doubtful, why, and where they likely belong."""

from collections import Counter
from typing import Any

import streamlit as st

from holdline.maps import points
from holdline.shell import figure as figures
from holdline.shell import going, listing, map_canvas, map_source
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

AXES = ("longitude", "latitude")
TAKE = 2000
LISTED = 300
COLUMNS = ("id", "head", "town", "village", "fault", "distance", "proposal")


def draw(view: View) -> None:
    """Faults by kind, the map of them with before and after, and their list."""
    chosen = view.chosen("division")
    counts = view.query("map/findings_counted", **chosen).rows
    rows = view.query("map/findings_listed", **chosen, fault=_fault(view), take=TAKE).rows
    found = list(rows.iter_rows(named=True))
    left, right = st.columns([2, 1], gap="medium")
    with right:
        figures.title(view.say("doctor.kinds"), view.say("doctor.note"))
        _kinds(view, list(counts.iter_rows(named=True)))
    with left:
        title = view.say("doctor.title", count=view.households(int(counts["households"].sum())))
        figures.title(title)
        map_canvas.act(view, _map(view, found, title))
        blurred = view.say("points.blurred") if view.scope.is_masked else ""
        st.caption(" ".join([view.say("doctor.how"), blurred, map_source.lines(view)]))
    _list(view, found[:LISTED])


def _fault(view: View) -> str:
    return view.selection.extra("fault")


def _kinds(view: View, counts: list[dict[str, Any]]) -> None:
    most = max((row["households"] for row in counts), default=1)
    table = Listing(
        name="faults",
        caption=view.say("doctor.kinds"),
        headings=[
            Heading("fault", view.say("doctor.fault")),
            Heading("households", view.say("doctor.households"), kind="bar"),
            Heading("repairable", view.say("doctor.repairable"), kind="number"),
        ],
        lines=[
            Line(
                row["kind"],
                {
                    "fault": Cell(view.say(f"faults.{row['kind']}"), acts=True),
                    "households": Cell(
                        view.count(row["households"]),
                        row["households"],
                        share=row["households"] / most,
                        acts=True,
                    ),
                    "repairable": Cell(view.count(row["repairable"]), row["repairable"]),
                },
                is_chosen=row["kind"] == _fault(view),
            )
            for row in counts
        ],
        empty=view.say("doctor.sound"),
    )
    picked = listing.draw(view, table, key="map_faults", height=430)
    if picked:
        going.more(view, fault="" if picked["row"] == _fault(view) else picked["row"])
        going.again()


def _map(view: View, found: list[dict[str, Any]], title: str) -> Any:
    kinds = sorted({row["kind"] for row in found})
    marks = points.marks(kinds)
    held = Counter(row["kind"] for row in found)
    moved = [row for row in found if row["proposed_longitude"] is not None and _is_near(row)]
    shown = [
        {**row, "feature_id": row["household_id"], "households": 1}
        for row in found
        if _is_near(row)
    ]
    features = points.columns(shown, kinds)
    features["more"] = [_told(view, row) for row in shown]
    east, north = [row["longitude"] for row in shown], [row["latitude"] for row in shown]
    box = [min(east), min(north), max(east), max(north)] if shown else [None] * 4
    return map_canvas.draw(
        view,
        key=f"doctor_{view.selection.division}_{_fault(view)}",
        box=box,
        alt=title,
        said=(title, map_source.lines(view)),
        note=view.say("doctor.arrows"),
        blur=0,
        features=features,
        kinds=[
            {
                **marks[kind],
                "title": f"{view.say(f'faults.{kind}')} {view.households(held[kind])}",
                "shown": True,
            }
            for kind in kinds
        ],
        arrows=[[row[of + axis] for of in ("", "proposed_") for axis in AXES] for row in moved],
    )


def _is_near(row: dict[str, Any]) -> bool:
    """Whether a position stands where the map can show it: not swapped, not at 0, 0."""
    return row["kind"] not in ("zero", "swapped", "outside") and (row["distance_km"] or 0) < 60  # noqa: PLR2004


def _told(view: View, row: dict[str, Any]) -> str:
    away = row["distance_km"]
    said = "" if away is None else view.say("doctor.away", distance=f"{away:,.1f}")
    return "\n".join(filter(None, [said, _together(view, row)]))


def _together(view: View, row: dict[str, Any]) -> str:
    """With how many others a household stands on one point, where that is what is wrong."""
    count = row["together"]
    return "" if count is None else view.say("doctor.together", count=view.households(count))


def _list(view: View, found: list[dict[str, Any]]) -> None:
    table = Listing(
        name="findings",
        caption=view.say("doctor.list"),
        headings=[
            Heading(
                name,
                view.say(f"doctor.{name}")
                if name in ("fault", "distance", "proposal")
                else view.common(f"lists.{name}"),
                kind="number" if name == "distance" else "text",
                is_wide_only=name in ("town", "proposal"),
                is_unbroken=name in ("id", "head"),
            )
            for name in COLUMNS
        ],
        lines=[Line(row["household_id"], _cells(view, row)) for row in found],
        empty=view.say("doctor.sound"),
    )
    picked = listing.draw(view, table, key="map_findings", height=300)
    if picked:
        going.open_page(view, "households", household=picked["row"])


def _cells(view: View, row: dict[str, Any]) -> dict[str, Cell]:
    proposed = row["proposed_longitude"]
    digits = 2 if view.scope.is_masked else 6
    place = f"{proposed:.{digits}f}, {row['proposed_latitude']:.{digits}f}" if proposed else ""
    away = row["distance_km"]
    return {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(row["town_name"] or view.common("values.unknown_place")),
        "village": Cell(row["village_name"] or view.common("values.unknown_place")),
        "fault": Cell(view.say(f"faults.{row['kind']}"), row["kind"], note=_together(view, row)),
        "distance": Cell("" if away is None else f"{away:,.1f}", away),
        "proposal": Cell(place or view.say("doctor.visit")),
    }
