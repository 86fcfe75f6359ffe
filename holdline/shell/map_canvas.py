"""The canvas that points, findings and hazards are drawn on: what all three send it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from holdline.access import area
from holdline.exports import mapped
from holdline.maps import ground, points
from holdline.maps.points import Window
from holdline.shell import going, takeaway
from holdline.shell.components import component
from holdline.shell.view import View

HEIGHT, WIDTH = 460, 1200
LAND, LINE, ARROW = "rgba(128, 140, 155, 0.10)", "rgba(110, 122, 138, 0.55)", "#B3541E"
TOOLS = ("closer", "farther", "whole", "box", "lasso", "clear", "many")
Box = Sequence[float | None]
BLURRED_SPAN = 0.06
LEVELS = {2: "cities", 4: "counties", 6: "townships"}


def draw(
    view: View, *, key: str, box: Box, alt: str, note: str, said: tuple[str, str], **parts: Any
) -> Any:
    """Show the canvas; what was just opened or drawn on it.

    Args:
        view: of the page.
        key: of the component; another key is another map with a window of its own.
        box: what the first window holds, to which "whole map" returns; as `first_window` takes it.
        alt: what a screen reader says it is.
        note: shown in its corner.
        said: of a picture of it, its title and where its lines are from.
        parts: level, step, features, kinds, classes, area, arrows, patches.
    """
    plain = {"level": "point", "step": 0, "classes": [], "area": [], "arrows": [], "patches": []}
    data = {
        "name": key,
        "height": HEIGHT,
        "width": WIDTH,
        "window": list(first_window(view, box)),
        "home": list(_home(view, box)),
        "outlines": outlines(view),
        "codes": _own(view),
        "land": LAND,
        "line": LINE,
        "arrow": ARROW,
        "blur": points.BLUR if view.scope.is_masked else 0,
        "words": {name: view.say(f"tools.{name}", n="{n}", kind="{kind}") for name in TOOLS},
        "alt": alt,
        "note": note,
    }
    sent = {**plain, **data, **parts}
    window, _ = seen(key, first_window(view, box))
    picture = partial(_picture, sent, window, tuple(_names(view)))
    takeaway.add_picture(said[0], picture, more=f"{note} {said[1]}")
    return component("points")(
        key=key,
        data=sent,
        on_view_change=lambda: None,
        on_opened_change=lambda: None,
        on_drawn_change=lambda: None,
    )


def _picture(sent: Mapping[str, Any], window: Window, files: Sequence[str], **said: str) -> bytes:
    """The window as it was when the page ran; in a thread of its own."""
    shapes = ground.rings({name: ground.ADDRESS + name for name in files})
    own = tuple(sent["codes"]) or ("",)
    held = [one for name in files for one in ground.outlines(ground.folder() / name).values()]
    names = [(one.name, one.lon, one.lat) for one in held if one.code.startswith(own)]
    return mapped.households(sent, window, shapes, names, **said)


def seen(key: str, first: Window) -> tuple[Window, int]:
    """The window the reader of map *key* has moved to, and how many pixels wide it is."""
    state = st.session_state.get(key)
    told: Mapping[str, Any] | None = getattr(state, "view", None) if state else None
    if not told or told["name"] != key:
        return first, WIDTH
    window = (told["west"], told["south"], told["east"], told["north"])
    return window, max(int(told["width"]), 200)


def act(view: View, shown: Any) -> None:
    """Open the household clicked, or keep the outline drawn in the address."""
    opened, drawn = getattr(shown, "opened", None), getattr(shown, "drawn", None)
    if opened:
        going.open_page(view, "households", household=opened["home"])
    if drawn is not None:
        corners = [(float(east), float(north)) for east, north in drawn["corners"]]
        going.change(view, area=area.written(corners))
        going.again()


def first_window(view: View, box: Box) -> Window:
    """The division's own ground where its outlines are built, else *box*: a desk's screen of it."""
    return points.start(_home(view, box), WIDTH / HEIGHT)


def _home(view: View, box: Box) -> Window:
    """The same ground with a little room, whatever the screen."""
    code = view.selection.division
    if len(code) > ground.COUNTY:
        outline = ground.village(code)
        own = outline.box if outline else None
    else:
        own = ground.box(_names(view))
    least = BLURRED_SPAN if view.scope.is_masked else points.LEAST_SPAN
    return points.roomy(own or box, least)


def outlines(view: View) -> list[str]:
    """The addresses of the outlines drawn beneath."""
    return [ground.ADDRESS + name for name in _names(view)]


def drawn(view: View) -> list[ground.Outline]:
    """The outlines drawn beneath."""
    return [
        one for name in _names(view) for one in ground.outlines(ground.folder() / name).values()
    ]


def _names(view: View) -> list[str]:
    division = view.selection.division
    name = f"{division[:6]}-{LEVELS.get(len(division), 'villages')}.geojson"
    return [name] if (ground.folder() / name).exists() else []


def _own(view: View) -> list[str]:
    """The outlines to stand out: all of a county's, those of a township, the one of a village."""
    division = view.selection.division
    return [division] if len(division) > ground.COUNTY else []
