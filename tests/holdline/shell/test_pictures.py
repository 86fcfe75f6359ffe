"""A picture is drawn when the browser comes for it, once, and by a name that nobody guesses."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.applications import Starlette

from holdline.exports.blocks import Picture
from holdline.shell import pictures


@pytest.fixture
def drawn() -> list[str]:
    """What was drawn so far."""
    return []


@pytest.fixture
def picture(drawn: list[str]) -> Picture:
    """One that tells when it is drawn."""

    def draw() -> bytes:
        drawn.append("trend")
        return b"png"

    return Picture("trend", "caption", "alt", draw)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page looked at through our server, which has shown no picture yet."""
    monkeypatch.setattr(pictures, "_shown", OrderedDict())
    context = SimpleNamespace(url="https://here.example/bulletin?division=37")
    monkeypatch.setattr(pictures, "st", SimpleNamespace(context=context))
    pictures.serve()
    yield
    pictures._is_served.clear()


def asked(path: str) -> tuple[int, bytes]:
    """Status and body of the server's answer to *path*."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    app = Starlette(routes=[pictures.route()])
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.usefixtures("served")
def test_a_picture_is_drawn_once_and_only_when_it_is_asked_for(
    picture: Picture, drawn: list[str]
) -> None:
    found = str(pictures.source(picture, "37"))
    path = found.removeprefix("https://here.example")

    assert drawn == []
    assert [asked(path), asked(path)] == [(200, b"png")] * 2
    assert drawn == ["trend"]


@pytest.mark.usefixtures("served")
def test_what_depends_on_something_else_has_another_name(picture: Picture) -> None:
    names = [pictures.source(picture, "37"), pictures.source(picture, "3701")]

    assert names[0] != names[1]
    assert names[0] == pictures.source(picture, "37")


@pytest.mark.usefixtures("served")
def test_a_name_never_told_has_no_picture(picture: Picture) -> None:
    pictures.source(picture, "37")

    assert asked(f"{pictures.PLACE}37")[0] == 404


def test_without_our_server_the_page_has_the_picture_itself(picture: Picture) -> None:
    assert pictures.source(picture, "37") == b"png"
