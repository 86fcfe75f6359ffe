"""Hazards over households: who is inside, as counts, as a map and as a list to visit."""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from holdline import paths
from holdline.access.scope import Scope
from holdline.geo import dropin, exposure
from holdline.geo.dropin import Hazard
from holdline.maps import hazards, points
from holdline.messages.dates import day_name
from holdline.shell import cache, going, listing, map_canvas, map_source
from holdline.shell import figure as figures
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

KINDS = ("open", "unwatched")
LISTED = 200
COLUMNS = ("id", "head", "town", "village", "household_type", "value", "state", "visited")
LEAST = 200.0


def draw(view: View) -> None:
    """One layer of the hazard folder, and the households it reaches."""
    files = dropin.found((paths.hazards(), paths.REFERENCE / "hazards"))
    if not files:
        st.info(view.say("hazard.nothing", folder=str(paths.hazards())))
        return
    path = _chosen(view, files)
    hazard = _read(str(path), path.stat().st_mtime_ns)
    least = _least(view, hazard)
    found = _exposed(
        view.manifest.snapshot_id, view.scope, _inputs(view), str(path), hazard.digest, least
    )
    figures.title(_title(view, hazard, found), view.say("hazard.note"))
    _map(view, hazard, found, least)
    told = [view.say("hazard.synthetic")] if hazard.is_synthetic else []
    if hazard.unmatched:
        names = view.common("values.joint").join(hazard.unmatched)
        told.append(view.say("hazard.unmatched", names=names))
    told.append(_precisions(view, found))
    st.caption(" ".join([*told, map_source.lines(view)]))
    _list(view, found)


def _inputs(view: View) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(view.chosen("division", "month").items()))


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(path: str, _changed: int) -> Hazard:
    return dropin.read(Path(path))


@st.cache_resource(max_entries=16, show_spinner=False)
def _exposed(
    snapshot: str, scope: Scope, inputs: cache.Inputs, path: str, _digest: str, least: float
) -> pl.DataFrame:
    homes = cache.result(snapshot, scope, "map/homes", inputs).rows
    found = exposure.exposed(homes, dropin.read(Path(path)), least)
    return found.sort("is_open", "value", "household_id", descending=[False, True, False])


def _chosen(view: View, files: tuple[Path, ...]) -> Path:
    held = {file.name: file for file in files}
    told = view.selection.extra("hazard", files[0].name)
    st.session_state["map_hazard"] = told if told in held else files[0].name
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            view.say("labels.hazard"),
            list(held),
            key="map_hazard",
            format_func=lambda name: _named(view, name),
            label_visibility="collapsed",
            width=300,
            on_change=lambda: going.more(view, hazard=st.session_state["map_hazard"]),
        )
        st.session_state["map_least"] = _told_least(view)
        st.number_input(
            view.say("labels.least"),
            min_value=0.0,
            step=10.0,
            format="%.0f",
            key="map_least",
            label_visibility="collapsed",
            width=150,
            help=view.say("hazard.least"),
            on_change=lambda: going.more(view, least=f"{st.session_state['map_least']:g}"),
        )
        st.markdown(view.say("hazard.unit"))
    return held[st.session_state["map_hazard"]]


def _named(view: View, name: str) -> str:
    stem = name.partition(".")[0]
    if stem.startswith("synthetic_rain_"):
        return view.say(f"hazard_layers.{stem.rpartition('_')[2]}")
    return stem


def _told_least(view: View) -> float:
    try:
        return max(0.0, float(view.selection.extra("least", str(LEAST))))
    except ValueError:
        return LEAST


def _least(view: View, hazard: Hazard) -> float:
    """The reader's threshold; layers that only say "inside" have the value 1."""
    values = [value for _, value in hazard.areas] or list(hazard.places.values())
    return min(_told_least(view), max(values)) if values else _told_least(view)


def _title(view: View, hazard: Hazard, found: pl.DataFrame) -> str:
    inside = int(found["is_open"].sum())
    return view.say(
        "hazard.title",
        count=view.households(found.height),
        watched=view.count(inside),
        rest=view.count(found.height - inside),
        kind=view.say(f"hazard.kind_{hazard.kind}"),
    )


def _map(view: View, hazard: Hazard, found: pl.DataFrame, least: float) -> None:
    key = f"hazards_{view.selection.division}_{hazard.name}"
    drawn = found.filter(pl.col("longitude").is_not_null())
    first = map_canvas.first_window(view, hazards.box(drawn, hazard))
    window, width = map_canvas.seen(key, first)
    level = points.level(drawn.height, window, width, is_blurred=view.scope.is_masked)
    if level.name == "grid":
        level = points.Level("cluster", points.cluster_step(window, width))
    rows = hazards.features(drawn, level.step, points.MOST)
    held = Counter(row["kind"] for row in rows)
    marks = points.marks(["open", "none"])
    shown = map_canvas.draw(
        view,
        key=key,
        window=first,
        alt=view.say("hazard.alt"),
        note=" ".join([view.say("hazard.shade"), _blurred(view)]).strip(),
        level=level.name,
        step=level.step,
        features=points.columns(rows, ["open", "none"]),
        kinds=[
            {**marks[kind], "title": view.say(f"hazard.{said}"), "shown": bool(held[kind])}
            for kind, said in zip(("open", "none"), KINDS, strict=True)
        ],
        patches=hazards.patches(hazard, window, least),
    )
    map_canvas.act(view, shown)


def _blurred(view: View) -> str:
    return view.say("points.blurred") if view.scope.is_masked else ""


def _precisions(view: View, found: pl.DataFrame) -> str:
    counts = found["precision"].value_counts(sort=True)
    parts = [
        view.say(f"hazard.by_{name}", count=view.count(count)) for name, count in counts.iter_rows()
    ]
    return (
        view.say("hazard.precision", told=view.common("values.joint").join(parts)) if parts else ""
    )


def _list(view: View, found: pl.DataFrame) -> None:
    """The screening list: those not under monitoring first, the most exposed first."""
    figures.title(view.say("hazard.cohort"), view.say("hazard.cohort_note", take=LISTED))
    some = found.head(LISTED)
    numbers = ",".join(some["household_id"])
    named = view.query("map/named", view=view.selection.tree, households=numbers).rows
    known = {row["household_id"]: row for row in named.iter_rows(named=True)}
    table = Listing(
        name="cohort",
        caption=view.say("hazard.cohort"),
        headings=[_heading(view, name) for name in COLUMNS],
        lines=[
            Line(row["household_id"], _cells(view, row, known[row["household_id"]]))
            for row in some.iter_rows(named=True)
        ],
        empty=view.say("hazard.nobody"),
    )
    picked = listing.draw(view, table, key="map_cohort", height=300)
    if picked:
        going.open_page(view, "households", household=picked["row"])


def _heading(view: View, name: str) -> Heading:
    own = name in ("value", "state", "visited")
    return Heading(
        name,
        view.say(f"hazard.{name}") if own else view.common(f"lists.{name}"),
        kind="number" if name == "value" else "text",
        is_wide_only=name in ("town", "household_type", "visited"),
        is_unbroken=name in ("id", "head"),
    )


def _cells(view: View, row: dict[str, Any], known: dict[str, Any]) -> dict[str, Cell]:
    visited = known["last_visited_on"]
    return {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(known["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(known["town_name"] or view.common("values.unknown_place")),
        "village": Cell(known["village_name"] or view.common("values.unknown_place")),
        "household_type": Cell(view.code("household_type", known["household_type"])),
        "value": Cell(f"{row['value']:,.0f}", row["value"]),
        "state": Cell(view.say("hazard.open" if row["is_open"] else "hazard.unwatched")),
        "visited": Cell(day_name(visited, view.language) if visited else "", str(visited or "")),
    }
