"""The server in front of the app: its headers, what it closes, and what it refuses to run with."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit as st

from holdline.errors import ServerUnsafe
from holdline.shell import server

COOKIE = (b"set-cookie", b"_streamlit_user=x; HttpOnly; Path=/; SameSite=Lax")


async def answering(scope: Any, receive: Any, send: Callable[..., Any]) -> None:
    """An app that says hello and sets the cookie of sign-in."""
    del scope, receive
    await send({"type": "http.response.start", "status": 200, "headers": [COOKIE]})
    await send({"type": "http.response.body", "body": b"hello"})


def answered(app: Any, scope: Any, receive: Any, send: Callable[..., Any]) -> None:
    """Run *app* to its end, in a thread: one that drives a browser has a loop of its own."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(app(scope, receive, send))).result()


def asked(path: str) -> tuple[int, dict[str, str]]:
    """Status and headers of the answer to *path*."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "path": path, "headers": []}
    answered(server.Headers(answering), scope, receive, send)  # type: ignore[arg-type]
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers


def test_every_answer_carries_the_safety_headers() -> None:
    status, headers = asked("/")

    assert status == 200
    assert {name.lower() for name in server.HEADERS} <= headers.keys()
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "http" not in policy.replace("'self'", "")


@pytest.mark.parametrize("path", server.CLOSED)
def test_what_is_the_machines_own_business_is_closed(path: str) -> None:
    assert asked(path)[0] == 404


def test_cookies_are_for_https_only_where_people_come_by_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Streamlit sets none of it; over plain HTTP on this machine there is nothing to protect."""
    assert "Secure" not in asked("/")[1]["set-cookie"]
    monkeypatch.setattr(server, "get_origin_from_redirect_uri", lambda: "https://dash.example.org")

    assert asked("/")[1]["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("option", server.NEVER_ON)
def test_it_does_not_start_with_a_way_past_sign_in(
    monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    really = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: name == option or really(name))

    with pytest.raises(ServerUnsafe):
        server.warm()


def test_the_first_page_by_its_name_leads_to_the_root() -> None:
    """Streamlit serves the first page at the root only, and names no page at its own address."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "path": "/briefing", "headers": [], "query_string": b"division=37"}
    answered(server.FirstPage(answering), scope, receive, send)  # type: ignore[arg-type]

    assert sent[0]["status"] == 307
    assert dict(sent[0]["headers"])[b"location"] == b"/?division=37"
