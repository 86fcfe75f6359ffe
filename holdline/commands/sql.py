"""`python -m holdline sql`: one SELECT over views that hold no personal data."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from holdline.exports import gate
    from holdline.exports.provenance import Batch, Provenance

HELP = "ask one SELECT over the views of queries/views: figures as published, no personal data"
PRINTED = 50
KINDS = ("xlsx", "csv", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is asked, and where the answer goes."""
    parser.add_argument(
        "sql", nargs="?", default="", help="one SELECT; without it the views are listed"
    )
    parser.add_argument(
        "--out", type=Path, metavar="F.xlsx|F.csv|F.json", help="instead of printing"
    )
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")


def run(options: argparse.Namespace) -> int:
    """Print the answer, or write it through the gate; without SQL, what can be asked."""
    from holdline.access.identity import operator
    from holdline.exports import console, gate
    from holdline.exports.asking import Source
    from holdline.messages.catalogue import text
    from holdline.warehouse import reach, snapshot

    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    source = Source(operator(), shown)
    if not options.sql:
        for view in console.views_for(reach.scope_of(source.person, shown)):
            columns = ", ".join(f"{one.name} {one.type}" for one in view.columns)
            print(f"{console.name_of(view)}({columns})\n    {view.summary}")
        return 0
    asked = console.ask(source, options.sql, tree=options.tree, language=options.language)
    rows = asked.answer.rows
    if options.out is None:
        print(rows.head(PRINTED))
        return 0
    kind = options.out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        print(f"Name a file that ends in one of: {', '.join(KINDS)}.")
        return 2
    filters = ((text(options.language, "exports.console.sql"), options.sql),)
    stands = source.provenance(
        text(options.language, "exports.console.title"), options.language, filters
    )
    release = gate.released(
        source.person, stands, kind, lambda batch: _file(kind, stands, batch, rows)
    )
    options.out.write_bytes(release.content)
    print(f"{options.out}: {rows.height:,} rows, batch {release.batch.number}")
    return 0


def _file(kind: str, stands: "Provenance", batch: "Batch", rows: "pl.DataFrame") -> "gate.Contents":
    from holdline.exports.csv import csv
    from holdline.exports.gate import Contents
    from holdline.exports.workbook import Field, Sheet, workbook

    sheet = Sheet(
        stands.title, stands.title, [Field(name) for name in rows.columns],
        [[_cell(value) for value in row] for row in rows.iter_rows()],
    )  # fmt: skip
    if kind == "json":
        told = {"certificate": dict(stands.rows(batch)), "rows": rows.to_dicts()}
        made = json.dumps(told, ensure_ascii=False, default=str).encode()
    else:
        made = csv(stands, batch, sheet) if kind == "csv" else workbook(stands, batch, [sheet])
    return Contents(made, rows.height)


def _cell(value: Any) -> Any:
    return value if value is None or not isinstance(value, list | dict | bytes) else str(value)
