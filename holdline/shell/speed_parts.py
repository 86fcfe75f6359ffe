"""What goes with faster elimination: ratios of each factor, the others held equal."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from holdline.charts.forest import Ratio, forest
from holdline.shell import (
    figure,
    free_drill,
    listing,
    timelines_behind,
    timelines_choice,
    timelines_curves,
)
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.hazard import Effect, Fit, fit

FACTORS = ("main_risk", "monitor_type", "labour", "people", "head_age", "head_sex", "village_kind")
FILTERS = ("division", "month", "monitor_type", "main_risk")
# Months from which the notice allows elimination, so that before them there is nothing to explain.
LEAST = 12
ROW, TABLE = 19, 860
LEVEL, ENDED = "level", "ended"
LISTED = ("town_name", "village_name", "head_name", "monitor_type", "main_risk", "people",
          "identified_month", "months", "closing")  # fmt: skip
# Ratios told in words, and the eliminations a fit needs at least.
TOLD, FEW = 3, 30


def asked(view: View) -> dict[str, Any]:
    """What the queries are asked with."""
    return {**view.chosen(*FILTERS), "since": _since(view), "least": LEAST}


def _since(view: View) -> date:
    return timelines_curves.since(replace(view, page="timelines"))


def fitted(view: View) -> Fit:
    """The hazard fitted to the spells chosen."""
    return fit(view.query("speed/cells", **asked(view)).rows, FACTORS)


def sentence(view: View, found: Fit) -> str:
    """What the fit is of."""
    facts = {"spells": view.households(found.spells), "events": view.households(found.events)}
    return view.say("fitted", month=view.month_name(view.month), least=LEAST, **facts)


def draw_words(view: View, found: Fit) -> None:
    """The ratios furthest from one, in words; or why there is nothing to say."""
    if found.events < FEW:
        st.info(view.say("few", least=FEW))
    apart = [one for one in found.effects if is_apart(one)]
    apart.sort(key=lambda one: -abs(_bent(one)))
    told = []
    for one in apart[:TOLD]:
        facts = {
            "factor": _factor(view, one.factor),
            "level": level(view, one),
            "reference": level(view, _reference(found, one.factor)),
            "ratio": _number(one.ratio),
            "low": _number(one.low),
            "high": _number(one.high),
        }
        told.append("- " + figure.escaped(view.say("told", **facts)))
    st.markdown("\n".join(told))


def _bent(one: Effect) -> float:
    """How far an interval's nearer end is from one."""
    low, high = one.low or 1.0, one.high or 1.0
    return low - 1 if low > 1 else 1 / high - 1


def is_apart(one: Effect) -> bool:
    """Whether one lies outside its interval."""
    return one.low is not None and one.high is not None and not one.low <= 1 <= one.high


def _reference(found: Fit, factor: str) -> Effect:
    return next(one for one in found.effects if one.factor == factor and one.is_reference)


def _factor(view: View, name: str) -> str:
    said = free_drill.named(replace(view, page="explore"), name)
    return said[:1].upper() + said[1:]


def level(view: View, one: Effect) -> str:
    """What a level is called."""
    return free_drill.said(replace(view, page="explore"), one.factor, one.level)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def draw_forest(view: View, found: Fit) -> None:
    """The forest plot; a click opens the spells of the level."""
    groups = [(_factor(view, name), _ratios(view, found, name)) for name in FACTORS]
    drawn = forest(
        [(name, lines) for name, lines in groups if len(lines) > 1],
        names=(view.say("slower"), view.say("faster")),
        row=ROW,
    )
    timelines_choice.chart(view, drawn, key="forest", alt=view.say("forest"), opens=LEVEL)


def _ratios(view: View, found: Fit, name: str) -> list[Ratio]:
    return [
        Ratio(level(view, one), one.ratio, one.low, one.high, _said(view, one), _key(one))
        for one in found.effects
        if one.factor == name
    ]


def _key(one: Effect) -> str:
    return f"{one.factor}={one.level}"


def _said(view: View, one: Effect) -> str:
    facts = {"level": level(view, one), "ratio": written(view, one)}
    return view.say("hover", spells=view.count(one.spells), events=view.count(one.events), **facts)


def written(view: View, one: Effect) -> str:
    """A ratio with its interval, or why it has none."""
    if one.ratio is None:
        return view.say("untold")
    if one.is_reference:
        return view.say("reference")
    ends = {"low": _number(one.low), "high": _number(one.high)}
    return view.say("interval", ratio=_number(one.ratio), **ends)


def draw_table(view: View, found: Fit) -> None:
    """Every ratio with its interval and the spells it rests on; first what explains most."""
    headings = [
        Heading("name", view.say("heads.name")),
        *(
            Heading(name, view.say(f"heads.{name}"), kind="number", hint=view.say(f"hints.{name}"))
            for name in ("ratio", "spells", "events")
        ),
    ]
    lines: list[Line] = []
    for weight in found.weights:
        name = weight.factor
        facts = {"square": f"{weight.square:.1f}", "p": _p(weight.p)}
        told = view.say("weight", freedom=weight.freedom, **facts)
        cells = {"name": Cell(_factor(view, name)), "ratio": Cell(told, -weight.square)}
        lines.append(Line(name, cells))
        lines += [_line(view, one) for one in found.effects if one.factor == name]
    table = Listing("speed", view.say("table"), headings, lines, is_sortable=False,
                    empty=view.say("nobody"))  # fmt: skip
    opens = timelines_choice.opening(view, {"spells": LEVEL, "events": ENDED})
    listing.draw(view, table, key="speed", height=TABLE, on_chosen=opens)


def _p(p: float) -> str:
    return "<0.001" if p < 0.001 else f"={p:.3f}"  # noqa: PLR2004  as papers write it


def _line(view: View, one: Effect) -> Line:
    cells = {
        "name": Cell(level(view, one)),
        "ratio": Cell(written(view, one), one.ratio),
        "spells": Cell(view.count(one.spells), one.spells, acts=True),
        "events": Cell(view.count(one.events), one.events, acts=True),
    }
    return Line(_key(one), cells, under=one.factor)


def opened(view: View, found: Fit) -> None:
    """The spells of the level that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    known = {_key(one): one for one in found.effects}
    if name not in {LEVEL, ENDED} or key not in known:
        return
    rows = view.query("speed/listed", **asked(view), facet=key, ended=name == ENDED).rows
    title = view.say(f"opened_{name}", level=level(view, known[key]))
    timelines_behind.draw(view, title, rows, LISTED)
