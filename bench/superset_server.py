"""Apache Superset on this machine, reading a DuckDB file: set up afresh, asked by its chart API.

It has an environment of its own (bench/superset.txt), made on first use; its metadata are a SQLite
file in a temporary folder; one gunicorn worker of eight threads serves it, as its own run command
is meant for development.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import psutil

from tools.driving.serving import free_port

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv-superset"
CONFIG = """
SECRET_KEY = {key!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
RATELIMIT_ENABLED = False
PREVENT_UNSAFE_DB_CONNECTIONS = False
"""
PATIENCE = 120


@dataclass
class Superset:
    """A running Superset, signed in to.

    Attributes:
        client: for its API.
        process: its worker, to see what it computes.
    """

    client: httpx.Client
    process: psutil.Process

    def made(self, what: str, **told: Any) -> int:
        """Make a database or a dataset; its number."""
        answer = self.client.post(f"/api/v1/{what}/", json=told)
        if answer.is_error:
            raise RuntimeError(f"Superset made no {what}: {answer.text[:500]}")
        return int(answer.json()["id"])

    def asked(self, chart: Mapping[str, Any], *, is_kept: bool) -> list[dict[str, Any]]:
        """The rows of one chart; *is_kept* allows an answer of its cache."""
        told = {"force": not is_kept, "result_format": "json", "result_type": "full", **chart}
        answer = self.client.post("/api/v1/chart/data", json=told)
        if answer.is_error:
            raise RuntimeError(f"Superset answers {answer.status_code}: {answer.text[:500]}")
        rows: list[dict[str, Any]] = answer.json()["result"][0]["data"]
        return rows


@contextmanager
def superset() -> Iterator[Superset]:
    """A Superset with nothing in it, until left.

    Raises:
        CalledProcessError: it cannot be installed or set up.
    """
    _install()
    with TemporaryDirectory() as folder:
        environment = _configured(Path(folder))
        for command in (["db", "upgrade"], ["fab", "create-admin", *_ADMIN], ["init"]):
            _run(["superset", *command], environment)
        port = free_port()
        process = subprocess.Popen(
            [PLACE / "bin" / "gunicorn", "-w", "1", "-k", "gthread", "--threads", "8",
             "--timeout", "120", "-b", f"127.0.0.1:{port}", "superset.app:create_app()"],
            env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            client = _signed_in(f"http://127.0.0.1:{port}")
            yield Superset(client, psutil.Process(process.pid).children()[0])
            client.close()
        finally:
            process.terminate()
            process.wait(timeout=30)


_PASSWORD = secrets.token_urlsafe(16)
_ADMIN = [
    "--username", "bench", "--firstname", "B", "--lastname", "B",
    "--email", "bench@localhost", "--password", _PASSWORD,
]  # fmt: skip


def _install() -> None:
    python = PLACE / "bin" / "python"
    if (PLACE / "bin" / "superset").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
    needs = ROOT / "bench" / "superset.txt"
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", needs], check=True)


def _configured(folder: Path) -> dict[str, str]:
    file = folder / "superset_config.py"
    file.write_text(CONFIG.format(key=secrets.token_hex(32), folder=folder), "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "SUPERSET_CONFIG_PATH": str(file), "SUPERSET_HOME": str(folder)}


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    program, *rest = command
    subprocess.run(
        [PLACE / "bin" / program, *rest],
        env=dict(environment),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _signed_in(origin: str) -> httpx.Client:
    client = httpx.Client(base_url=origin, timeout=PATIENCE)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            client.get("/health").raise_for_status()
            break
        except httpx.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
    told = {"username": "bench", "password": _PASSWORD, "provider": "db", "refresh": False}
    answer = client.post("/api/v1/security/login", json=told)
    answer.raise_for_status()
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client
