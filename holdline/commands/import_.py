"""`python -m holdline import`: files in any shape in, what was recognised, a published snapshot."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdline.access.identity import Person
    from holdline.build.batches import Batch
    from holdline.build.report import SourceReport

HELP = "import files, folders and ZIP archives, and publish what they hold"
REFUSED, ASKED, WAITING = 2, 3, 4
NAMES, TABLES = 44, 18


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, how to read it, and what to write beside it."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, folders, ZIPs")
    parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="day it shows")
    parser.add_argument(
        "--map", action="append", default=[], metavar="HEADER=IDENTIFIER",
        help="what an unknown header means; HEADER= leaves the column out; remembered",
    )  # fmt: skip
    parser.add_argument(
        "--source", default="", metavar="NAME", help="whose files: answers are remembered for it"
    )
    parser.add_argument(
        "--add", action="store_true", help="add to the tables held instead of replacing them"
    )
    parser.add_argument(
        "--leave-unknown", action="store_true", help="leave unknown columns out, and go on"
    )
    parser.add_argument(
        "--skip-refused", action="store_true", help="import the others when a file is refused"
    )
    parser.add_argument("--check", action="store_true", help="read and report; publish nothing")
    parser.add_argument(
        "--errors", type=Path, metavar="FILE.xlsx", help="write the rejected rows, to be mended"
    )
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="of that file (zh)")
    parser.add_argument(
        "--acknowledge", default="", metavar="REASON", help="publish it whatever the gate finds"
    )


def run(options: argparse.Namespace) -> int:
    """Take the files in, ask or refuse, then build, and print what became of every row."""
    from holdline.access.identity import operator
    from holdline.build import batches, intake

    person = operator()
    batch = _taken_in(options, person)
    _print_recognised(batch)
    if batch.questions and not options.leave_unknown:
        _print_questions(batch)
        batches.discarded(batch.number)
        return ASKED
    if batch.questions:
        for sheet, one in batch.questions:
            intake.answer(person, batch.source, sheet.table, one.header, "")
        batch = intake.looked_through(batch)
    if batch.refused:
        _print_refused(batch, options.language)
        if not options.skip_refused:
            batches.discarded(batch.number)
            return REFUSED
    return _checked(batch, options) if options.check else _built(batch, options, person)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _taken_in(options: argparse.Namespace, person: "Person") -> "Batch":
    from holdline.build import intake

    batch = intake.taken_in(
        options.paths, person, source=options.source, as_of=options.as_of or "", adds=options.add
    )
    if not options.map:
        return batch
    for told in options.map:
        header, identifier = _answer(told)
        for sheet in batch.sheets:
            if sheet.table and header in {name for name, _ in sheet.headers}:
                intake.answer(person, options.source, sheet.table, header, identifier)
    return intake.looked_through(batch)


def _answer(told: str) -> tuple[str, str]:
    from holdline.errors import ImportAnswerMalformed

    header, equals, identifier = told.rpartition("=")
    if not equals or not header:
        raise ImportAnswerMalformed(answer=told)
    return header, identifier.strip()


def _built(batch: "Batch", options: argparse.Namespace, person: "Person") -> int:
    from holdline.build import intake
    from holdline.commands.build import draw, print_verdict

    progress = draw if sys.stderr.isatty() else None
    batch, made = intake.built(batch, person, acknowledged=options.acknowledge, progress=progress)
    if progress:
        print(file=sys.stderr)
    _print_report(batch.report)
    print_verdict(made)
    _write_errors(options, batch)
    print(batch.snapshot_id)
    return WAITING if made.state == "waiting" else 0


def _checked(batch: "Batch", options: argparse.Namespace) -> int:
    from holdline.build import batches, intake

    batch = intake.checked(batch)
    _print_report(batch.report)
    _write_errors(options, batch)
    batches.discarded(batch.number)
    print("checked; nothing was published")
    return 0


def _write_errors(options: argparse.Namespace, batch: "Batch") -> None:
    from holdline.build import rejected
    from holdline.exports import error_workbook

    if not options.errors:
        return
    groups = rejected.groups(batch.folder)
    options.errors.write_bytes(error_workbook.written(groups, options.language, batch.number))
    rows = sum(len(one.rows) for one in groups)
    print(f"{options.errors}: {rows:,} rejected rows, to be mended and imported again")


def _print_recognised(batch: "Batch") -> None:
    print(f"import {batch.number}")
    for one in batch.sheets:
        if one.is_hidden:
            print(f"{one.name}: a hidden sheet, not read")
        elif not one.table:
            print(f"{one.name}: no table, left out")
        else:
            known = sum(bool(means) for _, means in one.headers)
            kind = "mended rows of " if one.is_correction else ""
            print(f"{one.name}: {kind}{one.table}, {known} columns, {one.above} rows above")
        if one.left_out:
            print(f"  columns left out: {', '.join(one.left_out)}")
        if one.formulas:
            print(f"  {one.formulas} cells computed by formulas: taken as they were last computed")
    for name in batch.ignored:
        print(f"{name}: no table, left out")


def _print_questions(batch: "Batch") -> None:
    for sheet, one in batch.questions:
        guess = f"best guess {one.guess} ({one.likeness:.0%})" if one.guess else "no guess"
        print(f"{sheet.name}: what is {one.header!r}? {guess}", file=sys.stderr)
        print(f"  --map '{one.header}={one.guess or 'identifier'}'", file=sys.stderr)
    print("Answer with --map, once; or leave all out with --leave-unknown.", file=sys.stderr)


def _print_refused(batch: "Batch", language: str) -> None:
    from holdline.messages.catalogue import text

    for one in batch.refused:
        what = text(language, f"errors.{one.error}.what", **one.facts)
        fix = text(language, f"errors.{one.error}.fix", **one.facts)
        print(f"refused: {one.name}: {what} {fix}", file=sys.stderr)


def _print_report(report: "Iterable[SourceReport]") -> None:
    rows = list(report)
    print(f"{'source':<{NAMES}} {'table':<{TABLES}} {'read':>10} {'accepted':>10} {'rejected':>10}")
    for one in rows:
        counts = f"{one.read:>10,} {one.accepted:>10,} {one.quarantined:>10,}"
        print(f"{one.source[-NAMES:]:<{NAMES}} {one.table:<{TABLES}} {counts}")
        if one.notes:
            print(f"  {one.notes} lines that are no rows: sums, remarks, headers")
    sums = [sum(getattr(one, part) for one in rows) for part in ("read", "accepted", "quarantined")]
    print(f"{'all':<{NAMES}} {'':<{TABLES}} {sums[0]:>10,} {sums[1]:>10,} {sums[2]:>10,}")
