"""The map's table: the same rows, the same figures; a name drills, a count opens its households."""

from typing import Any

from holdline.shell import going, listing
from holdline.shell.map_figures import Figure, drawn_together, short, written
from holdline.shell.selection import MEASURES
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing


def draw(view: View, figure: Figure, *, height: int | None) -> None:
    """Show the areas of the chosen month, the whole division on top."""
    rows = figure.at(view.month)
    whole = figure.whole(view.month)
    shrunk_of = _shrunk(figure, rows) if figure.is_rate and rows else {}
    most = max((abs(figure.raw(row) or 0) for row in rows), default=0) or 1
    table = Listing(
        name=f"map-{figure.name}-{figure.base}",
        caption=view.say("table_title"),
        headings=_headings(view, figure),
        lines=[
            Line(row["division_code"], _cells(view, figure, row, most, shrunk_of)) for row in rows
        ],
        total=Line(whole["division_code"], _total(view, figure, whole)),
        sort=("figure", True),
        empty=view.common("areas.empty"),
    )
    chosen = listing.draw(
        view, table, key="map_table", height=height, elsewhere=("figure", "events")
    )
    if not chosen:
        return
    if chosen["column"] == "name":
        going.change(view, division=chosen["row"], household="")
        going.again()
    measure = figure.name if figure.name in MEASURES else _counted(figure)
    going.open_page(view, "households", division=chosen["row"], measure=measure, household="")


def _counted(figure: Figure) -> str:
    return "eliminated" if figure.is_share else "open"


def _headings(view: View, figure: Figure) -> list[Heading]:
    name = Heading("name", view.common("areas.name"))
    said = view.say(f"figures.{figure.name}")
    if not figure.is_rate:
        other = "people" if figure.base == "households" else "households"
        unit = view.say(f"bases.{figure.base}")
        return [
            name,
            Heading("figure", view.say("with_unit", figure=said, unit=unit), kind="bar"),
            Heading("other", view.say(f"bases.{other}"), kind="number"),
        ]
    return [
        name,
        Heading("figure", said, kind="bar"),
        Heading("drawn", view.say("heads.drawn"), kind="number", hint=view.say("hints.drawn")),
        Heading("events", view.say(f"heads.events_{figure.name}"), kind="number"),
        Heading("base", view.say(f"heads.base_{figure.name}"), kind="number", is_wide_only=True),
    ]


def _cells(
    view: View, figure: Figure, row: dict[str, Any], most: float, shrunk_of: dict[str, float | None]
) -> dict[str, Cell]:
    mark = view.common("bar.local_code") if row["is_local_code"] else ""
    raw = figure.raw(row)
    cells = {
        "name": Cell(row["short_name"] + mark, row["division_code"], acts=True),
        "figure": Cell(
            _brief(view, figure, raw), raw, share=(raw or 0) / most if most else 0.0, acts=True
        ),
    }
    if not figure.is_rate:
        other = "people" if figure.base == "households" else "households"
        count = row[f"{figure.name}_{other}"]
        return cells | {"other": Cell(view.count(count), count)}
    events, base, _ = figure.parts(row)
    drawn = shrunk_of.get(row["division_code"])
    return cells | {
        "drawn": Cell(_brief(view, figure, drawn), drawn),
        "events": Cell(view.count(events), events, acts=True),
        "base": Cell(view.count(base), base),
    }


def _shrunk(figure: Figure, rows: list[dict[str, Any]]) -> dict[str, float | None]:
    factor = figure.parts(rows[0])[2]
    rates = drawn_together(figure, rows).rates.tolist()
    return {
        row["division_code"]: None if rate != rate else rate * factor  # noqa: PLR0124  NaN
        for row, rate in zip(rows, rates, strict=True)
    }


def _brief(view: View, figure: Figure, value: float | None) -> str:
    if value is None:
        return view.common("values.missing")
    return written(view, figure, value) if figure.is_share else short(view, figure, value)


def _total(view: View, figure: Figure, whole: dict[str, Any]) -> dict[str, Cell]:
    cells = _cells(view, figure, whole, 0, {}) if not figure.is_rate else {}
    if figure.is_rate:
        events, base, factor = figure.parts(whole)
        common = drawn_together(figure, [whole]).common
        raw = None if common != common else common * factor  # noqa: PLR0124  NaN is missing
        cells = {
            "figure": Cell(_brief(view, figure, raw), raw, acts=True),
            "events": Cell(view.count(events), events, acts=True),
            "base": Cell(view.count(base), base),
        }
    return cells | {"name": Cell(view.say("total"), whole["division_code"])}
