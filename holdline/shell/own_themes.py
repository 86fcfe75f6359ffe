"""Themes of one's own: any conditions, measure, tables and curves, kept beside the shipped ones."""

import json
from dataclasses import replace

import streamlit as st

from holdline.access import keeping
from holdline.reference.themes import Theme
from holdline.shell import free_drill, going, kept_box
from holdline.shell.free_drill import DIMENSIONS, STEPS, Drill
from holdline.shell.selection import MEASURES
from holdline.shell.view import View
from holdline.state.kept import Kept

OWN, PART = "own-", "theme"
MOST = 4
CURVES = ("none", "all", "monitor_type", "main_risk")
USUAL = ("division", "measure", "labour", "head_age")


def listed(view: View) -> list[Theme]:
    """Those that the reader sees, by name."""
    return [_theme(at, one) for at, one in enumerate(keeping.listed(view.person, "theme"))]


def is_own(theme: Theme) -> bool:
    """Whether a reader made it."""
    return theme.name.startswith(OWN)


def _theme(at: int, one: Kept) -> Theme:
    """The theme a reader keeps; what it names that there is no more is left out."""
    told = json.loads(one.text)
    steps = tuple((name, value) for name, value in told["steps"] if name in DIMENSIONS)
    tables = tuple(name for name in told["tables"] if name in DIMENSIONS)
    curve = told["curve_by"]
    return Theme(
        name=f"{OWN}{one.number}",
        order=1000 + at,
        measure=told["measure"] if told["measure"] in MEASURES else MEASURES[0],
        steps=steps,
        tables=tables[:MOST],
        curve_by=curve if curve in CURVES[1:] else "",
        is_standardised=bool(told["is_standardised"]),
    )


def words(view: View, theme: Theme, part: str) -> str:
    """What a theme of one's own says of itself."""
    number = int(theme.name.removeprefix(OWN))
    kept = {one.number: one for one in keeping.listed(view.person, "theme")}[number]
    if part == "title":
        return kept.name
    if part == "note":
        return kept_box.told(view, kept)
    measure = view.common(f"measures.{theme.measure}")
    return view.say("own.question", steps=_steps(view, theme.steps), measure=measure)


def _steps(view: View, steps: tuple[tuple[str, str], ...]) -> str:
    drill = replace(view, page="explore")
    said = [
        drill.say(
            "step", name=free_drill.named(drill, name), value=free_drill.said(drill, name, value)
        )
        for name, value in steps
    ]
    return view.common("values.joint").join(said) or view.say("own.all")


def draw(view: View) -> None:
    """The box with one's own themes, and the form that makes one."""
    kept_box.draw(
        view,
        "theme",
        written=lambda: _written(view),
        opened=lambda one: going.more(view, **{PART: f"{OWN}{one.number}", STEPS: ""}),
        asked=lambda: _form(view),
    )


def _written(view: View) -> str:
    state = st.session_state
    curve = state.get("own_curve") or CURVES[0]
    told = {
        "measure": state.get("own_measure") or view.selection.measure,
        "steps": free_drill.read(view).steps,
        "tables": state.get("own_tables") or list(USUAL),
        "curve_by": "" if curve == CURVES[0] else curve,
        "is_standardised": bool(state.get("own_standard")),
    }
    return json.dumps(told, ensure_ascii=False)


def _form(view: View) -> None:
    drill = replace(view, page="explore")
    steps = free_drill.read(view).steps
    st.caption(f"{view.say('own.conditions')}: {_steps(view, steps)}")
    _condition(view, drill, steps)
    st.selectbox(
        view.say("own.measure"), MEASURES, key="own_measure",
        format_func=lambda one: view.common(f"measures.{one}"),
    )  # fmt: skip
    st.multiselect(
        view.say("own.tables"), list(DIMENSIONS), list(USUAL), key="own_tables",
        max_selections=MOST, format_func=lambda one: free_drill.named(drill, one),
    )  # fmt: skip
    st.selectbox(
        view.say("own.curve_by"), CURVES, key="own_curve",
        format_func=lambda one: view.say(f"own.curves.{one}"),
    )  # fmt: skip
    st.toggle(view.say("own.standard"), key="own_standard")


def _condition(view: View, drill: View, steps: tuple[tuple[str, str], ...]) -> None:
    """One more condition: a dimension, and one of the values there are."""
    left, right = st.columns(2, gap="small")
    with left:
        names = [one for one in DIMENSIONS if one != "division"]
        by = st.selectbox(
            view.say("own.dimension"), names, key="own_by",
            format_func=lambda one: free_drill.named(drill, one),
        )  # fmt: skip
    with right:
        found = free_drill.values(drill, by, free_drill.cells(drill, Drill(steps, by, "")))
        value = st.selectbox(
            view.say("own.value"),
            list(found),
            key=f"own_value_{by}",
            format_func=lambda one: found[one],
        )
    told = free_drill.written((*steps, (by, str(value))))
    st.button(
        view.say("own.add"), key="own_add", icon=":material/filter_alt:", disabled=value is None,
        on_click=going.more, args=(view,), kwargs={STEPS: told},
    )  # fmt: skip


def draw_onward(view: View, drill: Drill) -> None:
    """From the free drill on: its steps as a theme of one's own, or as a pivot table."""
    steps = free_drill.written(drill.steps)
    with st.container(horizontal=True, gap="small"):
        for page, more in (("themes", {}), ("pivot", {"rows": drill.by, "over": drill.over})):
            told = tuple(
                sorted((name, value) for name, value in {STEPS: steps, **more}.items() if value)
            )
            if view.person.may(f"view.{page}") and st.button(
                view.say(f"onward.{page}"), key=f"onward_{page}", type="tertiary",
                icon=":material/arrow_forward:",
            ):  # fmt: skip
                going.open_page(view, page, more=told)
