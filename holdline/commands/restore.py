"""`python -m holdline restore IN.tar`: a backup into an empty home, verified."""

import argparse
from pathlib import Path

HELP = "put a backup into an empty home, every file verified"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("source", type=Path, metavar="IN.tar")


def run(options: argparse.Namespace) -> int:
    """Restore it, and say which snapshot serves."""
    from holdline import paths
    from holdline.build.archive import restore

    contents = restore(options.source)
    print(f"{len(contents['files'])} files restored into {paths.home()}")
    print(contents["serving"])
    return 0
