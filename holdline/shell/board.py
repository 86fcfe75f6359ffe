"""Cards of figures: every number opens its households, every card carries its definition."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline.messages.catalogue import text, words
from holdline.messages.dates import day_name
from holdline.shell.components import component
from holdline.shell.view import View

Card = dict[str, Any]


def card(
    view: View,
    metric: str,
    value: str,
    *,
    unit: str,
    sub: str,
    deltas: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    query: str,
) -> Card:
    """One card: the figure, what is below it, and the definition behind its question mark."""
    title = text(view.language, f"metrics.{metric}.title")
    return {
        "key": metric,
        "title": title,
        "value": value,
        "unit": unit,
        "sub": sub,
        "deltas": list(deltas),
        "rows": [dict(row) for row in rows],
        "definition": _own(view, metric),
        "query": query,
    }


def _shared(view: View, query: str) -> list[tuple[str, str]]:
    """Where the figures of a board come from: the same for all its cards, and sent once."""
    manifest = view.manifest
    day = day_name(manifest.as_of_on, view.language)
    return [
        (view.common("card.month"), view.month_name(view.month)),
        (view.common("card.snapshot"), f"{manifest.snapshot_id} · {day}"),
        (view.common("card.data"), manifest.data_hash[:16]),
        (view.common("card.rules"), manifest.rule_pack),
        (view.common("card.query"), f"{query}.sql"),
    ]


def _own(view: View, metric: str) -> list[tuple[str, str]]:
    told = words(view.language, f"metrics.{metric}")
    return [(view.common(f"card.{part}"), told[part]) for part in ("formula", "base", "excludes")]


def draw(view: View, cards: Sequence[Card], *, key: str) -> Mapping[str, str] | None:
    """Show *cards*; the measure and row just clicked, or None."""
    shown = component("board")(
        key=key,
        data={
            "cards": list(cards),
            "words": {
                "definition": view.common("board.definition"),
                "open": view.common("board.open", title="{title}", value="{value}"),
            },
            "source": _shared(view, str(cards[0]["query"])) if cards else [],
        },
        on_opened_change=lambda: None,
    )
    opened: Mapping[str, str] | None = shown.opened
    return opened
