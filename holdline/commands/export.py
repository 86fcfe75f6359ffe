"""`python -m holdline export`: files that leave the house, each through the gate."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdline.exports.annex2 import Round
    from holdline.exports.asking import Source

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
    from holdline.exports import annex2, gate, public_notice
    from holdline.exports.asking import Source
    from holdline.messages.catalogue import text
    from holdline.reference.divisions import normalise
    from holdline.rules import leaving
    from holdline.warehouse import snapshot

    division = normalise(options.division)
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    source = Source(operator(), shown)
    is_list = options.kind == "annex2"
    made = _round(options, source, division)
    for one in options.acknowledge:
        kind, _, reason = one.partition("=")
        leaving.acknowledge(source.person, made.standing, kind, reason)
    made = _round(options, source, division)
    key = "annex2.title" if is_list else "annex2.notice.title"
    stands = source.provenance(text(options.language, key), options.language)
    writer, left = (annex2.file, made.leaving) if is_list else (public_notice.file, made.noticed)
    release = gate.released(
        source.person, stands, "xlsx" if is_list else "docx",
        lambda batch: gate.Contents(writer(made, stands, batch), len(left)),
        permission="act.reveal" if is_list else gate.PERMISSION,
    )  # fmt: skip
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(release.content)
    print(
        f"{options.out}: {len(left)} households, {len(made.households) - len(left)} not on it, "
        f"batch {release.batch.number}"
    )
    return 0


def _round(options: argparse.Namespace, source: "Source", division: str) -> "Round":
    from holdline.exports import annex2
    from holdline.exports.reckoning import subject
    from holdline.reference.periods import first_of_month
    from holdline.state.clock import now
    from holdline.timeline.locks import day_in_beijing

    manifest = source.shot.manifest
    month = first_of_month(manifest.as_of_on)
    with source.asked(division) as ask:
        subject(ask, manifest, options.language, tree=options.tree, division=division, month=month)
    return annex2.round_of(
        source, tree=options.tree, division=division,
        year=options.round or manifest.as_of_on.year,
        on=min(manifest.as_of_on, day_in_beijing(now())), language=options.language,
        is_revealed=options.kind == "annex2",
    )  # fmt: skip
