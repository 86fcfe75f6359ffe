"""`python -m holdline pack`: every file of a definition, for one role, as a folder or a zip."""

import argparse
import sys
from pathlib import Path

HELP = "make the files of a pack's definition, with its filters, for the role it is for"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which definition, and where to."""
    parser.add_argument("definition", type=Path, metavar="PACK.toml")
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER|F.zip")
    parser.add_argument("--month", default="", help="instead of the definition's, such as 2021-10")
    parser.add_argument("--snapshot", default="", help="instead of the definition's")


def run(options: argparse.Namespace) -> int:
    """Write the pack and print its files; a fault is told in the pack's language, exit code 2."""
    from dataclasses import replace

    from holdline.access.identity import operator
    from holdline.errors import HoldlineError
    from holdline.exports import packs
    from holdline.messages.catalogue import text
    from holdline.shell import packing

    language = "zh"
    try:
        pack = packs.read(options.definition)
        language = pack.language
        month, shown = options.month or pack.month, options.snapshot or pack.snapshot
        pack = replace(pack, month=month, snapshot=shown)
        files = packing.made(pack, operator())
        packing.written(pack, files, options.out)
    except HoldlineError as fault:
        if language != "en":  # the sentence in English follows, as with every command
            key = f"errors.{type(fault).__name__}"
            said = [text(language, f"{key}.{part}", **fault.facts) for part in ("what", "fix")]
            print("".join(said), file=sys.stderr)
        raise
    for one in files:
        print(f"{one.name}: {len(one.content):,} bytes, batch {one.batch}")
    print(options.out)
    return 0
