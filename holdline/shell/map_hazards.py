"""Hazards over households: who is inside, as counts, as a map and as a list to visit."""

from collections import Counter
from pathlib import Path

import polars as pl
import streamlit as st

from holdline import paths
from holdline.access.scope import Scope
from holdline.geo import dropin, exposure
from holdline.geo.dropin import Hazard
from holdline.maps import hazards, points
from holdline.shell import cache, going, map_canvas, map_cohort, map_source
from holdline.shell import figure as figures
from holdline.shell.view import View

KINDS = {"open": "open", "none": "unwatched", "service": "service"}
LEAST, FAR = 200.0, 5.0


def draw(view: View) -> None:
    """One layer of the hazard folder, and the households it reaches; not of a whole nation."""
    if view.is_nation:
        st.info(view.common("bar.choose_province"))
        return
    files = dropin.found((paths.hazards(), paths.REFERENCE / "hazards"))
    if not files:
        st.info(view.say("hazard.nothing", folder=str(paths.hazards())))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=True):
        path = _chosen(view, files)
        hazard = _read(str(path), path.stat().st_mtime_ns)
        _threshold(view, hazard)
    least = _least(view, hazard)
    found = _exposed(
        view.manifest.snapshot_id, view.scope, _inputs(view), str(path), hazard.digest, least
    )
    figures.title(_title(view, hazard, found), view.say("hazard.note"))
    _map(view, hazard, found, least)
    told = [view.say(f"hazard.synthetic_{_sort(hazard)}")] if hazard.is_synthetic else []
    if hazard.unmatched:
        names = view.common("values.joint").join(hazard.unmatched)
        told.append(view.say("hazard.unmatched", names=names))
    told.append(_precisions(view, found))
    st.caption(" ".join([*told, map_source.lines(view)]))
    map_cohort.draw(view, hazard, found, least)


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
    st.selectbox(
        view.say("labels.hazard"),
        list(held),
        key="map_hazard",
        format_func=lambda name: _named(view, name),
        label_visibility="collapsed",
        width=300,
        on_change=lambda: going.more(view, hazard=st.session_state["map_hazard"], least=""),
    )
    return held[st.session_state["map_hazard"]]


def _threshold(view: View, hazard: Hazard) -> None:
    st.session_state["map_least"] = _told_least(view, hazard)
    st.number_input(
        view.say("labels.least"),
        min_value=0.0,
        step=1.0 if hazard.services else 10.0,
        format="%.0f",
        key="map_least",
        label_visibility="collapsed",
        width=150,
        help=view.say("hazard.least"),
        on_change=lambda: going.more(view, least=f"{st.session_state['map_least']:g}"),
    )
    st.markdown(view.say("hazard.far" if hazard.services else "hazard.unit"))


def _named(view: View, name: str) -> str:
    stem = name.partition(".")[0]
    if stem.startswith("synthetic_"):
        return view.say(f"hazard_layers.{stem.rpartition('_')[2]}")
    return stem


def _sort(hazard: Hazard) -> str:
    return "services" if hazard.services else "event"


def _told_least(view: View, hazard: Hazard) -> float:
    usual = FAR if hazard.services else LEAST
    try:
        return max(0.0, float(view.selection.extra("least", str(usual))))
    except ValueError:
        return usual


def _least(view: View, hazard: Hazard) -> float:
    """The reader's threshold; layers that only say "inside" have the value 1."""
    values = [value for _, value in hazard.areas] or list(hazard.places.values())
    told = _told_least(view, hazard)
    return min(told, max(values)) if values else told


def _title(view: View, hazard: Hazard, found: pl.DataFrame) -> str:
    inside = int(found["is_open"].sum())
    return view.say(
        "hazard.title_services" if hazard.services else "hazard.title",
        count=view.households(found.height),
        watched=view.count(inside),
        rest=view.count(found.height - inside),
        kind=view.say(f"hazard.kind_{hazard.kind}"),
    )


def _map(view: View, hazard: Hazard, found: pl.DataFrame, least: float) -> None:
    key = f"hazards_{view.selection.division}_{hazard.name}"
    drawn = found.filter(pl.col("longitude").is_not_null())
    box = hazards.box(drawn, hazard)
    window, width = map_canvas.seen(key, map_canvas.first_window(view, box))
    level = points.level(drawn.height, window, width, is_blurred=view.scope.is_masked)
    if level.name == "grid":
        level = points.Level("cluster", points.cluster_step(window, width))
    rows = hazards.features(drawn, level.step, points.MOST) + hazards.stations(hazard)
    held = Counter(row["kind"] for row in rows)
    marks = points.marks(list(KINDS))
    shown = map_canvas.draw(
        view,
        key=key,
        box=box,
        alt=view.say("hazard.alt"),
        said=(_title(view, hazard, found), map_source.lines(view)),
        note=" ".join([_shade(view, hazard), _blurred(view)]).strip(),
        level=level.name,
        step=level.step,
        features=points.columns(rows, list(KINDS)),
        kinds=[
            {**marks[kind], "title": view.say(f"hazard.{said}"), "shown": bool(held[kind])}
            for kind, said in KINDS.items()
        ],
        patches=hazards.patches(hazard, window, least),
    )
    map_canvas.act(view, shown)


def _shade(view: View, hazard: Hazard) -> str:
    return view.say("hazard.nearest" if hazard.services else "hazard.shade")


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
