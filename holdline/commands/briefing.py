"""`python -m holdline briefing`: the bulletin of a division and month as a Word file."""

import argparse
from pathlib import Path

HELP = "Write the bulletin (progress, or data quality) of a division and month as a Word file."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose bulletin, of which month, and where to."""
    parser.add_argument("--division", required=True, help="division code, such as 3704")
    parser.add_argument("--month", required=True, help="month, such as 2021-10")
    parser.add_argument("--out", required=True, type=Path, metavar="F.docx|F.pdf")
    parser.add_argument("--kind", choices=("progress", "quality"), default="progress")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")


def run(options: argparse.Namespace) -> int:
    """Write the file; where to, how many figures, and its batch number are printed."""
    from holdline.access.identity import operator
    from holdline.exports import gate
    from holdline.exports.asking import Source
    from holdline.exports.documents import Place, bulletin_file
    from holdline.messages.dates import parse_month
    from holdline.reference.divisions import normalise
    from holdline.warehouse import snapshot

    place = Place(options.tree, normalise(options.division), parse_month(options.month))
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    source = Source(operator(), shown)
    suffix = "pdf" if options.out.suffix.lower() == ".pdf" else "docx"
    made = bulletin_file(source, place, options.kind, options.language, suffix)
    release = gate.released(source.person, made.stands, made.kind, made.made)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(release.content)
    print(f"{options.out}: {made.rows} figures, batch {release.batch.number}")
    return 0
