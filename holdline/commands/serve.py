"""Open the app."""

import argparse
import os
import sys

from holdline import paths

HELP = "Open the app on this machine."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8501, help="port (default 8501)")
    parser.add_argument(
        "--address", default="127.0.0.1", help="address (default this machine only)"
    )


def run(options: argparse.Namespace) -> int:
    """Become Streamlit on holdline.shell.server, until it is stopped.

    On this machine only it answers to this machine's names only, so that no page of the web can
    reach it by a name of its own that leads here.
    """
    from holdline.access.demonstration import is_loopback

    environment = {**os.environ, "PYTHONPATH": str(paths.ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", "holdline/shell/server.py"]
    where = ["--server.port", str(options.port), "--server.address", options.address]
    if is_loopback(options.address) and "STREAMLIT_SERVER_ALLOWED_HOSTS" not in environment:
        where += ["--server.allowedHosts", "localhost", "--server.allowedHosts", options.address]
    print(f"http://localhost:{options.port}", flush=True)
    os.chdir(paths.ROOT)
    os.execve(sys.executable, [*command, *where], environment)  # noqa: S606  signals reach it
    return 0
