"""Colours as those see them who lack a kind of cones, or print in grey; and never colour alone."""

import tomllib
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from holdline import palette, paths
from holdline.charts.heat import SHADES
from holdline.maps.choropleth import RAMP
from holdline.maps.points import marks
from tests.holdline.drawn import CHARTS
from tests.house.seeing import VISIONS, apart, contrast, grey, least_apart, seen

LIGHT, DARK = "#FFFFFF", "#10161F"
# Side by side about 1 is noticed; for marks that lie apart on a screen ten times that.
EIGHT, FLOWS, STEP = 12.0, 10.0, 7.0
GREY_STEP = 8.0
MARKED = 2.7


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    """Sharma, Wu and Dalal 2005, table 1."""
    assert apart(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)


def test_white_and_grey_look_alike_to_everybody_and_red_and_green_do_not() -> None:
    """The matrices are of use only if they bring together what is confused."""
    for vision in VISIONS:
        assert abs(seen("#808080", vision) - seen("#808080", "all cones")).max() < 0.1
    red, green = "#D00000", "#5E8A00"
    confused = "no middle cones (deuteranopia)"
    assert apart(seen(red, "all cones"), seen(green, "all cones")) > 50
    assert apart(seen(red, confused), seen(green, confused)) < 30


@pytest.mark.parametrize(("one", "other"), [*combinations(palette.CATEGORICAL[:8], 2)])
def test_eight_categories_stay_apart_for_everybody(one: str, other: str) -> None:
    assert least_apart(one, other) >= EIGHT


@pytest.mark.parametrize(
    ("one", "other"),
    [*combinations((palette.OPEN, palette.CAME, palette.WENT, palette.QUIET), 2)],
)
def test_what_stood_came_and_went_stay_apart_for_everybody(one: str, other: str) -> None:
    assert least_apart(one, other) >= FLOWS


@pytest.mark.parametrize("colour", [*palette.CATEGORICAL[:9], palette.OPEN, palette.CAME,
                                    palette.WENT, palette.QUIET])  # fmt: skip
def test_marks_stand_out_on_white_and_on_dark(colour: str) -> None:
    """WCAG 1.4.11 asks for 3 on a ground; on the dark one a little less is borne by the blue."""
    assert contrast(colour, LIGHT) >= 3
    assert contrast(colour, DARK) >= MARKED


@pytest.mark.parametrize("vision", VISIONS)
def test_the_maps_ramp_darkens_in_even_steps_for_everybody(vision: str) -> None:
    lights = [float(seen(colour, vision)[0]) for colour in RAMP]

    assert lights == sorted(lights, reverse=True)
    for one, other in pairwise(RAMP):
        assert apart(seen(one, vision), seen(other, vision)) >= STEP


def test_the_maps_ramp_darkens_in_grey_print() -> None:
    assert all(grey(one) - grey(other) >= GREY_STEP for one, other in pairwise(RAMP))


def test_a_field_of_squares_is_one_colour_let_through_more_and_more() -> None:
    """So that it darkens whatever it is seen or printed with."""
    shades = [shade.rsplit(",", 1) for _, shade in SHADES]

    assert len({colour for colour, _ in shades}) == 1
    assert [float(one.strip(" )")) for _, one in shades] == sorted(
        float(one.strip(" )")) for _, one in shades
    )


def test_the_frameworks_own_charts_have_the_same_categories() -> None:
    told = tomllib.loads((paths.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert told["theme"]["chartCategoricalColors"] == list(palette.CATEGORICAL)


def test_kinds_on_a_map_have_shapes_of_their_own() -> None:
    told = marks([f"kind {number}" for number in range(6)])

    assert len({one["shape"] for one in told.values()}) == len(told)


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_on_a_chart_is_told_by_colour_alone(name: str) -> None:
    """Marks of different colours differ in dash, hatching, shape, direction or words too."""
    marked = list(_marks(CHARTS[name]()))
    alone = [
        (one, other)
        for one, other in combinations(marked, 2)
        if one[0] != other[0] and one[1] == other[1]
    ]

    assert marked
    assert alone == []


def test_every_chart_of_the_app_is_looked_at() -> None:
    """To put it right: add the chart to tests/holdline/drawn.py."""
    modules = {file.stem for file in (paths.ROOT / "holdline" / "charts").glob("*.py")}

    assert modules - {"__init__", "theme", "marked"} <= {*CHARTS}


def _marks(figure: dict[str, Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Colour and whatever else tells each mark of a chart."""
    for trace in figure["data"]:
        kind, marker = trace.get("type", "scatter"), trace.get("marker", {})
        axes = (trace.get("xaxis"), trace.get("yaxis"))
        if kind == "sankey":
            node = trace["node"]
            yield from (
                (one, ("node", said))
                for one, said in zip(node["color"], node["label"], strict=True)
            )
        elif kind == "waterfall":
            yield from ((trace[one]["marker"]["color"], (one, "text" in trace))
                        for one in ("increasing", "decreasing", "totals"))  # fmt: skip
        elif kind == "bar":
            yield from _bars(trace, marker, axes)
        elif trace.get("line", {}).get("width") == 0:
            continue  # the edge of a band, which goes with its line
        elif "lines" in trace.get("mode", "lines"):
            line, said = trace.get("line", {}), tuple(trace.get("text", ()))
            filled = (trace.get("fillpattern") or {}).get("shape")
            yield (
                line.get("color"),
                ("line", line.get("dash"), filled, axes, said, line.get("width")),
            )
        else:
            yield from _points(marker)


def _bars(
    trace: dict[str, Any], marker: dict[str, Any], axes: tuple[Any, ...]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    hatch = (marker.get("pattern") or {}).get("shape", "")
    named = trace["y"] if trace.get("orientation") == "h" else trace["x"]
    if isinstance(marker["color"], list):
        yield from ((one, ("bar", said, "text" in trace))
                    for one, said in zip(marker["color"], named, strict=True))  # fmt: skip
    else:
        yield marker["color"], ("bar", hatch, axes)


def _points(marker: dict[str, Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    colours, symbols = marker.get("color"), marker.get("symbol", "circle")
    if isinstance(colours, list) and not isinstance(colours[0], str):
        yield "shades of one colour", ("shade",)
        return
    several = colours if isinstance(colours, list) else [colours]
    named = symbols if isinstance(symbols, list) else [symbols] * len(several)
    yield from ((one, ("point", symbol)) for one, symbol in zip(several, named, strict=True))
