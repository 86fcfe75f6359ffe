"""A real provider of sign-in on this machine, and the app that trusts it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 30.0
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{cookie}"
client_id = "holdline"
client_secret = "told only to the provider"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid profile", prompt = "login" }}
expose_tokens = ["id"]
"""
ACCESS = """
[claims]
account = "sub"
role = "roles"
divisions = "area"

[roles]
holdline-leader = "leader"
holdline-analyst = "analyst"
holdline-data = "data_team"
holdline-admin = "administrator"
"""


@contextmanager
def provided(people: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """The issuer of an OpenID provider that knows *people*, each by claims, until left.

    Raises:
        RuntimeError: it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    issuer = f"http://127.0.0.1:{port}"
    known = [part for one in people for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--require-nonce", "true", *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
    )
    try:
        _wait(f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=10)


def trusting(
    folder: Path, issuer: str, *, cookie: str, session: str = "", access: str = ACCESS
) -> dict[str, str]:
    """The environment of an app that trusts *issuer*: its secrets and rules are in *folder*."""
    secrets, rules = folder / "secrets.toml", folder / "access.toml"
    secrets.write_text(SECRETS.format(issuer=issuer, cookie=cookie), "utf-8")
    rules.write_text(access + session, "utf-8")
    return {"STREAMLIT_SECRETS_FILES": str(secrets), "HOLDLINE_ACCESS": str(rules)}


def _wait(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urlopen(url, timeout=1).close()  # noqa: S310  our own address
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no provider at {url}")
