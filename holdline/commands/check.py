"""`python -m holdline check`: every row at fault of a snapshot, with the reason."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator

HELP = "list the rows at fault of a snapshot, each with its check and the reason"
LISTED = (
    "check", "severity", "household_id", "person_id", "case_id", "field", "value", "reason",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which checks of which snapshot, and how to show the findings."""
    parser.add_argument(
        "--only", default="", metavar="IDS", help="ids of checks between commas, such as A02,K05"
    )
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="(csv)")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of reasons (zh)")
    parser.add_argument("--snapshot", default="", metavar="ID", help="another than the current one")
    parser.add_argument("--list", action="store_true", help="list the checks instead (Markdown)")


def run(options: argparse.Namespace) -> int:
    """Print the findings in order of check, village and household."""
    if options.list:
        from holdline.quality.listing import markdown

        print(markdown(), end="")
        return 0
    rows = findings(options)
    if options.format == "json":
        json.dump(list(rows), sys.stdout, ensure_ascii=False, indent=2)
        print()
        return 0
    writer = csv.DictWriter(sys.stdout, LISTED, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return 0


def findings(options: argparse.Namespace) -> Iterator[dict[str, str | None]]:
    """One row a finding, as LISTED.

    Raises:
        CheckUnknown, SnapshotMissing, SnapshotUnknown: there is nothing to list.
    """
    from holdline.access.identity import operator
    from holdline.quality.checks import chosen
    from holdline.quality.wording import reason
    from holdline.queries.catalogue import query
    from holdline.queries.runner import run as asked
    from holdline.warehouse import reach, snapshot
    from holdline.warehouse.connection import open_snapshot

    checks = {check.id: check for check in chosen(options.only.split(","))}
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    wanted = {"checks": sorted(checks)}
    with open_snapshot(shown).reading(reach.scope_of(operator(), shown)) as cursor:
        rows = asked(cursor, query("quality/found"), wanted).rows
    for row in rows.iter_rows(named=True):
        check = checks[row["check_id"]]
        cell = (row["field"], row["value"], row["expected"])
        told = reason(check, *cell, options.language, is_missing=row["is_missing"])
        yield {"check": check.id, **{name: row[name] for name in LISTED[1:7]}, "reason": told}
