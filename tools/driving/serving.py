"""The real app on a port of its own, for tests, benches and screenshots."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
HOLDLINE = ("-m", "holdline", "serve", "--port")


@contextmanager
def served(
    home: Path,
    *,
    settings: Mapping[str, str] | None = None,
    command: Sequence[str] = HOLDLINE,
) -> Iterator[str]:
    """The origin of the app served from *home*, such as http://127.0.0.1:50123, until left.

    Args:
        home: HOLDLINE_HOME of the server.
        settings: further environment variables.
        command: arguments of Python; the port is appended.

    Raises:
        RuntimeError: the server ends, or does not answer within a minute and a half.
    """
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
        "PYTHONPATH": str(ROOT),
        "HOLDLINE_HOME": str(home),
        **(settings or {}),
    }
    with TemporaryDirectory() as folder, (log := Path(folder) / "log").open("w") as told:
        process = subprocess.Popen(  # the group is ended with its leader
            [sys.executable, *command, str(port)],
            cwd=ROOT,
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, f"{origin}/_stcore/health", log)
            yield origin
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310  our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"No app at {url}:\n{log.read_text()}")
