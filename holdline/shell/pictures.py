"""Pictures of a page that the server draws when the browser comes for them, and not before.

The three of a bulletin take longer than all the rest of it: its words are there first. A picture is
found by a name that nobody outside this process can tell, as Streamlit's own files are; whoever was
shown the page was told the name.
"""

import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from holdline.exports.blocks import Picture

PLACE: Final = "/picture/"
MOST: Final = 120  # that can be asked for: the latest shown
_KEY: Final = secrets.token_bytes(32)
_shown: OrderedDict[str, Picture] = OrderedDict()
_lock = threading.Lock()
_is_served = threading.Event()


def serve() -> None:
    """From now on pictures are drawn on asking: the server has `route()`."""
    _is_served.set()


def route() -> Route:
    """What answers the browser."""
    return Route(f"{PLACE}{{name}}", _answered)


def source(picture: Picture, *of: Hashable) -> str | bytes:
    """Where the browser finds *picture*; its bytes where only app.py runs, without our server.

    Args:
        picture: drawn once, for all who are shown the same.
        of: everything that it depends on.
    """
    page = urlsplit(st.context.url or "")
    if not (_is_served.is_set() and page.netloc):
        return picture.png
    name = hmac.new(_KEY, repr(of).encode(), sha256).hexdigest()
    with _lock:
        _shown.setdefault(name, picture)
        _shown.move_to_end(name)
        while len(_shown) > MOST:
            _shown.popitem(last=False)
    return f"{page.scheme}://{page.netloc}{PLACE}{name}"


async def _answered(request: Request) -> Response:
    """The picture of that name; none of a name never told, or told too long ago."""
    with _lock:
        picture = _shown.get(request.path_params["name"])
    if picture is None:
        return Response(status_code=404)
    png = await run_in_threadpool(lambda: picture.png)
    kept = {"Cache-Control": "private, max-age=3600"}
    return Response(png, media_type="image/png", headers=kept)
