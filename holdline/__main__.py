"""`python -m holdline <command>`: the commands are the modules of holdline.commands."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from holdline import commands
from holdline.errors import HoldlineError


def parser() -> argparse.ArgumentParser:
    """A parser with one sub-command for each module of holdline.commands."""
    top = argparse.ArgumentParser(prog="python -m holdline", description="Holdline")
    below = top.add_subparsers(dest="command", required=True, metavar="command")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"holdline.commands.{found.name}")
        name = found.name.rstrip("_")  # import_ is import, which no module can be called
        one = below.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(one)
        one.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a foreseen fault is one line on standard error and exit code 2."""
    options = parser().parse_args(arguments)
    try:
        _check(options.command)
        return int(options.run(options))
    except HoldlineError as fault:
        print(fault, file=sys.stderr)
        return 2


def _check(command: str) -> None:
    """Refuse a command to an account whose role in access.toml does not allow it."""
    from holdline.access.identity import operator

    operator().must(f"run.{command}")


if __name__ == "__main__":
    sys.exit(main())
