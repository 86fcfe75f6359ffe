"""`python -m holdline tasks`: send suspected records out as files, and take the answers in."""

import argparse
import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdline.exports.task_merge import Merged
    from holdline.warehouse.snapshot import Snapshot

HELP = "send suspected records to townships as task files, or merge the files that came back"
REPORT = ("file", "line", "number", "household", "outcome", "why")
WAITING = ("new", "claimed", "verifying")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Export: which records, where to, by when; merge: which files."""
    acts = parser.add_subparsers(dest="act", required=True)
    export = acts.add_parser("export", help="one file for each township")
    export.add_argument("--division", default="", help="code; everything when not given")
    export.add_argument("--only", default="", metavar="IDS", help="ids of checks, such as A02,K05")
    export.add_argument("--severity", default="error,warning", help="(error,warning)")
    export.add_argument("--due", type=date.fromisoformat, metavar="DAY", help="such as 2023-03-15")
    export.add_argument("--language", choices=("zh", "en"), default="zh", help="(zh)")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    merge = acts.add_parser("merge", help="take answers in; prints what became of each row")
    merge.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Send or merge; 1 when a merged row needs somebody to look at it."""
    return _merge(options) if options.act == "merge" else _export(options)


def _export(options: argparse.Namespace) -> int:
    from holdline.access.identity import operator
    from holdline.exports import gate
    from holdline.exports.task_sending import made, townships
    from holdline.warehouse import snapshot

    person, shown = operator(), snapshot.current()
    stands = _provenance(shown, options, person.account)
    options.out.mkdir(parents=True, exist_ok=True)
    for group in townships(_rows(shown, options)):
        release = gate.released(
            person,
            stands,
            "xlsx",
            lambda batch, group=group: made(person, stands, batch, [group], options.due),  # type: ignore[misc]
        )
        target = options.out / release.file_name.replace(".xlsx", f"-{group.code}.xlsx")
        target.write_bytes(release.content)
        print(f"{target}\t{group.name}\t{len(group.rows)}")
    return 0


def _rows(shown: "Snapshot", options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The records wanted, where triage still has something to do."""
    from holdline.access.identity import operator
    from holdline.access.scope import Scope
    from holdline.quality import handling
    from holdline.quality.checks import chosen
    from holdline.queries.catalogue import query
    from holdline.queries.runner import run as asked
    from holdline.warehouse.connection import open_snapshot

    checks = {check.id for check in chosen(options.only.split(","))}
    severities = options.severity.split(",")
    scope = Scope(divisions=operator().divisions)
    held = {item.mark: item.state for item in handling.items((options.division,))}
    with open_snapshot(shown).reading(scope) as cursor:
        inputs = {"division": options.division}
        found = asked(cursor, query("findings/within"), inputs).rows
        marks = [
            row["mark"]
            for row in found.iter_rows(named=True)
            if row["check_id"] in checks
            and row["severity"] in severities
            and held.get(row["mark"], "new") in WAITING
        ]
        listed = {"view": "management", "marks": marks}
        yield from asked(cursor, query("findings/listed"), listed).rows.iter_rows(named=True)


def _provenance(shown: "Snapshot", options: argparse.Namespace, account: str) -> Any:
    from holdline.exports.provenance import Provenance
    from holdline.exports.task_rows import say

    title = say(options.language, "name", division=options.division)
    return Provenance.of(shown.manifest, title=title, language=options.language, account=account)


def _merge(options: argparse.Namespace) -> int:
    writer = csv.DictWriter(sys.stdout, REPORT, lineterminator="\n")
    writer.writeheader()
    odd = 0
    for row in _merged(options.files):
        writer.writerow({name: getattr(row, name) for name in REPORT})
        odd += row.outcome not in ("merged", "noted", "again", "blank")
    return 1 if odd else 0


def _merged(files: list[Path]) -> Iterator["Merged"]:
    from holdline.access.identity import operator
    from holdline.exports.task_answers import returned
    from holdline.exports.task_merge import merge

    person = operator()
    for file in files:
        yield from merge(person, returned(file, file.name))
