"""The free drill: any dimension at any step, in any order; every cell opens its households."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from holdline.access.suppression import HIDDEN
from holdline.messages.catalogue import text
from holdline.shell import going, listing, timelines_behind, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

FILTERS = ("division", "month", "measure", "monitor_type", "main_risk")
STEPS, BY, OVER, NOTHING, ALL = "steps", "by", "over", "", "all"
BETWEEN = "|"
ACROSS = 8
# Dimension: the list its codes are of; none where the page has its words.
DIMENSIONS = {
    "division": "",
    "monitor_type": "monitor_type",
    "main_risk": "risk_type",
    "risk": "risk_type",
    "closing": "",
    "identified_year": "",
    "people": "",
    "focus_group": "",
    "measure": "measure_class",
    "income": "",
    "labour": "",
    "head_sex": "sex",
    "head_age": "",
    "household_type": "household_type",
    "village_kind": "village_kind",
    "source_channel": "source_channel",
    "house_grade": "house_grade",
}
PLAIN = {"UNKNOWN": "values.unknown", "none": "values.none"}
SEVERAL = ("risk", "measure", "focus_group")
ORDERED = {
    "people": ("0", "1", "2", "3", "4", "5", "6_more"),
    "labour": ("0", "1", "2", "3_more"),
    "head_age": ("under_30", "30_44", "45_59", "60_74", "75_more"),
    "income": ("under_5000", "5000_6499", "6500_7999", "8000_9999", "10000_14999", "15000_more"),
    "closing": ("open", "by_support", "natural", "untold"),
}


@dataclass(frozen=True)
class Drill:
    """Where a reader stands: the steps taken, (dimension, value), and the rows and columns."""

    steps: tuple[tuple[str, str], ...]
    by: str
    over: str


def read(view: View) -> Drill:
    """The drill of the address; what it names that there is not is left out."""
    told = [one.partition("=") for one in view.selection.extra(STEPS).split(BETWEEN)]
    taken = dict.fromkeys((name, value) for name, _, value in told if name in DIMENSIONS and value)
    steps = tuple(step for step in taken if step[0] != "division")
    free = [name for name in DIMENSIONS if name not in dict(steps) or name in SEVERAL]
    by, over = view.selection.extra(BY), view.selection.extra(OVER)
    by = by if by in DIMENSIONS else next(name for name in free if name != "division")
    return Drill(steps, by, over if over in DIMENSIONS and over != by else NOTHING)


def inputs(view: View, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the queries of the drill are asked with, after *steps*.

    Two different ways of elimination hold for nobody: `closing` is then of no household.
    """
    ways = sorted({value for name, value in steps if name == "closing"})
    places = [value for name, value in steps if name == "division"]
    facets = sorted(
        {f"{name}={value}" for name, value in steps} - {f"closing={way}" for way in ways}
    )
    found = {
        **view.chosen(*FILTERS),
        "steps": [one for one in facets if not one.startswith("division=")],
        "closing": "+".join(ways),
    }
    return found | ({"division": places[-1]} if places else {})


def draw_choice(view: View, drill: Drill, part: str) -> None:
    """What the rows, or the columns, are told apart by."""
    key = f"choice_{part}"
    st.session_state[key] = getattr(drill, part)
    options = (
        [*DIMENSIONS] if part == BY else [NOTHING, *(one for one in DIMENSIONS if one != drill.by)]
    )
    st.selectbox(
        view.say(f"choices.{part}"),
        options,
        key=key,
        format_func=lambda one: named(view, one, part),
        on_change=lambda: going.more(view, **{part: st.session_state[key]}),
        label_visibility="collapsed",
    )


def named(view: View, dimension: str, part: str = "") -> str:
    """What a dimension is called, with what it does where *part* is given."""
    name = view.say(f"dimensions.{dimension}") if dimension else view.say("no_columns")
    return view.say(f"choices.{part}_of", name=name) if part and dimension else name


def draw_steps(view: View, drill: Drill) -> None:
    """The steps taken, each a way back to it."""
    with st.container(horizontal=True, gap="small"):
        for at in range(len(drill.steps) + 1):
            st.button(
                _step(view, drill.steps[at - 1]) if at else view.say("start"),
                key=f"step_{at}",
                type="tertiary",
                icon=":material/chevron_right:" if at else ":material/home:",
                on_click=_cut,
                args=(view, drill, at),
            )


def _step(view: View, step: tuple[str, str]) -> str:
    return view.say("step", name=named(view, step[0]), value=said(view, *step))


def _cut(view: View, drill: Drill, at: int) -> None:
    going.more(view, **{STEPS: written(drill.steps[:at]), BY: drill.by})


def written(steps: Sequence[tuple[str, str]]) -> str:
    """The steps as the address has them."""
    return BETWEEN.join(f"{name}={value}" for name, value in steps)


def said(view: View, dimension: str, value: str) -> str:
    """What a value of a dimension is called."""
    if value in PLAIN:
        return view.common(PLAIN[value])
    if DIMENSIONS[dimension]:
        return view.code(DIMENSIONS[dimension], value)
    if dimension == "closing":
        return view.common(f"closings.{value}")
    if dimension == "identified_year":
        return view.say("year", year=value)
    if dimension == "focus_group":
        return text(view.language, f"pages.risks.groups.{value}")
    return view.say(f"values.{dimension}.{value}")


def cells(view: View, drill: Drill) -> pl.DataFrame:
    """The counts of the drill: rows of explore/cells."""
    asked = inputs(view, drill.steps)
    return view.query("explore/cells", **asked, dimension=drill.by, over=drill.over).rows


def whole(rows: pl.DataFrame) -> Mapping[str, Any]:
    """The row of everybody that is left, each counted once."""
    is_whole = (pl.col("value") == ALL) & (pl.col("across") == ALL)
    return rows.row(by_predicate=is_whole, named=True)


def draw(view: View, drill: Drill, rows: pl.DataFrame, *, height: int) -> None:
    """The table: a name goes a step further, a count opens its households."""
    counts = {(row["value"], row["across"]): row for row in rows.iter_rows(named=True)}
    values = _sorted(drill.by, counts, 0)
    across = _sorted(drill.over, counts, 1)[:ACROSS] if drill.over else []
    names = _names(view) if "division" in (drill.by, drill.over) else {}
    headings = [
        Heading("value", named(view, drill.by)),
        Heading(ALL, view.say("heads.households"), kind="bar"),
        Heading("people", view.say("heads.people"), kind="number"),
        Heading("share", view.say("heads.share"), kind="number", hint=view.say("hints.share")),
        *(
            Heading(f"of-{one}", _said(view, drill.over, one, names), kind="number")
            for one in across
        ),
    ]
    most = max((counts[value, ALL]["households"] for value in values), default=0) or 1
    lines = [
        _line(view, (value, _said(view, drill.by, value, names)), counts, across, most)
        for value in values
    ]
    total = _line(view, (ALL, view.common("board.all")), counts, across, 0)
    table = Listing(
        f"{drill.by}-{drill.over}", view.say("caption"), headings, lines,
        total=total, empty=view.say("nobody"),
    )  # fmt: skip
    listing.draw(
        view, table, key="cells", height=height,
        on_chosen=lambda click: _went(view, drill, click),
    )  # fmt: skip


def _sorted(dimension: str, counts: Mapping[tuple[str, str], Any], side: int) -> list[str]:
    found = {key[side] for key in counts if key[1 - side] == ALL and key[side] != ALL}
    if dimension == "identified_year":
        return sorted(found)
    order = {value: at for at, value in enumerate(ORDERED.get(dimension, ()))}

    def place(value: str) -> tuple[int, int, str]:
        key = (value, ALL) if side == 0 else (ALL, value)
        return order.get(value, len(order)), -counts[key]["households"], value

    return sorted(found, key=place)


def _names(view: View) -> dict[str, str]:
    parent = view.selection.division
    rows = view.query("shared/siblings", view=view.selection.tree, parent=parent).rows
    return dict(zip(rows["division_code"], rows["short_name"], strict=True))


def _said(view: View, dimension: str, value: str, names: Mapping[str, str]) -> str:
    if dimension == "division":
        return names.get(value) or view.say("itself")
    return said(view, dimension, value)


def values(view: View, dimension: str, rows: pl.DataFrame) -> dict[str, str]:
    """The values of *dimension* among *rows*, in their order, each with what it is called."""
    counts = {(row["value"], row["across"]): row for row in rows.iter_rows(named=True)}
    names = _names(view) if dimension == "division" else {}
    return {one: _said(view, dimension, one, names) for one in _sorted(dimension, counts, 0)}


def _line(
    view: View,
    named_: tuple[str, str],
    counts: Mapping[tuple[str, str], Any],
    across: Sequence[str],
    most: int,
) -> Line:
    value, name = named_
    row, base = counts[value, ALL], counts[ALL, ALL]["households"]
    share_ = share(view, row["households"], base)
    bar = row["households"] / most if most else 0.0
    shown = {
        ALL: Cell(view.count(row["households"]), row["households"], share=bar, acts=True),
        "people": Cell(view.count(row["people"]), row["people"]),
        "share": Cell(view.rate(share_), share_),
    }
    for one in across:
        count = counts[value, one]["households"] if (value, one) in counts else 0
        shown[f"of-{one}"] = Cell(view.count(count), count, acts=True)
    return Line(value, {"value": Cell(name, acts=value != ALL), **shown})


def share(view: View, part: int, whole: int) -> float | None:
    """*part* of *whole*; None of nobody, and where *part* is hidden."""
    is_hidden = view.scope.is_published and part == HIDDEN
    return part / whole if whole and not is_hidden else None


def _went(view: View, drill: Drill, click: Mapping[str, str]) -> None:
    value, column = click["row"], click["column"]
    if column != "value":
        across = ALL if column == ALL else column.removeprefix("of-")
        timelines_choice.open_figure(view, "cell", f"{value}~{across}")
    elif drill.by == "division":
        going.change(view, division=value)
    else:
        steps = (*drill.steps, (drill.by, value))
        taken = {name for name, _ in steps}
        free = [one for one in DIMENSIONS if one not in {*taken, drill.over, "division"}]
        going.more(view, **{STEPS: written(steps), BY: free[0] if free else "division"})


def opened(view: View, drill: Drill, columns: Sequence[str]) -> None:
    """The households of the cell that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    if name != "cell":
        return
    value, _, across = key.partition("~")
    more = [(drill.by, value)] if value != ALL else []
    more += [(drill.over, across)] if across != ALL and drill.over else []
    rows = view.query("explore/listed", **inputs(view, [*drill.steps, *more])).rows
    measure = view.common(f"measures.{view.selection.measure}")
    people = view.people(int(rows["people"].sum()))
    timelines_behind.draw(view, view.say("opened", measure=measure, people=people), rows, columns)
