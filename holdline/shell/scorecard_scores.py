"""The scores of divisions: by dimension, beside their likes, and from snapshot to snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.survival import DASHES
from holdline.charts.theme import axis, layout
from holdline.messages.figures import MISSING
from holdline.palette import CATEGORICAL
from holdline.quality import peers
from holdline.quality.checks import DIMENSIONS, all_checks
from holdline.shell import figure, findings_rows, going, listing
from holdline.shell.cache import result
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.warehouse import snapshot as snapshots

ALL = "all"
COLUMNS = (ALL, *DIMENSIONS)
PEERS = 5
# Snapshots drawn at most, the latest.
DRAWN = 8
# Bytes of snapshots above which reading them all is asked for first: each is verified whole.
HEAVY = 1 << 30
NEEDED = {"finding_mark", "household", "division_path", "division_tree"}


@dataclass(frozen=True)
class Scores:
    """The scores of every division of a level: a row a division and dimension."""

    rows: pl.DataFrame

    def of(self, code: str) -> dict[str, Mapping[str, Any]]:
        """One division's rows by dimension; empty when nobody is registered there."""
        found = self.rows.filter(pl.col("division_code") == code)
        return {row["dimension"]: row for row in found.iter_rows(named=True)}

    def below(self, code: str) -> list[str]:
        """The codes of the divisions directly below *code*, in their order."""
        found = self.rows.filter(pl.col("parent_code") == code)
        return found["division_code"].unique(maintain_order=True).to_list()


def level_of(view: View) -> int:
    """The level of the chosen division, 1 province to 5 village."""
    codes = [view.selection.division]
    return int(
        view.query("findings/places", view=view.selection.tree, codes=codes).rows["level"][0]
    )


def remembered(view: View) -> list[str]:
    """Marks of the chosen division kept as false alarms or exemptions: they are no faults."""
    rows = findings_rows.standing(view)
    return sorted(rows.filter(pl.col("state") == "remembered")["mark"].to_list())


def scores(view: View, level: int, without: Sequence[str], snapshot: str = "") -> Scores:
    """The scores of every division of *level* in a snapshot; in the view's without one."""
    counted = [check for check in all_checks() if check.severity != "information"]
    inputs = {
        "view": view.selection.tree,
        "level": level,
        "checks": [check.id for check in counted],
        "dimensions": [check.dimension for check in counted],
        "without": list(without),
    }
    where = snapshot or view.manifest.snapshot_id
    found = result(where, view.scope, "quality/at_fault", tuple(sorted(inputs.items())))
    return Scores(found.rows)


def draw(view: View, own: Scores, below: Scores, *, height: int) -> None:
    """The division, and those below it: a score opens its findings, a name goes there."""
    here = view.selection.division
    codes = [here, *below.below(here)]
    lines = [
        _line(view, code, (own if code == here else below).of(code), is_here=code == here)
        for code in codes
    ]
    headings = [
        Heading("name", view.say("heads.name")),
        *(
            Heading(one, view.say(f"heads.{one}"), kind="number", hint=view.say("formula_hint"))
            for one in COLUMNS
        ),
        Heading("households", view.say("heads.households"), kind="number", is_wide_only=True),
        Heading("at_fault", view.say("heads.at_fault"), kind="number", is_wide_only=True),
        Heading("findings", view.say("heads.findings"), kind="number"),
    ]
    known = [line for line in lines if line is not None]
    total = known[0] if known and known[0].key == here and len(known) > 1 else None
    table = Listing(
        "scores",
        view.say("scores"),
        headings,
        known[1:] if total else known,
        total=total,
        empty=view.say("nobody"),
    )
    pressed = listing.draw(
        view, table, key="scores", height=height, on_chosen=lambda click: _moved(view, click)
    )
    if pressed and pressed["column"] != "name":
        _open(view, pressed["row"], pressed["column"])


def _open(view: View, division: str, column: str) -> None:
    """The findings that a score counts: all of them, and no others."""
    more = {"severity": "counted", "state": "shown"}
    if column in DIMENSIONS:
        more["dimension"] = column
    told = tuple(sorted(more.items()))
    going.open_page(view, "findings", division=division, more=told, household="")


def _line(
    view: View, code: str, told: Mapping[str, Mapping[str, Any]], *, is_here: bool
) -> Line | None:
    if not told:
        return None
    whole = told[ALL]
    cells = {
        one: Cell(
            points(told[one]["score"]) if one in told else view.common("values.none"),
            told[one]["score"] if one in told else None,
            acts=one in told,
        )
        for one in COLUMNS
    }
    cells["name"] = Cell(whole["short_name"], code, acts=not is_here)
    cells["households"] = Cell(view.count(whole["households"]), whole["households"])
    for one in ("at_fault", "findings"):
        cells[one] = Cell(view.count(whole[one]), whole[one], acts=True)
    return Line(code, cells)


def points(score: float | None) -> str:
    """A score as it is written; a dash for one that may not be told."""
    return MISSING if score is None else f"{score:.1f}"


def _moved(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "name":
        going.change(view, division=click["row"])


def draw_peers(view: View, level: int, own: Scores) -> None:
    """The division beside those most like it; never a place in a league."""
    figure.title(view.say("peers"), view.say("peers_note", most=PEERS))
    mix = view.query("quality/mix", view=view.selection.tree, level=level).rows
    alike = peers.peers(mix, view.selection.division, most=PEERS)
    codes = [view.selection.division, *alike] if alike else []
    lines = [
        Line(
            code,
            {
                "name": Cell(told[ALL]["short_name"], code),
                **{one: Cell(points(told[one]["score"]), told[one]["score"]) for one in COLUMNS},
            },
            code == view.selection.division,
        )
        for code in codes
        if set(COLUMNS) <= (told := own.of(code)).keys()
    ]
    headings = [
        Heading("name", view.say("heads.name")),
        *(Heading(one, view.say(f"heads.{one}"), kind="number") for one in COLUMNS),
    ]
    table = Listing("peers", view.say("peers"), headings, lines, empty=view.say("no_peers"))
    listing.draw(view, table, key="peers", height=190)


def draw_trend(view: View, level: int, without: Sequence[str]) -> None:
    """The score from snapshot to snapshot; said in words when only one can be read."""
    figure.title(view.say("trend"), view.say("trend_note"))
    held = [one for one in snapshots.all() if set(one.manifest.tables) >= NEEDED][-DRAWN:]
    if sum(one.warehouse.stat().st_size for one in held) > HEAVY and not _is_wanted(view):
        return
    told = [
        (one.manifest.as_of_on.isoformat(), one.id, scores(view, level, without, one.id))
        for one in sorted(held, key=lambda one: (one.manifest.as_of_on, one.manifest.created_at))
    ]
    known = [(day, name, found.of(view.selection.division)) for day, name, found in told]
    known = [one for one in known if one[2]]
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        st.caption(view.say("one_snapshot"))
        return
    figure.show(view, _lines(view, known), key="trend", alt=view.say("trend"))


def _is_wanted(view: View) -> bool:
    return st.toggle(view.say("trend_wanted"), key="trend_wanted")


def _lines(view: View, known: Sequence[tuple[str, str, Mapping[str, Any]]]) -> dict[str, Any]:
    labels = [f"{day}<br>{name[-8:]}" for day, name, _ in known]
    marks = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": view.say(f"heads.{one}"),
            "x": labels,
            "y": [found[one]["score"] if one in found else None for _, _, found in known],
            "line": {
                "color": CATEGORICAL[at], "dash": DASHES[at], "width": 3 if one == ALL else 1.5,
            },
            "hovertemplate": "%{y:.1f}<extra>%{fullData.name}</extra>",
        }
        for at, one in enumerate(COLUMNS)
    ]  # fmt: skip
    return {
        "data": marks,
        "layout": layout(
            185,
            xaxis=axis(type="category", showgrid=False),
            yaxis=axis(tickformat=".1f"),
            showlegend=True,
            legend={"orientation": "h", "y": -0.32, "x": 0, "font": {"size": 10}},
        ),
    }
