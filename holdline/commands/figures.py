"""Print the briefing's numbers, read by the same query as the page."""

import argparse
import json
from typing import Any

HELP = "Print the briefing's figures of a division and month."
MEASURES = {
    "identified": "identified",
    "open": "open",
    "eliminated": "eliminated",
    "new": "new",
    "eliminated_in_month": "closed",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which division, month and tree."""
    parser.add_argument("--division", required=True, help="division code, such as 3704")
    parser.add_argument("--month", required=True, help="month, such as 2021-10")
    parser.add_argument("--format", choices=("json",), default="json")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")


def run(options: argparse.Namespace) -> int:
    """Print one JSON object: figures by monitor_type and for all, in households and people."""
    print(json.dumps(figures(options), ensure_ascii=False, indent=2))
    return 0


def figures(options: argparse.Namespace) -> dict[str, Any]:
    """The figures and what they stand on.

    Raises:
        DivisionUnknown, MonthUnknown, SnapshotMissing, SnapshotUnknown: there is nothing to print.
        DivisionForbidden: the account may not see it.
    """
    from holdline.access.identity import operator
    from holdline.errors import DivisionForbidden, DivisionUnknown, MonthUnknown
    from holdline.messages.dates import month_key, parse_month
    from holdline.queries.catalogue import query
    from holdline.queries.published import answer
    from holdline.queries.runner import run as asked
    from holdline.reference.divisions import normalise
    from holdline.warehouse import reach, snapshot
    from holdline.warehouse.connection import open_snapshot

    month, division = parse_month(options.month), normalise(options.division)
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    scope = reach.scope_of(operator(), shown)
    with open_snapshot(shown).reading(scope) as cursor:
        period = asked(cursor, query("shared/period"), {}).rows.row(0, named=True)
        place = {"view": options.tree, "division": division}
        if asked(cursor, query("shared/ancestors"), place).rows.is_empty():
            raise DivisionUnknown(division=division)
        if not scope.covers(division):
            raise DivisionForbidden(division=division)
        if not period["first_month"] <= month <= period["last_month"]:
            first, last = month_key(period["first_month"]), month_key(period["last_month"])
            raise MonthUnknown(month=options.month, first=first, last=last)
        chosen = {**place, "month": month, "monitor_type": "", "main_risk": ""}
        rows = answer(cursor, query("briefing/headline"), chosen, scope).rows
    return {
        "division": division,
        "month": month_key(month),
        "tree": options.tree,
        "snapshot": shown.id,
        "as_of": str(shown.manifest.as_of_on),
        "is_sample": shown.manifest.is_sample,
        "figures": _by_type(rows),
    }


def _by_type(rows: Any) -> dict[str, dict[str, dict[str, int]]]:
    return {
        row["monitor_type"]: {
            name: {"households": row[f"{of}_households"], "people": row[f"{of}_people"]}
            for name, of in MEASURES.items()
        }
        for row in rows.iter_rows(named=True)
        if row["moment"] == "now"
    }
