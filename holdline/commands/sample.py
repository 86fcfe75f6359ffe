"""`python -m holdline sample`: write the import files of an invented province."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "write the import files of an invented province, its faults and their truth"
SIZES = ("small", "city", "province", "nation")
FORMATS = ("parquet", "csv", "xlsx")


def arguments(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", choices=SIZES, default="small", help="how much of it")
    parser.add_argument("--seed", type=int, default=7, help="equal seeds give equal files")
    parser.add_argument("--out", type=Path, help="folder to write to (default: the import folder)")
    parser.add_argument(
        "--format", choices=FORMATS, default="parquet", help="csv, xlsx: small, city"
    )
    parser.add_argument("--no-faults", action="store_true", help="leave the data clean")


def run(options: Namespace) -> int:
    """Write the files, with a line of progress on standard error."""
    from holdline.paths import imports
    from holdline.sample.province import Order, generate

    order = Order(
        size=options.size,
        seed=options.seed,
        folder=options.out or imports(),
        form=options.format,
        has_faults=not options.no_faults,
    )
    counts = generate(order, _told)
    print(f"{order.folder}: " + ", ".join(f"{name} {rows:,}" for name, rows in counts.items()))
    return 0


def _told(done: int, total: int, part: str) -> None:
    print(f"\r{done:>4} / {total} counties  ({part})", end="", file=sys.stderr)
    if done == total:
        print(file=sys.stderr)
