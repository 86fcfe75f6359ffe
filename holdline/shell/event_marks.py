"""The events of a division: shipped, of its own data, and added by people; marked on its charts."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from holdline.access import keeping
from holdline.charts import marked
from holdline.messages.catalogue import text
from holdline.messages.dates import month_key
from holdline.reference import marks
from holdline.shell.view import View
from holdline.state.kept import Kept

MOST = 3
PRINTED = "printed_marks"  # components/words.css shows it on paper alone
FOREMOST = ("policy", "disaster", "window", "merge")


@dataclass(frozen=True)
class Event:
    """An event as a reader sees it; *kept* when somebody added it."""

    starts: date
    ends: date
    kind: str
    short: str
    title: str
    source: str
    division: str
    kept: Kept | None = None
    weight: int = 0


def events(view: View) -> list[Event]:
    """Those of the chosen division and of the divisions above it, by day."""
    here = view.selection.division
    shipped = [_shipped(view, one) for one in marks.marks()]
    added = [_added(one) for one in keeping.listed(view.person, "mark")]
    found = [one for one in (*shipped, *added) if here.startswith(one.division)]
    return sorted([*found, *_merged(view)], key=lambda one: (one.starts, one.title))


def _shipped(view: View, one: marks.Mark) -> Event:
    short, title, source = (
        one.words[f"{part}_{view.language}"] for part in ("short", "title", "source")
    )
    return Event(one.starts, one.ends, one.kind, short, title, source, one.jurisdiction)


def _added(one: Kept) -> Event:
    told = json.loads(one.text)
    starts, ends = date.fromisoformat(told["starts"]), date.fromisoformat(told["ends"])
    return Event(starts, ends, told["kind"], one.name, one.name, told["source"], one.division, one)


def written(starts: date, ends: date, kind: str, source: str) -> str:
    """An added event's definition, as it is kept."""
    told = {"starts": starts.isoformat(), "ends": ends.isoformat(), "kind": kind, "source": source}
    return json.dumps(told, ensure_ascii=False)


def _merged(view: View) -> list[Event]:
    """Villages merged in a month, as the snapshot's own divisions tell it."""
    rows = view.query("lineage/mergers", division=view.selection.division).rows
    return [
        Event(
            month,
            month,
            "merge",
            said,
            said,
            text(view.language, "marks.from_data"),
            "",
            weight=count,
        )
        for month, count in rows.iter_rows()
        for said in [text(view.language, "marks.merged", count=count)]
    ]


def on(view: View, figure: Mapping[str, Any], *, most: int = MOST) -> dict[str, Any]:
    """*figure*, a chart of months, with the foremost events of the chosen division marked."""
    held = {x for trace in figure["data"] for x in trace.get("x", ())}
    by_month: dict[str, list[Event]] = defaultdict(list)
    for one in events(view):
        if month_key(one.starts) in held:
            by_month[month_key(one.starts)].append(one)
    kept = sorted(by_month, key=lambda month: (min(map(_place, by_month[month])), month))[:most]
    joint = view.common("values.joint")
    return marked.marked(
        figure,
        {
            month: joint.join(one.short for one in sorted(by_month[month], key=_place))
            for month in kept
        },
    )


def _place(one: Event) -> tuple[int, int]:
    """Foremost what people added, then in the order of KINDS; of mergers the largest."""
    return (-1 if one.kept else FOREMOST.index(one.kind), -one.weight)


def told(figure: Mapping[str, Any]) -> list[str]:
    """The marks of a chart in words, one a mark."""
    return marked.notes(figure)


def tell(figure: Mapping[str, Any], *, is_printed_only: bool = False) -> None:
    """The marks of a chart in words below it; where the screen has no room, on paper alone."""
    said = told(figure)
    if not said:
        return
    with st.container(key=PRINTED if is_printed_only else None):
        st.caption("　".join(said))
