"""Charts as pictures: the marks of the page, a title, and never without the source."""

import io
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from matplotlib.image import imread

from holdline.charts.ranking import ranking
from holdline.charts.waterfall import waterfall
from holdline.errors import ChartNotDrawn
from holdline.exports.plotted import picture

SAID = {"title": "Risks", "source": "Snapshot 20221231-abcd"}


def _bars() -> dict[str, Any]:
    return ranking(
        keys=["a", "b"], labels=["Illness", "School"], lengths=[30, 20],
        written=["30 households", "20 households"], chosen="", height=220,
    )  # fmt: skip


def _comments(svg: bytes) -> str:
    """The words of the picture; matplotlib writes each as a comment beside its outlines."""
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314
    tree = ET.fromstring(svg, parser)  # noqa: S314  our own bytes
    return " ".join(str(one.text) for one in tree.iter(ET.Comment))


def test_the_picture_says_what_it_shows_and_where_from() -> None:
    words = _comments(picture(_bars(), **SAID, kind="svg"))
    for word in ("Risks", "Snapshot 20221231-abcd", "Illness", "20 households"):
        assert word in words


def test_equal_charts_give_equal_bytes() -> None:
    for kind in ("png", "svg"):
        assert picture(_bars(), **SAID, kind=kind) == picture(_bars(), **SAID, kind=kind)


def test_a_png_has_marks_in_the_colour_of_the_chart() -> None:
    pixels = imread(io.BytesIO(picture(_bars(), **SAID, kind="png")))
    is_blue = (pixels[..., 2] > 0.7) & (pixels[..., 0] < 0.3)
    assert is_blue.mean() > 0.1


def test_a_waterfall_ends_at_its_sum() -> None:
    steps = waterfall(labels=["in", "out", "left"], amounts=[5.0, -2.0], written=["5", "-2"],
                      total="3", height=200)  # fmt: skip
    assert "-2" in _comments(picture(steps, **SAID, kind="svg"))


def test_marks_it_does_not_know_are_refused() -> None:
    with pytest.raises(ChartNotDrawn, match="sankey"):
        picture({"data": [{"type": "sankey"}], "layout": {}}, **SAID, kind="png")
