"""Maps as pictures: the fills, marks and words of the page, and never without a source."""

import io
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.image import imread

from holdline.exports import mapped

SAID = {"title": "Open households", "source": "Snapshot 20221231-abcd"}
OUTER = [[117.0, 35.0], [118.0, 35.0], [118.0, 36.0], [117.0, 36.0], [117.0, 35.0]]
HOLE = [[117.3, 35.3], [117.3, 35.7], [117.7, 35.7], [117.7, 35.3], [117.3, 35.3]]
FILL = "#0B4587"


def _areas(**more: Any) -> dict[str, Any]:
    label = {"code": "a", "lon": 117.15, "lat": 35.15, "lines": ["North", "7"]}
    return {
        "height": 300,
        "frame": [116.9, 34.9, 118.1, 36.1],
        "areas": [{"code": "a", "file": "f", "fill": FILL, "hover": ["North"], "acts": True}],
        "labels": [{**label, "ink": "#FFFFFF", "halo": "#062D55"}],
        "legend": [{"title": "5 and more (1 areas)", "colour": FILL}],
        "round": [],
    } | more


def _households(level: str, **more: Any) -> dict[str, Any]:
    at = {"lon": [117_500_000, 117_600_000], "lat": [35_500_000, 35_600_000]}
    return {
        "level": level,
        "step": 0.5,
        "features": {"id": ["235:89", "236:89"], **at, "n": [1, 12], "kind": [0, 0],
                     "class": [0, 0]},
        "kinds": [{"title": "Unstable", "colour": "#0B5CAD", "shape": "square", "shown": True}],
        "classes": [{"title": "1 to 9", "colour": "#0B5CAD"}],
        "area": [[117.2, 35.2], [117.8, 35.2], [117.8, 35.8]],
        "arrows": [[117.1, 35.1, 117.2, 35.2]],
        "patches": [{"ring": OUTER, "colour": "rgba(60, 110, 225, 0.36)"}],
    } | more  # fmt: skip


def _comments(svg: bytes) -> str:
    """The words of the picture; matplotlib writes each as a comment beside its outlines."""
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314
    tree = ET.fromstring(svg, parser)  # noqa: S314  our own bytes
    return " ".join(str(one.text) for one in tree.iter(ET.Comment))


def _window(level: str, names: list[tuple[str, float, float]]) -> bytes:
    window = (117.0, 35.0, 118.0, 36.0)
    drawn = _households(level)
    return mapped.households(drawn, window, {"fa": [OUTER]}, names, **SAID, kind="svg")


def test_a_map_says_what_it_shows_in_which_classes_and_where_from() -> None:
    words = _comments(mapped.areas(_areas(), {"fa": [OUTER]}, **SAID, kind="svg"))

    for word in (*SAID.values(), "5 and more (1 areas)"):
        assert word in words


def test_labels_are_written_on_the_areas() -> None:
    """With a halo of their own, so that matplotlib writes no comment: counted by their ink."""

    def white(**more: Any) -> int:
        svg = mapped.areas(_areas(**more), {"fa": [OUTER]}, **SAID, kind="svg")
        return svg.count(b"#062d55")

    assert white() > white(labels=[]) == 0


def test_a_hole_is_left_open() -> None:
    """A county within another province is not painted over."""

    def filled(*rings: list[list[float]]) -> float:
        pixels = imread(io.BytesIO(mapped.areas(_areas(), {"fa": rings}, **SAID, kind="png")))
        is_blue = (np.abs(pixels[..., :3] - np.array([0x0B, 0x45, 0x87]) / 255) < 0.02).all(axis=2)
        return float(is_blue.mean())

    whole, holed = filled(OUTER), filled(OUTER, HOLE)

    assert holed == pytest.approx(whole * (1 - 0.16), rel=0.05)


@pytest.mark.parametrize("level", ["point", "cluster", "grid"])
def test_households_are_drawn_at_every_level_with_their_key(level: str) -> None:
    words = _comments(_window(level, []))

    assert ("1 to 9" if level == "grid" else "Unstable") in words
    assert level == "grid" or "12" in words.split()


def test_a_name_that_would_stand_on_another_gives_way() -> None:
    north, beside = ("North", 117.5, 35.2), ("Beside", 117.5, 35.21)

    assert _window("point", [north, beside]) == _window("point", [north]) != _window("point", [])


def test_equal_maps_give_equal_bytes() -> None:
    for kind in ("png", "svg"):
        one, other = (mapped.areas(_areas(), {"fa": [OUTER]}, **SAID, kind=kind) for _ in range(2))
        assert one == other
