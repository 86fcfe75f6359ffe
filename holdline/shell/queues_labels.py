"""The labelling round: how far each household is, and what its file still lacks."""

from collections.abc import Mapping
from typing import Any

from holdline.messages.dates import day_name
from holdline.shell import figure, listing, queues_clocks, timelines_behind, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

STAGES = (
    "screened",
    "appraised",
    "town",
    "publicity",
    "to_county",
    "county",
    "to_city",
    "to_province",
    "province",
    "annotated",
    "stopped",
)


def round_year(view: View) -> int:
    """The round shown: the chosen month's year."""
    return view.month.year


def draw_pipeline(view: View) -> None:
    """How many households stand at each step, and how many have stood there long."""
    on, limit = timelines_choice.day(view), queues_clocks.days(view, "waiting")
    year = round_year(view)
    inputs = {**view.chosen("division"), "on": on, "round": year, "days": limit}
    found = view.query("queues/labels", **inputs)
    total = view.households(found.total("households"))
    said = view.say("pipeline", year=year, households=total, day=day_name(on, view.language))
    figure.title(said, view.say("pipeline_note", days=limit))
    table = _pipeline(view, said, {row["stage"]: row for row in found.rows.iter_rows(named=True)})
    opens = timelines_choice.opening(view, {"households": "label-stage", "long": "label-long"})
    listing.draw(view, table, key="pipeline", height=300, on_chosen=opens)


def _pipeline(view: View, caption: str, rows: Mapping[str, Mapping[str, Any]]) -> Listing:
    most = max((row["households"] for row in rows.values()), default=0) or 1
    lines = [_stage(view, stage, rows[stage], most) for stage in STAGES if stage in rows]
    counted = ("long", "longest", "median_days")
    headings = [
        Heading("stage", view.say("heads.stage")),
        Heading("households", view.say("heads.households"), kind="bar"),
        *(
            Heading(one, view.say(f"heads.{one}"), kind="number", hint=view.say(f"hints.{one}"))
            for one in counted
        ),
    ]
    empty = view.say("no_round", year=round_year(view))
    return Listing("pipeline", caption, headings, lines, is_sortable=False, empty=empty)


def _stage(view: View, stage: str, row: Mapping[str, Any], most: int) -> Line:
    cells = {
        "stage": Cell(timelines_behind.said(view, f"stages.{stage}")),
        "households": Cell(
            view.count(row["households"]),
            row["households"],
            share=row["households"] / most,
            acts=True,
        ),
        "long": Cell(view.count(row["long"]), row["long"], acts=True),
        "longest": Cell(view.count(row["longest"]), row["longest"]),
        "median_days": Cell(view.count(row["median_days"]), row["median_days"]),
    }
    return Line(str(row["position"]), cells)


def draw_files(view: View) -> None:
    """Which papers lack in the files of the round."""
    year = round_year(view)
    rows = view.query("queues/files", **view.chosen("division"), round=year).rows
    figure.title(view.say("files", year=year), view.say("files_note"))
    lines = [_paper(view, row) for row in rows.iter_rows(named=True)]
    hint = view.say("hints.lacking_rate")
    headings = [
        Heading("item", view.say("heads.item")),
        Heading("households", view.say("heads.lacking_households"), kind="number"),
        Heading("rate", view.say("heads.lacking_rate"), kind="number", hint=hint),
    ]
    table = Listing(
        "files", view.say("files_note"), headings, lines, empty=view.say("files_complete")
    )
    listing.draw(
        view, table, key="files", height=250, on_chosen=lambda click: _lacking(view, click["row"])
    )


def _lacking(view: View, item: str) -> None:
    name, key = ("label-incomplete", "") if item == "all" else ("label-lacking", item)
    timelines_choice.open_figure(view, name, key)


def _paper(view: View, row: Mapping[str, Any]) -> Line:
    is_any = row["item"] == "all"
    said = view.say("any_paper") if is_any else view.code("file_item", row["item"])
    cells = {
        "item": Cell(said),
        "households": Cell(view.count(row["households"]), row["households"], acts=True),
        "rate": Cell(view.rate(row["rate"]), row["rate"]),
    }
    return Line(row["item"], cells)
