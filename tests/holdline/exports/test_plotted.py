"""Charts as pictures: the marks of the page, a title, and never without the source."""

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread

from holdline.charts.flow import flow
from holdline.charts.heat import heat
from holdline.charts.ranking import ranking
from holdline.charts.stacked import stacked
from holdline.charts.upset import upset
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
    with pytest.raises(ChartNotDrawn, match="pie"):
        picture({"data": [{"type": "pie"}], "layout": {}}, **SAID, kind="png")


def _drawn(figure: dict[str, Any], looked: Callable[[Any], None]) -> None:
    """Look at matplotlib's own figure before it becomes bytes."""
    whole = Figure.savefig

    def saved(canvas: Any, *told: Any, **more: Any) -> None:
        looked(canvas)
        whole(canvas, *told, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", saved)
        picture(figure, **SAID, kind="svg")


def test_stacked_parts_stand_end_to_end() -> None:
    """Each on those before it: overlaid they would hide one another and give wrong sums."""
    parts = stacked(
        labels=["A", "B"], parts=["x", "y"], lengths=[[10, 20], [30, 5]],
        written=[["", ""]] * 2, keys=[["", ""]] * 2, height=160,
    )  # fmt: skip

    def looked(canvas: Any) -> None:
        bars = [(bar.get_x(), bar.get_width()) for bar in canvas.axes[0].patches]
        assert bars == [(0, 10), (0, 20), (10, 30), (20, 5)]
        assert [one.get_text() for one in canvas.legends[0].get_texts()] == ["x", "y"]

    _drawn(parts, looked)


def test_the_columns_and_dots_of_combinations_stand_in_line() -> None:
    sets = upset(sets=[["1"], ["1", "2"], ["2"]], counts=[9, 5, 2], keys=["a", "b", "c"],
                 said=["", "", ""], names={"1": "Illness", "2": "School"}, height=300)  # fmt: skip

    def looked(canvas: Any) -> None:
        above, below = canvas.axes
        assert above.get_xlim() == below.get_xlim()
        assert above.get_position().x0 == below.get_position().x0

    _drawn(sets, looked)


def test_a_field_of_squares_is_drawn_and_leaves_the_untold_blank() -> None:
    field = heat(across=["a", "b"], down=["A", "A"], shares=[0.5, None], keys=["", ""],
                 said=["", ""], names=("", ""), size=20, height=160)  # fmt: skip

    def looked(canvas: Any) -> None:
        assert len(canvas.axes[0].collections[0].get_offsets()) == 1

    _drawn(field, looked)


def test_flows_are_as_wide_as_their_households_and_say_how_many() -> None:
    states = ["proposed", "kept"]
    labels = {f"{when}.{one}": f"{when} {one}" for when in ("before", "after") for one in states}
    moved = {("proposed", "kept"): 1200, ("kept", "kept"): 300}
    drawn = flow(states=states, labels=labels, moved=moved, height=220)
    words = _comments(picture(drawn, **SAID, kind="svg"))

    for word in ("1,200", "300", "before proposed", "after kept"):
        assert word in words


def test_the_notes_of_a_chart_and_its_marked_month_stay_with_the_picture() -> None:
    bars = _bars()
    bars["layout"]["meta"] = {"notes": ["① 2021-10 notice"]}
    bars["layout"]["shapes"] = [
        {"type": "line", "xref": "x", "x0": 12, "x1": 12, "y0": 0, "y1": 1, "yref": "paper"}
    ]

    def looked(canvas: Any) -> None:
        assert [12, 12] in [list(one.get_xdata()) for one in canvas.axes[0].lines]

    assert "① 2021-10 notice" in _comments(picture(bars, **SAID, kind="svg"))
    _drawn(bars, looked)
