"""`python -m holdline footing`: check the figures of anybody's bulletin."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HELP = "Check that the figures of a bulletin (.docx or text) foot, and agree with the snapshot."
SHOWN = 24  # characters before a figure that are printed with it


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and what to hold it against."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--division", help="also compare with the snapshot's figures of this code")
    parser.add_argument("--month", help="and this month, such as 2021-12")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")


def run(options: argparse.Namespace) -> int:
    """Print each finding with its place and words; 1 when there are any.

    Raises:
        TextUnreadable, SnapshotMissing, DivisionUnknown, MonthUnreadable: it cannot be done.
    """
    from holdline.exports.footing.auditing import audit, told
    from holdline.exports.footing.sources import text_of
    from holdline.messages.catalogue import text

    said = text_of(options.file.name, options.file.read_bytes())
    found = audit(said, _known(options))
    for one in found.findings:
        line = said.count("\n", 0, one.start) + 1
        words = said[max(0, one.start - SHOWN) : one.end].replace("\n", " ")
        print(f"{options.file}:{line}: {told(one, options.language)}  [{words}]")
    summary = {
        "figures": found.figures, "checked": found.checked, "unchecked": found.unchecked,
        "compared": found.compared, "findings": len(found.findings),
    }  # fmt: skip
    print(text(options.language, "footing.summary", **summary))
    return 1 if found.findings else 0


def _known(options: argparse.Namespace) -> "Mapping[tuple[str, str], int] | None":
    if not options.division or not options.month:
        return None
    from holdline.access.identity import operator
    from holdline.exports.asking import Source
    from holdline.exports.footing.sources import known
    from holdline.exports.reckoning import subject
    from holdline.messages.dates import parse_month
    from holdline.reference.divisions import normalise
    from holdline.warehouse import snapshot

    division, month = normalise(options.division), parse_month(options.month)
    shown = snapshot.current()
    with Source(operator(), shown).asked(division) as ask:
        subject(
            ask, shown.manifest, options.language, tree=options.tree, division=division, month=month
        )
        return known(ask, options.tree, division, month)
