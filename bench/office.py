"""What an office runs around the app, on this machine: PostgreSQL, nginx, a certificate.

PostgreSQL and nginx are Debian's; nginx reads deploy/nginx/holdline.conf, with names and ports of
here in the place of those between angle brackets.
"""

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.driving.serving import ROOT, free_port

DEPLOY = ROOT / "deploy"
AROUND = """
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{}}
http {{
    include /etc/nginx/mime.types;
    log_format seats '$upstream_addr $request_uri $status';
    access_log {folder}/access.log seats;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    {logged}
    include {folder}/holdline.conf;
}}
"""
UNUSED = "fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;"
UPSTREAM = "    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;\n"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of the store in a PostgreSQL of its own, set up by deploy/postgresql.sql.

    Raises:
        CalledProcessError: it does not start.
    """
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    port, password = free_port(), secrets.token_hex(12)
    data = folder / "data"
    folder.mkdir(parents=True)
    (folder / "admin").write_text(secrets.token_hex(12))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "admin", "postgres")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    making = [programs / "initdb", "-D", data, "-U", "postgres", "--auth=scram-sha-256"]
    _as_postgres([*making, f"--pwfile={folder / 'admin'}"])
    running = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings]
    _as_postgres([*running, "start"])
    try:
        admin = (folder / "admin").read_text()
        asked = f"postgresql://postgres:{admin}@127.0.0.1:{port}/postgres"
        told = ["psql", asked, "-q", "-v", "ON_ERROR_STOP=1", "-v", f"password='{password}'"]
        subprocess.run([*told, "-f", DEPLOY / "postgresql.sql"], check=True)
        yield f"postgresql+psycopg://holdline:{password}@127.0.0.1:{port}/holdline"
    finally:
        _as_postgres([programs / "pg_ctl", "-D", data, "-m", "fast", "stop"])


def seal(folder: Path, url: str) -> None:
    """Take the log away from the app's account, by deploy/postgresql-seal.sql."""
    place = url.rpartition("@")[2]
    admin = (folder / "admin").read_text()
    asked = ["psql", f"postgresql://postgres:{admin}@{place}", "-q", "-v", "ON_ERROR_STOP=1"]
    subprocess.run([*asked, "-f", DEPLOY / "postgresql-seal.sql"], check=True)


@contextmanager
def proxied(folder: Path, port: int, ports: Sequence[int]) -> Iterator[Path]:
    """A proxy at *port* before the apps at *ports*; its log of who answered what.

    Raises:
        CalledProcessError: nginx refuses the configuration.
    """
    folder.mkdir(parents=True)
    certificate(folder)
    (folder / "holdline.conf").write_text(_conf(folder, port, ports), "utf-8")
    around = AROUND.format(folder=folder, logged=UNUSED.format(folder))
    (folder / "nginx.conf").write_text(around, "utf-8")
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _until(folder / "nginx.pid")
        yield folder / "access.log"
    finally:
        process.terminate()
        process.wait(timeout=20)


def certificate(folder: Path) -> None:
    """A certificate for this machine, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", folder / "tls.key", "-out", folder / "tls.crt"],
        check=True, capture_output=True,
    )  # fmt: skip


def _conf(folder: Path, port: int, ports: Sequence[int]) -> str:
    """The committed configuration, told where things are here."""
    conf = (DEPLOY / "nginx" / "holdline.conf").read_text("utf-8")
    for old, new in (
        ("".join(UPSTREAM.format(port=one) for one in (8501, 8502)),
         "".join(UPSTREAM.format(port=one) for one in ports)),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("<dash.example.org>", "127.0.0.1"),
        ("</etc/holdline/tls.crt>", str(folder / "tls.crt")),
        ("</etc/holdline/tls.key>", str(folder / "tls.key")),
    ):  # fmt: skip
        if old not in conf:
            raise ValueError(f"deploy/nginx/holdline.conf no longer says {old!r}")
        conf = conf.replace(old, new)
    return conf


def _as_postgres(command: Sequence[str | Path]) -> None:
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *command], check=True, stdout=subprocess.DEVNULL)


def _until(file: Path) -> None:
    end = time.monotonic() + 20
    while not file.exists():
        if time.monotonic() > end:
            raise RuntimeError(f"nginx did not start: {file}")
        time.sleep(0.05)
