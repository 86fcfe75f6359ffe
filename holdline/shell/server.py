"""The server around app.py: warm before the first visitor, safe headers, the page's own language.

Run by `python -m holdline serve` or `streamlit run holdline/shell/server.py`; app.py alone runs
too, without the headers.
"""

import base64
import gc
import hashlib
import importlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit
import streamlit as st
from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_origin_from_redirect_uri
from streamlit.runtime.pages_manager import PagesManager

from holdline import paths
from holdline.errors import HoldlineError, ServerUnsafe
from holdline.messages.catalogue import text
from holdline.shell import pictures


def _inline() -> str:
    """The digests of the framework's own inline scripts, the only ones that may run."""
    shell = Path(streamlit.__file__).parent / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", shell.read_text(encoding="utf-8"), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in scripts)
    return " ".join(f"'sha256-{digest.decode()}'" for digest in digests)


ALLOWED = {
    "default-src": "'self'",
    "script-src": f"'self' 'wasm-unsafe-eval' blob: {_inline()}",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "frame-ancestors": "'self'",
}
# Answered as they are: everything but the first page.
FILES = ("/_stcore", "/static", "/media", "/component", "/app/", pictures.PLACE)
# What would make the answer a part of the file, or a packed one.
PARTIAL = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
# What no longer holds once the page is rewritten.
MEASURED = (b"content-length", b"etag", b"last-modified")
REPLACED = {
    '<html lang="en">': '<html lang="zh-CN">',
    "<title>Streamlit</title>": f"<title>{text('zh', 'common.product.title')}</title>",
    "<head>": '<head><script src="/app/static/base.js"></script>',
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{kind} {of}" for kind, of in ALLOWED.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Told to whoever asks, without sign-in: nobody's business but the machine's own.
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
# What Streamlit imports at the first table and the first chart: a quarter of a second.
IMPORTED_BY_FIRST = ("pandas", "plotly.tools")
# What would let somebody in past sign-in; none of it may be on.
NEVER_ON = ("server.enableAgentApi", "server.trustedUserHeaders")


class Headers:
    """Add the safety headers to every answer: nothing is fetched from, or sent to, elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of *app*."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers.

        Cookies are for HTTPS only where people come by it.
        """
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
                if (get_origin_from_redirect_uri() or "").startswith("https:"):
                    message["headers"] = [_sealed(pair) for pair in message["headers"]]
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def _sealed(pair: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = pair
    is_open = name.lower() == b"set-cookie" and b"secure" not in value.lower()
    return (name, value + b"; Secure") if is_open else pair


class FirstPage:
    """Give the empty first page its title and language, and say where the server is."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of *app*."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; rewrite the answer when it is the first page."""
        if scope["type"] != "http" or scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        if scope["path"].strip("/") == _home():
            await _sent_home(scope, send)
            return
        whole = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in PARTIAL]}
        started: list[Message] = []
        body: list[bytes] = []

        async def collected(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            body.append(message.get("body", b""))
            if not message.get("more_body"):
                await send(_rewritten(started[0], page := _first_page(started[0], b"".join(body))))
                await send({"type": "http.response.body", "body": page})

        await self.app(whole, receive, collected)


@lru_cache(maxsize=1)
def _home() -> str:
    """The name of the first page, which Streamlit serves at the root and nowhere else."""
    from holdline.shell import page  # noqa: PLC0415  as in warm()

    return page.discover()[0].name


async def _sent_home(scope: Scope, send: Send) -> None:
    asked = scope["query_string"]
    target = scope.get("root_path", "").encode() + b"/" + (b"?" + asked if asked else b"")
    headers = [(b"location", target), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _first_page(start: Message, body: bytes) -> bytes:
    if not Given(raw=start["headers"]).get("content-type", "").startswith("text/html"):
        return body
    for old, new in REPLACED.items():
        body = body.replace(old.encode(), new.encode(), 1)
    return body


def _rewritten(start: Message, body: bytes) -> Message:
    kept = [pair for pair in start["headers"] if pair[0].lower() not in MEASURED]
    return {**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]}


@asynccontextmanager
async def warmed(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what every page needs, open the snapshot, and freeze what is loaded out of the GC.

    Streamlit collects garbage after each run; with the libraries' 170,000 objects unfrozen that
    is 120 ms of every click.
    """
    warm()
    pictures.serve()
    gc.collect()
    gc.freeze()
    yield {}


def warm() -> None:
    """Import the pages and open the current snapshot; without one there is nothing to open yet."""
    from holdline.shell import page  # noqa: PLC0415  imported here so that start-up can be timed
    from holdline.warehouse import snapshot  # noqa: PLC0415
    from holdline.warehouse.connection import open_snapshot  # noqa: PLC0415

    if switched := [name for name in NEVER_ON if st.get_option(name)]:
        raise ServerUnsafe(options=", ".join(switched))
    for name in IMPORTED_BY_FIRST:
        importlib.import_module(name)
    PagesManager.uses_pages_directory = False  # no page may ever run without app.py
    page.discover()
    try:
        open_snapshot(snapshot.current())
    except HoldlineError:
        return


app = st.App(
    str(paths.ROOT / "app.py"),
    lifespan=warmed,
    routes=[pictures.route()],
    middleware=[Middleware(Headers), Middleware(FirstPage)],
)
