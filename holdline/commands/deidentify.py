"""`python -m holdline deidentify`: write the copy of a snapshot that has no personal data."""

import argparse

HELP = "Write the analysts' copy of a snapshot, which has no personal data."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which snapshot."""
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")


def run(options: argparse.Namespace) -> int:
    """Write it when it is not there yet, and print where it stands."""
    from holdline.access import audit
    from holdline.access.identity import operator
    from holdline.warehouse import deidentified, snapshot

    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    place = deidentified.ready(shown)
    audit.record(operator(), "snapshot.deidentified", shown.id)
    print(f"{place}  {place.stat().st_size:,} bytes")
    return 0
