"""`python -m holdline export`: files that leave the house, each through the gate."""

import argparse
from pathlib import Path

HELP = "Write appendix 2 (annex2), or the notice of its households for their villages (notice)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, of which division and round, and where to."""
    parser.add_argument("kind", choices=("annex2", "notice"))
    parser.add_argument("--division", required=True, help="division code, such as 370403")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument("--round", type=int, metavar="YEAR", help="(the snapshot's year)")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")
    parser.add_argument(
        "--acknowledge", action="append", default=[], metavar="KIND=REASON",
        help="answer for a guard of the batch; may be given again",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Write the file; how many left, how many were refused, and the batch number are printed.

    Raises:
        GuardsNotAcknowledged, NothingToNotice, LeakFound, NotPermitted: nothing left.
    """
    from holdline.access.identity import operator
    from holdline.exports import documents, gate
    from holdline.exports.asking import Source
    from holdline.reference.divisions import normalise
    from holdline.rules import leaving
    from holdline.warehouse import snapshot

    place = documents.Place(options.tree, normalise(options.division))
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    source = Source(operator(), shown)
    is_list = options.kind == "annex2"
    asked = (source, place, options.round, options.language)
    batch = documents.round_of(*asked, is_revealed=is_list)
    for one in options.acknowledge:
        kind, _, reason = one.partition("=")
        leaving.acknowledge(source.person, batch.standing, kind, reason)
    batch = documents.round_of(*asked, is_revealed=is_list)
    ready = documents.annex2_file if is_list else documents.notice_file
    made = ready(source, batch, options.language)
    release = gate.released(
        source.person, made.stands, made.kind, made.made, permission=made.permission
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(release.content)
    print(
        f"{options.out}: {made.rows} households, {made.left_out} not on it, "
        f"batch {release.batch.number}"
    )
    return 0
