"""The headline figures as cards: stocks, rates and flows, against last month and last year."""

from collections.abc import Callable, Mapping
from typing import Any

from holdline.messages import figures
from holdline.messages.dates import MISSING
from holdline.queries.runner import Result
from holdline.reference.periods import shifted
from holdline.shell import board
from holdline.shell.view import View, one

QUERY = "queries/briefing/headline"
MEASURES = ("identified", "open", "eliminated", "new", "closed")
Rows = Mapping[tuple[str, str], Mapping[str, Any]]


def by_cell(headline: Result) -> Rows:
    """The rows of briefing/headline by (moment, monitor_type)."""
    rows = headline.rows.iter_rows(named=True)
    return {(row["moment"], row["monitor_type"]): row for row in rows}


def cards(view: View, rows: Rows) -> list[board.Card]:
    """One card for each measure, and one for the elimination rate on both bases."""
    types = [kind for moment, kind in rows if moment == "now" and kind != "all"]
    made = [_counted(view, rows, measure, sorted(types)) for measure in MEASURES]
    made.insert(3, _rated(view, rows, sorted(types)))
    return made


def _counted(view: View, rows: Rows, measure: str, types: list[str]) -> board.Card:
    of, people = f"{measure}_households", f"{measure}_people"
    total = rows["now", "all"]
    return board.card(
        view,
        measure,
        view.count(total[of]),
        unit=view.common("units.household"),
        sub=view.people(total[people]),
        deltas=_deltas(view, rows, lambda now, before: view.change(now[of] - before[of])),
        rows=[
            {
                "key": kind,
                "label": view.type_name(kind),
                "value": view.common("units.hh", value=view.count(rows["now", kind][of])),
                "sub": view.people(rows["now", kind][people]),
            }
            for kind in types
        ],
        query=QUERY,
    )


def _rated(view: View, rows: Rows, types: list[str]) -> board.Card:
    total = rows["now", "all"]
    return board.card(
        view,
        "rate",
        view.rate(total["elimination_rate"]),
        unit=view.common("units.by_households"),
        sub=view.common("units.people_rate", value=view.rate(total["elimination_rate_people"])),
        deltas=_deltas(view, rows, lambda now, before: _points(view, now, before)),
        rows=[
            {
                "key": kind,
                "label": view.type_name(kind),
                "value": view.rate(rows["now", kind]["elimination_rate"]),
                "sub": view.common(
                    "units.people_rate",
                    value=view.rate(rows["now", kind]["elimination_rate_people"]),
                ),
            }
            for kind in types
        ],
        query=QUERY,
    )


def _points(view: View, now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    one, other = now["elimination_rate"], before["elimination_rate"]
    return figures.points(None if None in (one, other) else one - other, view.language)


def _deltas(
    view: View, rows: Rows, written: Callable[[Mapping[str, Any], Mapping[str, Any]], str]
) -> list[str]:
    now, first = rows["now", "all"], one(view.query("shared/period"))["first_month"]
    return [
        view.common(
            f"board.{moment}",
            change=written(now, rows[moment, "all"])
            if shifted(view.month, by) >= first
            else MISSING,
        )
        for moment, by in (("month_before", -1), ("year_before", -12))
    ]
