"""`python -m holdline capsule`: a division's figures as one HTML file that opens offline."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdline.warehouse.snapshot import Snapshot

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
    release = _released(options)
    options.out.write_bytes(release.content)
    print(f"{options.out}: {len(release.content):,} bytes, batch {release.batch.number}")
    return 0


def _released(options: argparse.Namespace) -> Any:
    from holdline.access.identity import operator
    from holdline.exports import capsule, gate
    from holdline.exports.provenance import Provenance
    from holdline.messages.catalogue import text
    from holdline.messages.dates import month_name
    from holdline.warehouse import snapshot

    person, shown = operator(), snapshot.current()
    data, month = _gathered(options, shown)
    place = data["nodes"][data["root"]]["name"]
    facts = {"place": place, "month": month_name(month, options.language)}
    stands = Provenance.of(
        shown.manifest,
        title=text(options.language, "exports.capsule.title", **facts),
        language=options.language,
        account=person.account,
    )
    return gate.released(
        person,
        stands,
        "html",
        lambda batch: gate.Contents(capsule.capsule(stands, batch, data), len(data["nodes"])),
    )


def _gathered(options: argparse.Namespace, shown: "Snapshot") -> tuple[dict[str, Any], date]:
    from holdline.access.identity import operator
    from holdline.exports.capsule import gathered
    from holdline.messages.dates import parse_month
    from holdline.queries.catalogue import query
    from holdline.queries.published import answer
    from holdline.warehouse import reach
    from holdline.warehouse.connection import open_snapshot

    scope = replace(reach.scope_of(operator(), shown), sight="figures")
    with open_snapshot(shown).reading(scope) as cursor:

        def ask(name: str, **inputs: object) -> Any:
            return answer(cursor, query(name), inputs, scope).rows

        last = ask("shared/period").row(0, named=True)["last_month"]
        month: date = parse_month(options.month) if options.month else last
        chosen = {"division": options.division, "month": month, "tree": options.tree}
        return gathered(ask, **chosen, language=options.language), month
