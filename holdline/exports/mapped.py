"""Draw a map of a page as PNG or SVG without a browser: what the reader saw, and its source below.

Takes what the browser is sent: areas filled by class (holdline.maps.choropleth) or a window of
households (holdline.shell.map_canvas). Outlines come as rings of degrees, so nothing is fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import asinh, cos, degrees, radians, tan
from typing import Any

import numpy as np

from holdline import palette
from holdline.exports import drawing

Ring = Sequence[Sequence[float]]
Shapes = Mapping[str, Sequence[Ring]]

HALO, EDGE, KEY_EDGE = "#FFFFFF", "#BCC4CC", "#9AA5B1"
LAND, LINE, ROUND = "#F1F3F5", "#A5AEB8", "#B3541E"
MARKS = {
    "circle": "o", "square": "s", "triangle": "^", "down": "v", "diamond": "D", "cross": "P",
    "x": "X", "star": "*", "ring": "$\u25c9$", "bar": "_",
}  # fmt: skip
LEGEND = 0.1  # of the height, for what colours and shapes mean
ACROSS = 140  # letters of the legend on one line, a Chinese one counted as two
LOWEST, HIGHEST = 3.0, 6.2  # inches
CELL = 0.8  # a cell's height, in its width in degrees
NAMED_APART = 0.045


def areas(drawn: Mapping[str, Any], shapes: Shapes, *, title: str, source: str, kind: str) -> bytes:
    """Areas filled by class, with their labels and the legend that goes with them.

    Args:
        drawn: a map as holdline.maps.choropleth makes it.
        shapes: rings by file and code together.
        title: what it shows.
        source: where its figures and outlines come from.
        kind: png or svg.
    """
    west, south, east, north = drawn["frame"]

    def draw(canvas: Any) -> None:
        axes = _axes(canvas, height, (west, _up(south), east, _up(north)), 1.0)
        for area in drawn["areas"]:
            is_zone = area.get("is_zone")
            rings = shapes.get(area["file"] + area["code"], ())
            look = {"linewidth": 1.4 if is_zone else 0.6, "edgecolor": ROUND if is_zone else EDGE}
            _fill(axes, rings, area["fill"], up=_up, **look)
        for label in drawn["labels"]:
            said = "\n".join(label["lines"])
            place = (label["lon"], _up(label["lat"]))
            _text(axes, place, said, ink=label["ink"], halo=label["halo"])
        _outline(axes, drawn["round"], up=_up)
        _legend(canvas, [(one["title"], "s", one["colour"]) for one in drawn["legend"]])

    height = drawn["height"] / drawing.PIXELS_PER_INCH + 0.4
    return drawing.framed(draw, height=height, title=title, source=source, kind=kind)


def households(
    drawn: Mapping[str, Any],
    window: Sequence[float],
    shapes: Shapes,
    names: Sequence[tuple[str, float, float]],
    *,
    title: str,
    source: str,
    kind: str,
) -> bytes:
    """A window of households: single ones, circles or cells, over outlines and what lies on them.

    Args:
        drawn: level, step, features, kinds, classes, area, arrows, patches, as the canvas has them.
        window: west, south, east, north in degrees.
        shapes: rings of the outlines beneath.
        names: what is written on them, and where.
        title: what it shows.
        source: where its figures come from.
        kind: png or svg.
    """
    west, south, east, north = window
    stretch = 1 / cos(radians((south + north) / 2))

    def draw(canvas: Any) -> None:
        axes = _axes(canvas, height, window, stretch)
        for rings in shapes.values():
            _fill(axes, rings, LAND, linewidth=0)
        for patch in drawn["patches"]:
            axes.fill(*_sides(patch["ring"]), color=drawing.shade(patch["colour"]), linewidth=0)
        for rings in shapes.values():
            _fill(axes, rings, "none", linewidth=0.6, edgecolor=LINE)
        _features(axes, drawn)
        for ax, ay, bx, by in drawn["arrows"]:
            look = {"arrowstyle": "->", "color": ROUND, "linewidth": 0.9}
            axes.annotate("", (bx, by), (ax, ay), arrowprops=look)
        _outline(axes, drawn["area"])
        for name, lon, lat in _apart(names, window):
            _text(axes, (lon, lat), name, ink=palette.INK, halo=HALO)
        _legend(canvas, list(_keys(drawn)))

    height = drawing.PAGE_WIDTH * stretch * (north - south) / (east - west) / (1 - LEGEND)
    height = min(max(height, LOWEST), HIGHEST)
    return drawing.framed(draw, height=height, title=title, source=source, kind=kind)


def _up(latitude: float) -> float:
    """Mercator's ordinate in degrees."""
    return degrees(asinh(tan(radians(latitude))))


def _axes(canvas: Any, height: float, box: Sequence[float], stretch: float) -> Any:
    """Axes of degrees without a line, above the legend; *stretch* is of a degree upwards."""
    low, high = drawing.room(height)
    low += LEGEND * (high - low)
    axes = canvas.add_axes((0.012, low, 0.976, high - low))
    axes.set_axis_off()
    axes.set(xlim=(box[0], box[2]), ylim=(box[1], box[3]))
    axes.set_aspect(stretch, adjustable="box")
    return axes


def _fill(axes: Any, rings: Sequence[Ring], colour: str, *, up: Any = None, **look: Any) -> None:
    """One shape of several rings, holes left open."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415  half a second, only when drawing
    from matplotlib.path import Path  # noqa: PLC0415

    paths = [Path(np.column_stack(_sides(ring, up)), closed=True) for ring in rings]
    if paths:
        axes.add_patch(PathPatch(Path.make_compound_path(*paths), facecolor=colour, **look))


def _sides(ring: Ring, up: Any = None) -> tuple[list[float], list[float]]:
    return [point[0] for point in ring], [up(point[1]) if up else point[1] for point in ring]


def _outline(axes: Any, corners: Ring, up: Any = None) -> None:
    """The line drawn by the reader."""
    if corners:
        axes.plot(*_sides([*corners, corners[0]], up), color=ROUND, linewidth=1.2, linestyle="--")


def _text(axes: Any, place: tuple[float, float], said: str, *, ink: str, halo: str) -> None:
    from matplotlib import patheffects  # noqa: PLC0415

    text = axes.text(*place, said, ha="center", va="center", fontsize=7.5, color=ink,
                     clip_on=True, zorder=2)  # fmt: skip
    text.set_path_effects([patheffects.withStroke(linewidth=1.8, foreground=halo)])


def _features(axes: Any, drawn: Mapping[str, Any]) -> None:
    held = drawn["features"]
    if drawn["level"] == "grid":
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        wide, high = drawn["step"], drawn["step"] * CELL
        for at, number in zip(held["id"], held["class"], strict=True):
            across, up = (int(one) for one in at.split(":"))
            corner = ((across - 0.5) * wide, (up - 0.5) * high)
            colour = drawn["classes"][number]["colour"]
            axes.add_patch(Rectangle(corner, wide, high, facecolor=colour, linewidth=0))
        return
    for number, kind in enumerate(drawn["kinds"]):
        for is_many in (False, True):
            rows = [at for at, (one, n) in enumerate(zip(held["kind"], held["n"], strict=True))
                    if one == number and (n > 1) is is_many]  # fmt: skip
            _dots(axes, held, rows, kind, is_many=is_many)


def _dots(axes: Any, held: Mapping[str, Any], rows: list[int], kind: Any, *, is_many: bool) -> None:
    if not rows:
        return
    lon, lat = ([held[axis][at] / 1e6 for at in rows] for axis in ("lon", "lat"))
    mark = "o" if is_many else MARKS[kind["shape"]]
    edge = {} if mark in ("_", "P", "X") else {"edgecolors": HALO}
    size = [90 + 40 * np.log2(held["n"][at]) for at in rows] if is_many else 34
    axes.scatter(lon, lat, s=size, marker=mark, c=kind["colour"], linewidths=0.7, zorder=3, **edge)
    for at, x, y in zip(rows, lon, lat, strict=True) if is_many else ():
        axes.text(x, y, held["n"][at], ha="center", va="center", fontsize=7, color=HALO, zorder=4,
                  clip_on=True)  # fmt: skip


def _apart(
    names: Sequence[tuple[str, float, float]], window: Sequence[float]
) -> Iterator[tuple[str, float, float]]:
    """The names that stand clear of those before them."""
    across, up = window[2] - window[0], window[3] - window[1]
    taken: list[tuple[float, float]] = []
    for name, lon, lat in names:
        x, y = lon / across, lat / up
        if all(abs(x - a) > 2 * NAMED_APART or abs(y - b) > NAMED_APART for a, b in taken):
            taken.append((x, y))
            yield name, lon, lat


def _keys(drawn: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if drawn["level"] == "grid":
        for one in drawn["classes"]:
            yield one["title"], "s", one["colour"]
        return
    for kind in drawn["kinds"]:
        if kind["shown"]:
            yield kind["title"], MARKS[kind["shape"]], kind["colour"]


def _legend(canvas: Any, keys: Sequence[tuple[str, str, str]]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    marks = [
        Line2D([], [], linestyle="", marker=mark, color=colour, markersize=8,
               markeredgecolor=KEY_EDGE if mark == "s" else colour, label=title)
        for title, mark, colour in keys
    ]  # fmt: skip
    wide = max((drawing.width(title) for title, _, _ in keys), default=1) + 4
    place = {"loc": "lower left", "bbox_to_anchor": (0.005, 0.3 / canvas.get_figheight())}
    look = {"fontsize": 8, "frameon": False, "handletextpad": 0.3, "columnspacing": 1.2}
    columns = max(1, min(len(marks), ACROSS // wide))
    canvas.legend(handles=marks, ncols=columns, borderpad=0, **look, **place)
