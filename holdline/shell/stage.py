"""The slides of a meeting: the briefing's own figures, in large type, one thing at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from holdline.exports.capsule import capsule, gathered
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import areas, deadlines, download, exceptions, headline
from holdline.shell.cache import result
from holdline.shell.components import component
from holdline.shell.view import View

Slide = dict[str, Any]
FILTERS = ("division", "month", "monitor_type", "main_risk")
AREAS, RISKS, FIVE, LADDER = 12, 10, 5, 7


def draw(view: View) -> None:
    """Show the slides; keys go from one to the next without asking the server."""
    words = {part: view.say(f"words.{part}") for part in ("back", "next", "whole", "none")}
    component("stage")(
        key="stage",
        data={
            "title": view.say("title"),
            "slides": list(slides(view)),
            "words": {**words, "place": view.say("words.place", at="{at}", all="{all}")},
            "source": view.say(
                "source",
                snapshot=view.manifest.snapshot_id,
                day=day_name(view.manifest.as_of_on, view.language),
                rules=view.manifest.rule_pack,
            ),
        },
    )


def offer(view: View) -> None:
    """The division's published figures as one file that opens without a network."""
    place = view.query("shared/ancestors", **view.chosen("division")).rows["short_name"][-1]
    facts = {"place": place, "month": view.month_name(view.month)}
    stands = download.provenance(view, text(view.language, "exports.capsule.title", **facts))
    scope = replace(view.scope, sight="figures")

    def ask(name: str, **inputs: object) -> pl.DataFrame:
        asked = tuple(sorted(inputs.items()))
        return result(view.manifest.snapshot_id, scope, name, asked).rows

    def made(batch: Batch) -> Contents:
        data = gathered(
            ask, division=view.selection.division, month=view.month, tree=view.selection.tree,
            language=view.language,
        )  # fmt: skip
        return Contents(capsule(stands, batch, data), len(data["nodes"]))

    label = text(view.language, "exports.capsule.label")
    download.offer(view, stands, "html", made, key="capsule", label=label)


def slides(view: View) -> Iterator[Slide]:
    """The slides in order: how it stands, where, why, what is due, what is out of order."""
    path = view.query("shared/ancestors", **view.chosen("division")).rows
    note = view.say("note", place=path["division_name"][-1], month=view.month_name(view.month))
    for form, items in (
        ("figures", list(_figures(view))),
        ("areas", list(_areas(view))),
        ("risks", list(_risks(view))),
        ("deadlines", list(_deadlines(view))),
        ("five", list(_five(view))),
    ):
        heads = [view.say(f"heads.{form}.{part}") for part in HEADS.get(form, ())]
        yield {
            "title": view.say(f"slides.{form}"),
            "note": note,
            "form": FORMS[form],
            "heads": heads,
            "items": items,
        }


FORMS = {
    "figures": "figures",
    "areas": "bars",
    "risks": "bars",
    "deadlines": "rows",
    "five": "rows",
}
HEADS = {"deadlines": ("due", "duty", "progress", "state"), "five": ("what", "items", "days")}


def _figures(view: View) -> Iterator[dict[str, str]]:
    rows = headline.by_cell(view.query("briefing/headline", **view.chosen(*FILTERS)))
    for card in headline.cards(view, rows):
        is_share = card["key"] == "rate"
        name = f"{card['title']} {card['unit']}" if is_share else card["title"]
        value = card["value"] if is_share else f"{card['value']}{card['unit']}"
        yield {"name": name, "value": value, "sub": card["sub"]}


def _areas(view: View) -> Iterator[dict[str, Any]]:
    rows = areas.below(view, view.selection.division).rows.sort("open_households", descending=True)
    most = max(rows["open_households"].to_list(), default=0) or 1
    for row in rows.head(AREAS).iter_rows(named=True):
        yield {
            "name": row["short_name"],
            "share": row["open_households"] / most,
            "value": f"{view.households(row['open_households'])} {view.people(row['open_people'])}",
        }


def _risks(view: View) -> Iterator[dict[str, Any]]:
    rows = view.query("briefing/risks", **view.chosen("division", "month", "monitor_type")).rows
    most = max(rows["open_households"].to_list(), default=0) or 1
    for row in rows.head(RISKS).iter_rows(named=True):
        yield {
            "name": view.code("risk_type", row["main_risk"]),
            "share": row["open_households"] / most,
            "value": f"{view.households(row['open_households'])} {view.rate(row['share'])}",
        }


def _deadlines(view: View) -> Iterator[list[str]]:
    for line in deadlines.lines(view)[:LADDER]:
        cells = line.cells
        yield [cells[part].text for part in ("due", "duty", "done", "state")]


def _five(view: View) -> Iterator[list[str]]:
    for one in exceptions.found(view)[:FIVE]:
        late = text(view.language, "exceptions.late", days=view.count(one.days)) if one.days else ""
        what = text(view.language, f"exceptions.kinds.{one.kind}")
        yield [what, view.count(one.items), late]
