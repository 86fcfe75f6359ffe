"""`python -m holdline capsule`: a division's figures as one HTML file that opens offline."""

import argparse
from pathlib import Path

HELP = "write a division's published figures as one HTML file that opens without a network"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which division and month, and where to; or a file to check."""
    parser.add_argument("--division", help="division code, such as 3704")
    parser.add_argument("--month", help="month, such as 2021-10 (default the last)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--verify", type=Path, metavar="FILE", help="check a capsule's seal")


def run(options: argparse.Namespace) -> int:
    """Write the capsule, or say whether one is as it was sealed; 1 when it is not."""
    if options.verify:
        from holdline.exports.capsule import is_whole

        is_sealed = is_whole(options.verify.read_text("utf-8"))
        print("The seal holds." if is_sealed else "The seal does not hold: the data were changed.")
        return 0 if is_sealed else 1
    if not options.division or not options.out:
        print("Say which with --division CODE --out FILE, or --verify FILE.")
        return 2
    _write(options)
    return 0


def _write(options: argparse.Namespace) -> None:
    from holdline.access.identity import operator
    from holdline.exports import gate
    from holdline.exports.asking import Source
    from holdline.exports.documents import Place, capsule_file
    from holdline.messages.dates import parse_month
    from holdline.warehouse import snapshot

    month = parse_month(options.month) if options.month else None
    source = Source(operator(), snapshot.current())
    made = capsule_file(source, Place(options.tree, options.division, month), options.language)
    release = gate.released(source.person, made.stands, made.kind, made.made)
    options.out.write_bytes(release.content)
    print(f"{options.out}: {len(release.content):,} bytes, batch {release.batch.number}")
