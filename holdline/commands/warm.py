"""`python -m holdline warm`: count ahead what first readers of a large snapshot would wait for."""

import argparse
import sys
import time

HELP = "count ahead what the first readers of the snapshot in use would wait for"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to keep quiet."""
    parser.add_argument("--quiet", action="store_true", help="print nothing")


def run(options: argparse.Namespace) -> int:
    """Run every page at the top and right below it, and keep what took long."""
    from holdline.shell import warming  # heavy; not for --help
    from holdline.warehouse import snapshot

    began = time.perf_counter()

    def told(division: str, role: str, name: str) -> None:
        if not options.quiet:
            seconds = time.perf_counter() - began
            print(
                f"\r{seconds:6.1f} s  {division:<12} {role:<10} {name:<20}", end="", file=sys.stderr
            )

    ran = warming.warm(snapshot.current(), told)
    if not options.quiet:
        print(file=sys.stderr)
        print(f"{ran} pages in {time.perf_counter() - began:.0f} s")
    return 0
