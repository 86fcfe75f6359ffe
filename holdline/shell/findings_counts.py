"""How many findings there are of each check, place, dimension, severity or state; each opens."""

from collections.abc import Mapping

import polars as pl

from holdline.quality.checks import all_checks
from holdline.shell import findings_choice, findings_rows, going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing


def draw(view: View, rows: pl.DataFrame, by: str, *, height: int) -> None:
    """Show the counts of *rows*; a press narrows the list, or goes to the division."""
    findings_choice.draw_by(view, by)
    found = findings_rows.counted(rows, by)
    names = _names(view, by)
    most = int(found["findings"].max() or 1)  # type: ignore[arg-type]
    lines = [
        Line(
            row["key"],
            {
                "name": Cell(names.get(row["key"], row["key"]), row["key"], acts=True),
                "findings": Cell(
                    view.count(row["findings"]),
                    row["findings"],
                    share=row["findings"] / most,
                    acts=True,
                ),
                "households": Cell(view.count(row["households"]), row["households"]),
            },
        )
        for row in found.iter_rows(named=True)
    ]
    headings = [
        Heading("name", view.say(f"by.{by}")),
        Heading("findings", view.say("heads.findings"), kind="bar"),
        Heading("households", view.say("heads.households"), kind="number"),
    ]
    table = Listing(f"by_{by}", view.say("counts"), headings, lines, empty=view.say("none"))
    listing.draw(
        view, table, key=f"counts_{by}", height=height, on_chosen=lambda c: _pressed(view, by, c)
    )


def _pressed(view: View, by: str, click: Mapping[str, str]) -> None:
    if by == "area":
        going.change(view, division=click["row"])
    else:
        going.more(view, **{by: click["row"]})


def _names(view: View, by: str) -> dict[str, str]:
    if by == "check":
        return {check.id: f"{check.id} {check.title(view.language)}" for check in all_checks()}
    if by == "area":
        here = view.selection.division
        below = view.query("shared/siblings", view=view.selection.tree, parent=here).rows
        path = view.query("shared/ancestors", **view.chosen("division")).rows
        both = pl.concat(
            [
                below.select("division_code", "short_name"),
                path.select("division_code", "short_name"),
            ]
        )
        return dict(both.iter_rows())
    kinds = {"dimension": "dimensions", "severity": "severitys", "state": "states"}
    options = findings_choice.OPTIONS[by]
    return {option: view.say(f"{kinds[by]}.{option}") for option in options}
