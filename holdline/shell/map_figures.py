"""What the map shows of each area: a count, or a rate drawn towards the whole on a small base."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from holdline.maps.breaks import Classes, classes
from holdline.maps.shrinkage import Shrunk, shrunk
from holdline.shell.selection import MEASURES
from holdline.shell.view import View

RATES = {
    "rate": ("eliminated_{base}", "identified_{base}", 1.0),
    "density": ("open_people", "rural_people", 1e4),
}
FIGURES = (*MEASURES, *RATES)
BASES = ("households", "people")
DRAWINGS = ("shrunk", "raw")


@dataclass(frozen=True)
class Figure:
    """The chosen figure of the divisions below the chosen one, in every month.

    Attributes:
        name: one of FIGURES.
        base: households or people.
        rows: of map/areas, the areas only.
        total: of map/areas, the chosen division itself.
        values: what fills an area, by code and month; None when there is nothing to tell.
        classes: of the values of all months.
        is_raw: rates are filled as counted, not drawn towards the whole.
    """

    name: str
    base: str
    rows: pl.DataFrame
    total: pl.DataFrame
    values: Mapping[tuple[str, date], float | None]
    classes: Classes
    is_raw: bool = False

    @property
    def is_rate(self) -> bool:
        """Whether values are rates, not counts."""
        return self.name in RATES

    @property
    def is_share(self) -> bool:
        """Whether values are shares of their base, from 0 to 1."""
        return self.name == "rate"

    def at(self, month: date) -> list[dict[str, Any]]:
        """The areas' rows of a month."""
        return list(self.rows.filter(pl.col("month") == month).iter_rows(named=True))

    def whole(self, month: date) -> dict[str, Any]:
        """The chosen division's row of a month."""
        return self.total.filter(pl.col("month") == month).row(0, named=True)

    def parts(self, row: Mapping[str, Any]) -> tuple[float, float | None, float]:
        """Events, their base and what a rate is multiplied by; counts are of themselves."""
        if not self.is_rate:
            return row[f"{self.name}_{self.base}"], None, 1.0
        events, of, factor = RATES[self.name]
        return row[events.format(base=self.base)], row[of.format(base=self.base)], factor

    def raw(self, row: Mapping[str, Any]) -> float | None:
        """The figure as it is counted; None for a rate of nothing."""
        events, of, factor = self.parts(row)
        if not self.is_rate:
            return events
        return events / of * factor if of else None


def of(view: View, layer: str, other: str = "") -> Figure:
    """The figure the address asks for, or the *other* named; a funnel is of a rate."""
    name = other or view.selection.extra("figure", "open")
    base = view.selection.extra("base", "households")
    name, base = name if name in FIGURES else "open", base if base in BASES else "households"
    if layer == "funnel" and name not in RATES:
        name = "rate"
    chosen = view.chosen("division", "monitor_type", "main_risk")
    rows = view.query("map/areas", **chosen).rows
    areas, total = rows.filter(~pl.col("is_itself")), rows.filter("is_itself")
    is_raw = view.selection.extra("rate") == DRAWINGS[1]
    bare = Figure(name, base, areas, total, {}, classes([], is_count=True), is_raw)
    values = _rates(bare) if bare.is_rate else _counts(bare)
    parted = classes(_weighed(values), is_count=not bare.is_rate)
    return Figure(name, base, areas, total, values, parted, is_raw)


def beside(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two figures with the same classes, when both are counts of the same unit."""
    if one.is_rate or other.is_rate:
        return one, other
    parted = classes([*_weighed(one.values), *_weighed(other.values)], is_count=True)
    return replace(one, classes=parted), replace(other, classes=parted)


def _weighed(values: Mapping[tuple[str, date], float | None]) -> list[float | None]:
    """All months' values, the last month's as often as all others together.

    Stocks and rates grow over the years: without the weight the last month, looked at most,
    would fall into the top class whole.
    """
    months = {month for _, month in values}
    last = [value for (_, month), value in values.items() if month == max(months)]
    return [*values.values(), *(last * (len(months) - 1))]


def drawn_together(figure: Figure, rows: list[dict[str, Any]]) -> Shrunk:
    """The rates of *rows*, drawn towards their common rate; per unit of the base."""
    parts = [figure.parts(row)[:2] for row in rows]
    bases = [np.nan if base is None else float(base) for _, base in parts]
    return shrunk([events for events, _ in parts], bases, is_share=figure.is_share)


def _counts(figure: Figure) -> dict[tuple[str, date], float | None]:
    column = f"{figure.name}_{figure.base}"
    rows = figure.rows.select("division_code", "month", column).iter_rows()
    return {(code, month): float(value) for code, month, value in rows}


def _rates(figure: Figure) -> dict[tuple[str, date], float | None]:
    values: dict[tuple[str, date], float | None] = {}
    for part in figure.rows.partition_by("month", maintain_order=True):
        rows = list(part.iter_rows(named=True))
        rates = drawn_together(figure, rows).rates
        for row, rate in zip(rows, rates.tolist(), strict=True):
            factor = figure.parts(row)[2]
            told = None if np.isnan(rate) else rate * factor
            told = figure.raw(row) if figure.is_raw else told
            values[row["division_code"], row["month"]] = told
    return values


def written(view: View, figure: Figure, value: float | None) -> str:
    """A value of the figure, with its unit."""
    if value is None:
        return view.common("values.missing")
    if figure.is_share:
        return view.rate(value)
    if figure.is_rate:
        return view.say("per_ten_thousand", value=f"{value:,.1f}")
    return view.households(value) if figure.base == "households" else view.people(value)


def short(view: View, figure: Figure, value: float | None) -> str:
    """The same as short as a label must be."""
    if value is None:
        return ""
    if figure.is_share:
        return f"{value:.0%}"
    return f"{value:,.1f}" if figure.is_rate else view.count(value)


def bound(view: View, figure: Figure, value: float) -> str:
    """The bound of a class, its unit only where a number alone would not tell."""
    if figure.is_share:
        return f"{value:.1%}"
    return f"{value:,.1f}" if figure.is_rate else written(view, figure, value)
