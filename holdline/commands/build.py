"""`python -m holdline build`: import files in, a published snapshot out."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from holdline import paths

if TYPE_CHECKING:
    from holdline.build.building import Built, Progress
    from holdline.build.engine.opening import Chosen
    from holdline.build.report import ImportReport

HELP = "build a snapshot from import files, and publish it"
WAITING = 4  # exit code of a build that is finished but not published
WIDTH = 30
NAMES = 36


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to read, the day it shows, and whether to keep quiet."""
    parser.add_argument(
        "--from",
        dest="folder",
        type=Path,
        metavar="DIR",
        help=f"folder of import files (default: {paths.imports()})",
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day the import shows (default: as_of in about.toml, else the data's last day)",
    )
    parser.add_argument(
        "--acknowledge",
        default="",
        metavar="REASON",
        help="publish it even when it differs too much from the snapshot in use",
    )
    parser.add_argument("--quiet", action="store_true", help="print the snapshot's id alone")
    parser.add_argument(
        "--engine",
        metavar="URL",
        help="run queries/build on Apache Spark there, such as sc://host:15002 (docs/cluster.md)",
    )
    parser.add_argument(
        "--engine-folder",
        type=Path,
        metavar="DIR",
        help="folder that this machine and every worker of the engine see by this path",
    )


def run(options: argparse.Namespace) -> int:
    """Build, showing how far it is, and print what became of every row."""
    from holdline.build.building import build  # heavy; not for --help

    is_shown = not options.quiet and sys.stderr.isatty()
    built = build(
        options.folder or paths.imports(),
        as_of=options.as_of,
        progress=draw if is_shown else None,
        acknowledged=options.acknowledge,
        engine=_engine(options),
    )
    if is_shown:
        print(file=sys.stderr)
    if not options.quiet:
        _print_report(built)
    print_verdict(built)
    _warm(built)
    print(built.manifest.snapshot_id)
    return WAITING if built.state == "waiting" else 0


def _warm(built: "Built") -> None:
    """Count ahead what the first readers of a nation would wait for."""
    from holdline.commands import warm
    from holdline.shell import warming

    is_large = built.manifest.tables.get("household", 0) >= warming.LARGE
    if is_large and built.state == "published":
        warm.run(argparse.Namespace(quiet=not sys.stderr.isatty()))


def _engine(options: argparse.Namespace) -> "Chosen":
    from holdline.build.engine.opening import Chosen

    told = Chosen.set()
    folder = options.engine_folder
    return Chosen(options.engine or told.url, folder.absolute() if folder else told.shared)


def print_verdict(built: "Built") -> None:
    """Say what the gate found, and how to publish past it, on standard error."""
    from holdline.build import drift, gate

    for one in built.verdict.drift:
        print(f"shape: {drift.told(one, 'en')}", file=sys.stderr)
    for alarm in built.verdict.alarms:
        print(f"gate: {gate.told(alarm, 'en')}", file=sys.stderr)
    if built.state == "waiting":
        how = f"python -m holdline snapshots publish {built.manifest.snapshot_id} --reason REASON"
        print(f"It waits and is not in use. To publish it: {how}", file=sys.stderr)


def draw(progress: "Progress") -> None:
    """Draw how far a build is, over what was drawn before."""
    full = WIDTH * progress.done // progress.total
    bar = "█" * full + "░" * (WIDTH - full)
    line = f"{bar} {progress.done:>3}/{progress.total} {progress.seconds:5.1f} s  {progress.step}"
    print(f"\r{line[:79]:<79}", end="", file=sys.stderr, flush=True)


def _print_report(built: "Built") -> None:
    if built.report is None:
        print("An equal snapshot is held already.")
        return
    _print_rows(built.report)
    for name in built.report.ignored:
        print(f"not a table, left out: {name}")
    for one in built.report.sources:
        if one.unknown:
            print(f"{one.source}: columns left out: {', '.join(one.unknown)}")
    print(f"{built.manifest.findings:,} findings, as of {built.manifest.as_of_on}")


def _print_rows(report: "ImportReport") -> None:
    print(f"{'source':<{NAMES}} {'read':>12} {'accepted':>12} {'set aside':>12}")
    for one in report.sources:
        counts = f"{one.read:>12,} {one.accepted:>12,} {one.quarantined:>12,}"
        print(f"{one.source[:NAMES]:<{NAMES}} {counts}")
