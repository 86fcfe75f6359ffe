"""Which risks there are: their shares, their course, where they are, and which come together."""

from collections.abc import Mapping
from typing import Any, Literal

import polars as pl
import streamlit as st

from holdline.charts.multiples import Panel, multiples
from holdline.charts.upset import upset
from holdline.messages.dates import month_key
from holdline.shell import event_marks, figure, going, listing, timelines_choice
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

SETS, COLUMNS, ACROSS = 14, 6, 4
KINDS: tuple[Literal["main", "any"], ...] = ("main", "any")


def draw_mix(view: View, counting: str, base: str) -> None:
    """Each risk as the main one and as any of five, with the base its share is of."""
    rows = view.query("risks/mix", **view.chosen("division", "month", "monitor_type")).rows
    total = int(rows[f"base_{base}"][0]) if rows.height else 0
    written = view.people(total) if base == "people" else view.households(total)
    figure.title(view.say(f"mix_{counting}", total=written), view.say("mix_note"))
    by = f"{counting}_{base}"
    most = max(rows[by].to_list(), default=0) or 1
    rows = rows.sort(by, "risk", descending=[True, False])
    lines = [_risk(view, row, counting, base, most) for row in rows.iter_rows(named=True)]
    headings = [
        Heading("risk", view.say("heads.risk")),
        *(_heading(view, kind, part, counting) for kind in KINDS for part in ("count", "rate")),
    ]
    note = view.say("mix_note")
    table = Listing(f"mix-{counting}", note, headings, lines, empty=view.say("nobody"))
    opens = timelines_choice.opening(view, {f"{kind}_count": kind for kind in KINDS})
    listing.draw(view, table, key="mix", height=330, on_chosen=opens)


def _heading(view: View, kind: str, part: str, counting: str) -> Heading:
    name = f"{kind}_{part}"
    shape: Literal["bar", "number"] = "bar" if (kind, part) == (counting, "count") else "number"
    return Heading(name, view.say(f"heads.{name}"), kind=shape, hint=view.say(f"heads.{name}_hint"))


def _risk(view: View, row: Mapping[str, Any], counting: str, base: str, most: int) -> Line:
    cells = {"risk": Cell(view.code("risk_type", row["risk"]))}
    for kind in KINDS:
        value = row[f"{kind}_{base}"]
        rate = row[f"{kind}_rate_people" if base == "people" else f"{kind}_rate"]
        share = value / most if kind == counting else 0.0
        cells[f"{kind}_count"] = Cell(view.count(value), value, share=share, acts=True)
        cells[f"{kind}_rate"] = Cell(view.rate(rate), rate)
    return Line(row["risk"], cells)


def draw_months(view: View, counting: str, base: str) -> None:
    """Each risk over two years, all on one scale."""
    chosen = view.chosen("division", "month", "monitor_type")
    rows = view.query("risks/months", **chosen, counting=counting).rows
    figure.title(view.say("months"), view.say("months_note"))
    if rows.is_empty():
        st.caption(view.say("nobody"))
        return
    columns = [month_key(month) for month in rows["month"].unique().sort()]
    panels = []
    for key, part in rows.group_by("risk", maintain_order=True):
        risk = str(key[0])
        heights = part[base].to_list()
        said = [
            f"{view.code('risk_type', risk)}<br>{view.month_name(month)} {view.count(value)}"
            for month, value in zip(part["month"], heights, strict=True)
        ]
        panels.append(Panel(view.code("risk_type", risk), heights, said, risk))
    panels.sort(key=lambda panel: (-panel.heights[-1], panel.key))
    drawn = event_marks.on(view, multiples(panels[:12], columns=columns, across=ACROSS, height=330))
    timelines_choice.chart(view, drawn, key="months", alt=view.say("months_alt"), opens=counting)
    event_marks.tell(drawn)


def draw_areas(view: View, counting: str, base: str) -> None:
    """The most frequent risks by division below, as counts with their share of the division."""
    chosen = view.chosen("division", "month", "monitor_type")
    rows = view.query("risks/areas", **chosen, counting=counting).rows
    figure.title(view.say("areas"), view.say("areas_note"))
    whole = rows.filter(pl.col("risk") != "all").group_by("risk").agg(pl.col("households").sum())
    risks = (
        whole.sort("households", "risk", descending=[True, False])["risk"].head(COLUMNS).to_list()
    )
    lines = []
    for key, part in rows.group_by("division_code", maintain_order=True):
        found = {row["risk"]: row for row in part.iter_rows(named=True)}
        name = part["short_name"][0] + (
            view.common("bar.local_code") if part["is_local_code"][0] else ""
        )
        cells = {"name": Cell(name, str(key[0]), acts=True)}
        for risk in ("all", *risks):
            row = found.get(risk)
            value = row[base] if row else 0
            share = view.rate(row["rate"]) if row and risk != "all" and base == "households" else ""
            cells[risk] = Cell(view.count(value), value, note=share, acts=True)
        lines.append(Line(str(key[0]), cells))
    headings = [
        Heading("name", view.common("areas.name")),
        Heading("all", view.common("board.all"), kind="number"),
        *(Heading(risk, view.code("risk_type", risk), kind="number") for risk in risks),
    ]
    table = Listing(
        f"areas-{view.selection.division}", view.say("areas"), headings, lines,
        sort=("all", True), empty=view.common("areas.empty"),
    )  # fmt: skip
    pressed = listing.draw(
        view, table, key="areas", height=380, on_chosen=lambda click: _moved(view, click, counting),
        elsewhere=("all",),
    )  # fmt: skip
    if pressed and pressed["column"] == "all":
        going.open_page(
            view, "households",
            division=pressed["row"], measure="open", main_risk="", household="",
        )  # fmt: skip


def _moved(view: View, click: Mapping[str, str], counting: str) -> None:
    if click["column"] == "name":
        going.change(view, division=click["row"])
    elif click["column"] != "all":
        timelines_choice.open_figure(view, counting, f"{click['column']}~{click['row']}")


def draw_overlap(view: View, base: str) -> None:
    """Which risks come together: exact sets, most frequent first."""
    inputs = view.chosen("division", "month", "monitor_type")
    rows = view.query("risks/overlap", **inputs).rows
    many = one(view.query("risks/several", **inputs))[base]
    written = view.people(many) if base == "people" else view.households(many)
    figure.title(view.say("overlap", many=written), view.say("overlap_note"))
    if rows.is_empty():
        st.caption(view.say("nobody"))
        return
    shown = rows.head(SETS)
    sets = [risks.split("+") for risks in shown["risks"]]
    weight = {
        risk: sum(
            count for members, count in zip(sets, shown[base], strict=True) if risk in members
        )
        for risk in sorted({risk for members in sets for risk in members})
    }
    names = {
        risk: view.code("risk_type", risk)
        for risk in sorted(weight, key=lambda one: (-weight[one], one))
    }
    said = [
        f"{view.codes('risk_type', members)}<br>{view.count(count)}"
        for members, count in zip(sets, shown[base], strict=True)
    ]
    drawn = upset(
        sets=sets,
        counts=shown[base].to_list(),
        keys=shown["risks"].to_list(),
        said=said,
        names=names,
        height=360,
    )
    timelines_choice.chart(view, drawn, key="overlap", alt=view.say("overlap_alt"), opens="set")
    if rows.height > SETS:
        st.caption(view.say("sets_left", shown=SETS, all=view.count(rows.height)))
