"""A division beside its likes: why they are alike, and how they did; never a place in a league."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import polars as pl

from holdline.charts.ranking import ranking
from holdline.quality import peers
from holdline.quality.peers import Likeness
from holdline.shell import figure, going, listing
from holdline.shell.queues_modules import LEAST_BASE
from holdline.shell.scorecard_scores import level_of
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 8
HEIGHT = 290
# Beyond so many standard deviations the nearest is hardly alike, and this is said.
FAR = 2.0
FEATURES = ("lifted", "monitored", "no_labour")
Row = Mapping[str, Any]


def found(view: View) -> tuple[pl.DataFrame, Sequence[Likeness]]:
    """The features of every division of the chosen one's level, and its likes."""
    level = level_of(view)
    counts = view.query("peers/mix", view=view.selection.tree, level=level).rows
    told = peers.shares(counts)
    return told, peers.alike(told, view.selection.division, most=MOST)


def draw_why(view: View, mix: pl.DataFrame, alike: Sequence[Likeness]) -> None:
    """What the division and its likes are made of."""
    here = view.selection.division
    told = {row["division_code"]: row for row in mix.iter_rows(named=True)}
    far = {one.division: one for one in alike}
    headings = [
        Heading("name", view.say("heads.name")),
        Heading("households", view.say("heads.households"), kind="number"),
        *(Heading(one, view.say(f"heads.{one}"), kind="number") for one in FEATURES),
        Heading("people", view.say("heads.people"), kind="number"),
        Heading("far", view.say("heads.far"), kind="number", hint=view.say("hints.far")),
        Heading("widest", view.say("heads.widest"), hint=view.say("hints.widest")),
    ]
    lines = [_why(view, told[code], far.get(code)) for code in (here, *far)]
    table = Listing("why", view.say("why"), headings, lines, empty=view.say("nobody"))

    def pressed(click: Mapping[str, str]) -> None:
        if click["column"] == "name":
            going.change(view, division=click["row"])

    listing.draw(view, table, key="peers_why", height=HEIGHT, on_chosen=pressed)


def _why(view: View, row: Row, far: Likeness | None) -> Line:
    cells = {
        "name": Cell(row["short_name"], row["division_code"], acts=far is not None),
        "households": Cell(view.count(row["households"]), row["households"]),
        **{one: Cell(view.rate(row[one]), row[one]) for one in FEATURES},
        "people": Cell(f"{row['people']:.2f}", row["people"]),
        "far": Cell(f"{far.distance:.2f}", far.distance) if far else Cell(view.say("here"), 0.0),
        "widest": Cell(_widest(view, far)),
    }
    return Line(row["division_code"], cells, far is None)


def _widest(view: View, far: Likeness | None) -> str:
    if far is None:
        return ""
    way = view.say("more" if far.gap > 0 else "less", gap=f"{abs(far.gap):.2f}")
    return view.say("widest", feature=view.say(f"features.{far.widest}"), way=way)


def outcomes(view: View, alike: Sequence[Likeness]) -> dict[str, Row]:
    """What became of the monitored households of the division and its likes, by code."""
    codes = [view.selection.division, *(one.division for one in alike)]
    rows = view.query("peers/outcomes", **view.chosen("division", "month"), codes=codes).rows
    held = {row["division_code"]: row for row in rows.iter_rows(named=True)}
    return {code: held[code] for code in codes if code in held}


def sentence(view: View, told: Mapping[str, Row]) -> str:
    """The division's rate beside the middle of its likes."""
    here = told.get(view.selection.division)
    column = rate_of(view)
    others = [row[column] for code, row in told.items() if code != view.selection.division]
    known = [one for one in others if one is not None]
    if here is None or here[column] is None or not known:
        return view.say("untold")
    if here["identified"] < LEAST_BASE:
        base = view.households(here["identified"])
        return view.say("few", rate=view.rate(here[column]), base=base, least=LEAST_BASE)
    middle = median(known)
    points = (here[column] - middle) * 100
    facts = {"rate": view.rate(here[column]), "middle": view.rate(middle)}
    return view.say("told", points=f"{points:+.1f}".replace("-", "−"), peers=len(known), **facts)


def rate_of(view: View) -> str:
    """The rate compared: at an equal mix, or as it is where only published figures are seen."""
    return "crude_rate" if view.scope.is_published else "equal_rate"


def draw_outcomes(view: View, mix: pl.DataFrame, told: Mapping[str, Row]) -> None:
    """Rates in the order of likeness, the division marked, and the table behind them."""
    names = dict(mix.select("division_code", "short_name").iter_rows())
    column = rate_of(view)
    drawn = ranking(
        keys=list(told),
        labels=[names[code] for code in told],
        lengths=[row[column] or 0.0 for row in told.values()],
        written=[view.rate(row[column]) for row in told.values()],
        chosen=view.selection.division,
        height=max(60, 24 * len(told)),
    )
    figure.show(view, drawn, key="peers_rates", alt=view.say("rates"))
    headings = [Heading("name", view.say("heads.name"))]
    parts = ("identified", "eliminated", "crude_rate", "equal_rate", "covered")
    headings += [Heading(one, view.say(f"heads.{one}"), kind="number") for one in parts]
    lines = [
        Line(
            code,
            {
                "name": Cell(names[code]),
                **{one: Cell(view.count(row[one]), row[one], acts=True) for one in parts[:2]},
                **{one: Cell(view.rate(row[one]), row[one]) for one in parts[2:]},
            },
            code == view.selection.division,
        )
        for code, row in told.items()
    ]
    table = Listing("outcomes", view.say("outcomes"), headings, lines, empty=view.say("nobody"))
    pressed = listing.draw(view, table, key="peers_outcomes", height=HEIGHT, elsewhere=parts[:2])
    if pressed and pressed["column"] in parts[:2]:
        going.open_page(
            view, "households", division=pressed["row"], measure=pressed["column"],
            monitor_type="", main_risk="", household="",
        )  # fmt: skip
