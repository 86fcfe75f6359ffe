"""A pivot table drawn: nested rows with their subtotals, the total on top, and its chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.heat import heat
from holdline.charts.ranking import ranking
from holdline.charts.stacked import stacked
from holdline.messages.dates import MISSING
from holdline.shell import free_drill, listing, pivot_choice, timelines_behind, timelines_choice
from holdline.shell.free_drill import ACROSS, ALL
from holdline.shell.pivot_choice import FIGURES, SHARES, Pivot, as_drill
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

AT, BETWEEN, CELL = "@", "~", "cell"
SHORT = ("MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE", "UNKNOWN")
TOTAL = (ALL, ALL, ALL)
NOBODY = {"households": 0, "people": 0}
COUNTED = ("households", "people")
MEASURE = {"rate": "identified", "rate_people": "identified"}
LISTED = ("village_name", "head_name", "monitor_type", "main_risk", "people",
          "identified_month", "closing", "closed_month")  # fmt: skip
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Counted:
    """The cells of a pivot by row and column, with the values of each dimension in their order."""

    pivot: Pivot
    cells: Mapping[tuple[Key, str], Mapping[str, Any]]
    names: Sequence[Mapping[str, str]]
    across: Mapping[str, str]

    def value(self, key: Key, across: str, figure: str) -> float | None:
        """A figure of a cell; None when it has none."""
        column, base = FIGURES[figure]
        cell = self.cells.get((key, across))
        if cell is None:
            return 0 if figure in COUNTED else None
        value: float | None = cell[column]
        if figure not in SHARES:
            return value
        whole = self.cells[TOTAL, across][column]
        return value / whole if base and value and whole else None

    def below(self, key: Key, depth: int) -> list[Key]:
        """The rows one step further in than *key*, sorted."""
        found = [
            (*key[:depth], value, *TOTAL[depth + 1 :])
            for value in self.names[depth]
            if ((*key[:depth], value, *TOTAL[depth + 1 :]), ALL) in self.cells
        ]
        kept: list[Key] = [(one[0], one[1], one[2]) for one in found]
        if not self.pivot.sort:
            return kept
        return sorted(kept, key=lambda one: -(self.value(one, ALL, self.pivot.sort) or 0))


def counted(view: View, pivot: Pivot) -> Counted:
    """Ask for the cells of *pivot*."""
    rows = pivot_choice.cells(view, pivot)
    names = [_names(view, pivot, rows, depth) for depth in range(len(pivot.rows))]
    across = _across(view, pivot, rows)
    whole = {(TOTAL, ALL): dict.fromkeys(rows.columns) | NOBODY} if rows.is_empty() else {}
    # A row that the figure has nobody in says something only of a rate, or where few are hidden.
    is_kept = view.scope.is_published or bool(MEASURE.keys() & set(pivot.show))
    cells = {
        ((row["one"], row["two"], row["three"]), row["across"]): row
        for row in rows.iter_rows(named=True)
        if row["one"] == ALL or row["households"] or (is_kept and row["identified"])
    }
    return Counted(pivot, {**whole, **cells}, names, across)


def _names(view: View, pivot: Pivot, rows: pl.DataFrame, depth: int) -> dict[str, str]:
    column = ("one", "two", "three")[depth]
    found = rows.filter((pl.col("across") == ALL) & (pl.col(column) != ALL))
    return _valued(view, pivot.rows[depth], found, column)


def _across(view: View, pivot: Pivot, rows: pl.DataFrame) -> dict[str, str]:
    if not pivot.over:
        return {}
    found = rows.filter((pl.col("one") == ALL) & (pl.col("across") != ALL))
    named = _valued(view, pivot.over, found, "across")
    return dict(list(named.items())[:ACROSS])


def _valued(view: View, dimension: str, found: pl.DataFrame, column: str) -> dict[str, str]:
    summed = found.group_by(pl.col(column).alias("value")).agg(pl.col("households").sum())
    told = summed.with_columns(across=pl.lit(ALL))
    named = free_drill.values(as_drill(view), dimension, told)
    if dimension == "monitor_type":
        return {one: view.type_name(one) if one in SHORT else said for one, said in named.items()}
    return named


def draw(view: View, table: Counted, *, height: int) -> None:
    """The table; a count opens its households, a rate the households it is of."""
    pivot = table.pivot
    listed = Listing(
        BETWEEN.join((*pivot.rows, pivot.over, *pivot.show, pivot.sort)),
        view.say("caption"),
        list(_headings(view, table)),
        list(_lines(view, table, TOTAL, 0)),
        total=_line(view, table, TOTAL, view.common("board.all"), ""),
        empty=view.say("nobody"),
    )
    listing.draw(
        view, listed, key="pivot", height=height, on_chosen=lambda click: _opened(view, click)
    )


def _headings(view: View, table: Counted) -> Iterator[Heading]:
    drill = as_drill(view)
    names = view.say("joint").join(free_drill.named(drill, one) for one in table.pivot.rows)
    yield Heading("name", names[:1].upper() + names[1:])
    for across in (ALL, *table.across):
        for figure in table.pivot.show:
            said = view.say(f"heads.{figure}")
            if across != ALL:
                said = view.say("head_across", value=table.across[across], figure=said)
            hint = view.say(f"hints.{figure}")
            yield Heading(f"{figure}{AT}{across}", said, kind="number", hint=hint)


def _lines(view: View, table: Counted, above: Key, depth: int) -> Iterator[Line]:
    if depth == len(table.pivot.rows):
        return
    for key in table.below(above, depth):
        under = BETWEEN.join(above) if depth else ""
        yield _line(view, table, key, table.names[depth][key[depth]], under)
        yield from _lines(view, table, key, depth + 1)


def _line(view: View, table: Counted, key: Key, name: str, under: str) -> Line:
    cells = {"name": Cell(name, BETWEEN.join(key))}
    for across in (ALL, *table.across):
        for figure in table.pivot.show:
            cells[f"{figure}{AT}{across}"] = _cell(view, table, key, across, figure)
    return Line(BETWEEN.join(key), cells, under=under)


def _cell(view: View, table: Counted, key: Key, across: str, figure: str) -> Cell:
    value, base = table.value(key, across, figure), FIGURES[figure][1]
    told = table.cells.get((key, across), {}).get(base)
    note = view.say("base", base=view.count(told)) if told is not None and value is not None else ""
    acts = figure in COUNTED or (figure in MEASURE and value is not None)
    return Cell(written(view, figure, value), value, note=note, acts=acts)


def written(view: View, figure: str, value: float | None) -> str:
    """A figure as it is written."""
    if figure in COUNTED:
        return view.count(value)
    if figure in {"income", "months"}:
        return view.count(round(value)) if value is not None else _untold(view)
    return view.rate(value)


def _untold(view: View) -> str:
    """Nobody tells it; or it may not be told, where figures are published."""
    return MISSING if view.scope.is_published else view.common("values.missing")


def _opened(view: View, click: Mapping[str, str]) -> None:
    figure, _, across = click["column"].partition(AT)
    if figure != "name":
        timelines_choice.open_figure(view, CELL, BETWEEN.join((click["row"], across, figure)))


def opened(view: View, table: Counted) -> None:
    """The households of the cell that the address names, over the page."""
    name, told = timelines_choice.opened(view)
    parts = told.split(BETWEEN)
    if name != CELL or len(parts) != len(TOTAL) + 2 or parts[-1] not in FIGURES:
        return
    *values, across, figure = parts
    drill = pivot_choice.drill_of(table.pivot, values, across)
    asked = free_drill.inputs(view, drill.steps)
    measure = MEASURE.get(figure, view.selection.measure)
    rows = view.query("explore/listed", **{**asked, "measure": measure}).rows
    facts = {
        "measure": view.common(f"measures.{measure}"),
        "people": view.people(int(rows["people"].sum())),
    }
    timelines_behind.draw(view, view.say("opened", **facts), rows, LISTED)


def draw_chart(view: View, table: Counted, *, height: int) -> None:
    """The first figure by the outermost rows, in the look the address asks for."""
    pivot, figure = table.pivot, table.pivot.show[0]
    keys = table.below(TOTAL, 0)
    if pivot.chart == "none" or not keys:
        return
    if pivot.chart == "heat":
        drawn = _heat(view, table, keys, height)
    elif pivot.chart == "stacked" and figure in COUNTED and table.across:
        drawn = _stacked(view, table, keys, height)
    else:
        drawn = _bars(view, table, keys, height)
    alt = view.say("chart", figure=view.say(f"figures.{figure}"))
    timelines_choice.chart(view, drawn, key="pivot_drawn", alt=alt, opens=CELL)


def _bars(view: View, table: Counted, keys: Sequence[Key], height: int) -> dict[str, Any]:
    figure = table.pivot.show[0]
    values = [table.value(key, ALL, figure) for key in keys]
    return ranking(
        keys=[BETWEEN.join((*key, ALL, figure)) for key in keys],
        labels=[table.names[0][key[0]] for key in keys],
        lengths=[value or 0 for value in values],
        written=[written(view, figure, value) for value in values],
        chosen="",
        height=max(60, min(24 * len(keys), height)),
    )


def _stacked(view: View, table: Counted, keys: Sequence[Key], height: int) -> dict[str, Any]:
    figure = table.pivot.show[0]
    by = [[table.value(key, across, figure) or 0 for key in keys] for across in table.across]
    names = [table.names[0][key[0]] for key in keys]
    return stacked(
        labels=names,
        parts=list(table.across.values()),
        lengths=by,
        written=[
            [f"{name} {part} {view.count(value)}" for name, value in zip(names, held, strict=True)]
            for part, held in zip(table.across.values(), by, strict=True)
        ],
        keys=[[BETWEEN.join((*key, across, figure)) for key in keys] for across in table.across],
        height=max(110, min(26 * len(keys) + 50, height)),
    )


def _heat(view: View, table: Counted, keys: Sequence[Key], height: int) -> dict[str, Any]:
    """Rows by columns, or by the second dimension of the rows where there are no columns."""
    figure, pivot = table.pivot.show[0], table.pivot
    if table.across:
        places = [(key, across, name) for key in keys for across, name in table.across.items()]
    elif len(pivot.rows) > 1:
        places = [
            ((key[0], value, ALL), ALL, name)
            for key in keys for value, name in table.names[1].items()
        ]  # fmt: skip
    else:
        return _bars(view, table, keys, height)
    values = [table.value(key, across, figure) for key, across, _ in places]
    most = max((value for value in values if value), default=0) or 1
    down = [table.names[0][key[0]] for key, _, _ in places]
    return heat(
        across=[name for _, _, name in places],
        down=down,
        shares=[value / most if value is not None else None for value in values],
        keys=[BETWEEN.join((*key, across, figure)) for key, across, _ in places],
        said=[
            f"{row} {name} {written(view, figure, value)}"
            for row, (_, _, name), value in zip(down, places, values, strict=True)
        ],
        names=("", ""),
        size=min(24, max(8, height // max(len(keys), 1) - 4)),
        height=max(140, min(26 * len(keys) + 60, height)),
    )


def sentence(view: View, table: Counted) -> str:
    """How many households and people the table is about."""
    whole = table.cells[TOTAL, ALL]
    return view.say(
        "counted",
        month=view.month_name(view.month),
        measure=view.common(f"measures.{view.selection.measure}"),
        households=view.households(whole["households"]),
        people=view.people(whole["people"]),
    )


def tell_overlap(view: View, table: Counted) -> None:
    """Say so when rows overlap, and when not every column is shown."""
    held = (*table.pivot.rows, table.pivot.over)
    if any(one in free_drill.SEVERAL for one in held):
        st.caption(view.say("several"))
    found = {across for _, across in table.cells} - {ALL}
    if len(found) > len(table.across) > 0:
        st.caption(view.say("columns_left", shown=len(table.across), all=len(found)))
