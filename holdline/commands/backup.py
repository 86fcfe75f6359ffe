"""`python -m holdline backup OUT.tar`: snapshots, imports, state and keys in one file."""

import argparse
import sys
from pathlib import Path

HELP = "write everything that must not be lost into one tar file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write it."""
    parser.add_argument("out", type=Path, metavar="OUT.tar")


def run(options: argparse.Namespace) -> int:
    """Write it, and say what it holds."""
    from holdline.build.archive import back_up
    from holdline.settings import settings

    contents = back_up(options.out)
    if settings().state_url:
        print("The state is not in SQLite: back it up with its own tool.", file=sys.stderr)
    print("It holds the keys: keep it as safe as the data.", file=sys.stderr)
    print(f"{len(contents['files'])} files, {options.out.stat().st_size:,} bytes: {options.out}")
    return 0
