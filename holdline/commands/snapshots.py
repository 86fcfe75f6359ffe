"""`python -m holdline snapshots`: what was imported, what serves, what differs, the way back."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdline.state.imports import Entry

HELP = "list, show, compare, publish, roll back to or undo snapshots"
LISTED = ("id", "state", "as of", "imported", "by", "households", "set aside")
COUNTED = ("table", "before", "now", "added", "removed", "changed", "renamed")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, to which snapshot, and why."""
    below = parser.add_subparsers(dest="act", required=True, metavar="act")
    below.add_parser("list", help="every import and what became of it")
    show = below.add_parser("show", help="what one holds, what the gate said, what was decided")
    show.add_argument("id")
    compare = below.add_parser("compare", help="what differs between two")
    compare.add_argument("old")
    compare.add_argument("new")
    for act, told in (
        ("publish", "publish one that waits at the gate, or was rolled back"),
        ("roll-back", "let an earlier one serve again"),
        ("undo", "withdraw an import; what served before serves again"),
    ):
        decided = below.add_parser(act, help=told)
        decided.add_argument("id")
        decided.add_argument("--reason", required=True, help="why; kept in the ledger and audit")


def run(options: argparse.Namespace) -> int:
    """Do it, and print what came of it."""
    acts: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": _list,
        "show": _show,
        "compare": _compare,
        "publish": _decide,
        "roll-back": _decide,
        "undo": _decide,
    }
    acts[options.act](options)
    return 0


def _list(options: argparse.Namespace) -> None:
    del options
    from holdline.build import deciding
    from holdline.warehouse import snapshot

    rows = [_row(one, snapshot.pointed()) for one in deciding.listed()]
    _print(LISTED, rows)


def _row(one: "Entry", serving: str) -> tuple[str, ...]:
    return (
        one.snapshot_id,
        "serving" if one.snapshot_id == serving else one.state,
        f"{one.as_of_on}",
        f"{one.made_at:%Y-%m-%d %H:%M}",
        one.account or "-",
        f"{one.households:,}",
        f"{one.rows_set_aside:,}",
    )


def _show(options: argparse.Namespace) -> None:
    from holdline.build import deciding, drift, gate
    from holdline.errors import SnapshotUnknown
    from holdline.warehouse import snapshot

    one = deciding.entry(options.id)
    if one is None:
        from holdline import paths

        raise SnapshotUnknown(snapshot=options.id, folder=paths.snapshots())
    for name, part in zip(LISTED, _row(one, snapshot.pointed()), strict=True):
        print(f"{name:<12}{part}")
    for name in ("before_id", "rows_read", "data_hash", "rule_pack", "code_version"):
        print(f"{name:<12} {getattr(one, name)}")
    found = gate.from_facts(one.noticed)
    for alarm in found.alarms:
        print(f"gate: {gate.told(alarm, 'en')}")
    for drifted in found.drift:
        print(f"shape: {drift.told(drifted, 'en')}")
    for decided in deciding.decisions(one.snapshot_id):
        when = f"{decided.decided_at:%Y-%m-%d %H:%M}"
        print(f"{when} {decided.account}: {decided.state} {decided.reason}".rstrip())


def _compare(options: argparse.Namespace) -> None:
    from holdline.access.identity import operator
    from holdline.access.scope import Scope
    from holdline.build import comparing, drift
    from holdline.queries.catalogue import query
    from holdline.queries.runner import run as asked
    from holdline.warehouse import snapshot
    from holdline.warehouse.connection import Warehouse

    old, new = (snapshot.named(one) for one in (options.old, options.new))
    warehouse = Warehouse(comparing.comparison(old, new))
    scope = Scope(operator().divisions)
    with warehouse.reading(scope) as cursor:
        rows = asked(cursor, query("compared/totals"), {"view": "management", "division": ""}).rows
        shape = drift.noted(cursor)
    _print(COUNTED, [tuple(map(_written, row[: len(COUNTED)])) for row in rows.iter_rows()])
    for one in shape:
        print(drift.told(one, "en"))


def _decide(options: argparse.Namespace) -> None:
    from holdline.access.identity import operator
    from holdline.build import deciding
    from holdline.warehouse import snapshot

    act = {"publish": deciding.release, "roll-back": deciding.roll_back, "undo": deciding.undo}
    act[options.act](operator(), options.id, options.reason)
    print(snapshot.pointed())


def _written(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _print(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    for row in [heads, *rows]:
        told = "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True))
        print(told.rstrip(), file=sys.stdout)
