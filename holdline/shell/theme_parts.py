"""The parts of a theme: its tables, its curves, and the comparison at an equal mix."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.survival import survival
from holdline.messages.catalogue import text
from holdline.reference.themes import Theme, themes
from holdline.shell import figure, free_drill, going, listing, own_themes, timelines_curves
from holdline.shell.free_drill import ALL, Drill
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

PART = "theme"
HEIGHT, CURVES = 260, 6


def chosen(view: View) -> Theme:
    """The theme of the address, else the first; draws the choice."""
    found = {theme.name: theme for theme in (*themes(), *own_themes.listed(view))}
    told = view.selection.extra(PART)
    name = told if told in found else next(iter(found))
    key = "choice_theme"
    st.session_state[key] = name
    st.segmented_control(
        view.say("choice"),
        list(found),
        key=key,
        format_func=lambda one: words(view, found[one], "title"),
        on_change=lambda: going.more(view, **{PART: st.session_state[key] or name}),
        label_visibility="collapsed",
    )
    return found[name]


def words(view: View, theme: Theme, part: str) -> str:
    """A text of the theme's own words; of a reader's own theme, its name and its conditions."""
    if own_themes.is_own(theme):
        return own_themes.words(view, theme, part)
    return text(view.language, f"themes.{theme.name}.{part}")


def counted(view: View, theme: Theme) -> Mapping[str, Any]:
    """Households and people of the theme, and of the measure as a whole, at the chosen month."""
    asked = _as_drill(view, theme)
    first = next(iter(theme.tables), "closing")  # its table is asked for in any case
    mine = free_drill.whole(free_drill.cells(asked, Drill(theme.steps, first, "")))
    whole = free_drill.whole(free_drill.cells(asked, Drill((), "closing", "")))
    return {"mine": mine, "whole": whole}


def sentence(view: View, theme: Theme, told: Mapping[str, Any]) -> str:
    """What the theme counts, in words: households, people, and their share of the whole."""
    mine, whole = told["mine"], told["whole"]
    share = mine["households"] / whole["households"] if whole["households"] else None
    facts = {
        "month": view.month_name(view.month),
        "measure": view.common(f"measures.{theme.measure}"),
        "households": view.households(mine["households"]),
        "people": view.people(mine["people"]),
        "share": view.rate(share),
        "base": view.households(whole["households"]),
    }
    return figure.escaped(view.say("counted" if theme.steps else "counted_all", **facts))


def parts(view: View, theme: Theme) -> Iterator[Callable[[], None]]:
    """What is drawn, in reading order."""
    if theme.is_standardised:
        yield partial(standardised, view)
    if theme.curve_by:
        yield partial(_curves, view, theme)
    for dimension in theme.tables:
        yield partial(_table, view, theme, dimension)


def _as_drill(view: View, theme: Theme) -> View:
    """The view as the free drill has it, with the theme's measure."""
    return replace(
        view, page="explore", selection=view.selection.with_change(measure=theme.measure)
    )


def _table(view: View, theme: Theme, dimension: str) -> None:
    asked = _as_drill(view, theme)
    drill = Drill(theme.steps, dimension, "")
    rows = free_drill.cells(asked, drill)
    title = view.say("by", name=free_drill.named(asked, dimension))
    figure.title(title, view.say("several") if dimension in free_drill.SEVERAL else "")
    table = _listing(view, asked, drill, rows, title)
    click = listing.draw(
        view, table, key=f"theme_{dimension}", height=HEIGHT, elsewhere=("households",)
    )
    if click:
        _went(view, theme, dimension, click["row"])


def _listing(view: View, asked: View, drill: Drill, rows: pl.DataFrame, title: str) -> Listing:
    whole = free_drill.whole(rows)["households"]
    found = rows.filter((pl.col("across") == ALL) & (pl.col("value") != ALL))
    most = max(found["households"].to_list(), default=0) or 1
    names = free_drill.values(asked, drill.by, found)
    lines = [
        Line(
            value,
            {
                "value": Cell(name, acts=True),
                "households": Cell(view.count(row["households"]), row["households"],
                                   share=row["households"] / most, acts=True),
                "people": Cell(view.count(row["people"]), row["people"]),
                "share": Cell(*_rate(view, row["households"], whole)),
            },
        )
        for value, name in names.items()
        for row in [found.row(by_predicate=pl.col("value") == value, named=True)]
    ]  # fmt: skip
    headings = [
        Heading("value", free_drill.named(asked, drill.by)),
        Heading("households", asked.say("heads.households"), kind="bar"),
        Heading("people", asked.say("heads.people"), kind="number"),
        Heading("share", asked.say("heads.share"), kind="number", hint=asked.say("hints.share")),
    ]
    return Listing(f"theme-{drill.by}", title, headings, lines, empty=asked.say("nobody"))


def _rate(view: View, part: int, whole: int) -> tuple[str, float | None]:
    share = free_drill.share(view, part, whole)
    return view.rate(share), share


def _went(view: View, theme: Theme, dimension: str, value: str) -> None:
    """On to the free drill, a step further; a division is gone into."""
    steps = theme.steps if dimension == "division" else (*theme.steps, (dimension, value))
    told = {"steps": free_drill.written(steps), "by": "monitor_type"}
    place = {"division": value} if dimension == "division" else {}
    more = tuple(sorted((name, part) for name, part in told.items() if part))
    going.open_page(view, "explore", measure=theme.measure, more=more, **place)


def _curves(view: View, theme: Theme) -> None:
    asked = replace(
        view,
        page="timelines",
        selection=view.selection.with_change(
            main_risk=theme.curve_risk or view.selection.main_risk
        ),
    )
    title = view.say("curves")
    figure.title(title, view.say("curves_note"))
    if not view.person.may("view.timelines"):
        st.caption(view.say("curves_closed"))
        return
    found = timelines_curves.curves(asked, theme.curve_by, timelines_curves.since(asked))
    shown = dict(list(found.items())[:CURVES])
    drawn = survival(
        [
            timelines_curves.curve(
                asked, timelines_curves.name(asked, theme.curve_by, key), rows, key
            )
            for key, rows in shown.items()
        ],
        year=asked.say("guarded_year"),
        across=asked.say("months_since"),
        height=HEIGHT + 30,
    )
    figure.show(view, drawn, key="theme_curves", alt=title)


def standardised(view: View, height: int = HEIGHT + 30) -> None:
    """The divisions below at an equal mix of households; a name goes there."""
    rows = view.query("themes/standardised", **view.chosen("division", "month")).rows
    title = view.say("standardised.title")
    figure.title(title, view.say("standardised.note"))
    names = ("area", "identified", "eliminated", "crude_rate", "equal_rate", "covered")
    headings = [
        Heading(name, view.say(f"standardised.{name}"), kind="text" if name == "area" else "number")
        for name in names
    ]
    lines = [
        Line(
            row["division_code"],
            {
                "area": Cell(row["short_name"], row["division_code"], acts=True),
                **{name: Cell(view.count(row[name]), row[name], acts=True) for name in names[1:3]},
                **{name: Cell(view.rate(row[name]), row[name]) for name in names[3:]},
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    table = Listing("standardised", title, headings, lines, empty=view.say("standardised.nobody"))
    click = listing.draw(
        view, table, key="theme_standardised", height=height, elsewhere=names[1:3],
        on_chosen=lambda click: _gone(view, click),
    )  # fmt: skip
    if click and click["column"] in names[1:3]:
        going.open_page(view, "households", division=click["row"], measure=click["column"],
                        monitor_type="", main_risk="", household="")  # fmt: skip


def _gone(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "area":
        going.change(view, division=click["row"])
