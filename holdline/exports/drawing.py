"""Draw charts and maps as PNG without a browser, with Chinese text from an installed typeface.

docs/decisions says how the typeface is found, and what happens where there is none.
"""

import io
import re
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely

from holdline import palette

LAYOUT: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("layout.toml").read_text("utf-8")
)
WIDTH = 6.14  # inches: the 156 mm of the text block
INK, GREY = palette.INK, palette.QUIET
PAGE_WIDTH = 9.0  # inches: a picture of a page's chart or map
PIXELS_PER_INCH = 96
HEAD, FOOT, MARGINS = 0.42, 0.62, 0.9  # inches for the title above and the source below
WIDE_FROM = 0x2E80
RGBA = re.compile(r"rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)")
BREAK = re.compile(r"<[^>]*>")
LINE = 150  # characters of the source line, a Chinese one counted as two
_DRAWING = threading.Lock()  # matplotlib keeps its settings for the whole process


@lru_cache(maxsize=1)
def typeface() -> str | None:
    """The first installed face of layout.toml that has Chinese; None when there is none."""
    from matplotlib import font_manager  # noqa: PLC0415  half a second, only when drawing

    held = {one.name for one in font_manager.fontManager.ttflist}
    wanted = LAYOUT["pictures"]["faces"]
    if not held.intersection(wanted):  # the list may be older than the face
        fresh = font_manager.FontManager()
        font_manager.fontManager.ttflist = fresh.ttflist
        held = {one.name for one in fresh.ttflist}
    return next((face for face in wanted if face in held), None)


def bars(
    names: Sequence[str], values: Sequence[float], *, written: Sequence[str], source: str
) -> bytes:
    """Horizontal bars, the first on top, each with its figure as *written*."""

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        at = range(len(names))[::-1]
        axes.barh(at, values, color=palette.PRIMARY, height=0.62)
        axes.set_yticks(at, names, fontsize=10)
        most = max(values, default=0) or 1
        for place, value, said in zip(at, values, written, strict=True):
            axes.text(value + most * 0.01, place, said, va="center", fontsize=9, color=INK)
        axes.set_xlim(0, most * 1.16)
        axes.xaxis.set_visible(False)
        _quiet(axes, "left")

    return _png(draw, 0.9 + 0.27 * len(names), source)


def trend(
    months: Sequence[str],
    stock: Sequence[float],
    flows: Sequence[Sequence[float]],
    *,
    names: Sequence[str],
    source: str,
) -> bytes:
    """A stock as a line above, what came in and went out as bars below, month by month.

    Args:
        months: as written below, in order.
        stock: at the end of each.
        flows: what came in, and what went out; both at or above nought.
        names: of the stock and of the two flows.
        source: the line below the picture.
    """

    def draw(figure: Any) -> None:
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        at = list(range(len(months)))
        above.plot(at, stock, color=palette.OPEN, linewidth=2, marker="o", markersize=3)
        above.set_ylim(0, (max(stock, default=0) or 1) * 1.18)
        for place in {0, len(at) - 1} if at else set():
            above.annotate(
                f"{stock[place]:,.0f}", (place, stock[place]), (0, 6),
                textcoords="offset points", ha="center", fontsize=9,
            )  # fmt: skip
        above.set_title(names[0], loc="left", fontsize=10)
        came, went = flows
        below.bar(at, came, color=palette.CAME, width=0.7, label=names[1])
        below.bar(
            at, [-one for one in went], color=palette.WENT, width=0.7, label=names[2], hatch="////",
            edgecolor="white", linewidth=0,
        )  # fmt: skip
        below.axhline(0, color=GREY, linewidth=0.8)
        below.yaxis.set_major_formatter(lambda value, _: f"{abs(value):,.0f}")
        below.legend(loc="lower left", bbox_to_anchor=(0, 0.98), ncols=2, fontsize=9, frameon=False)
        step = max(1, -(-len(at) // 8))
        shown = at[::-1][::step][::-1]
        below.set_xticks(shown, [months[place] for place in shown], fontsize=9)
        for axes in (above, below):
            _quiet(axes, "left", "bottom")
            axes.grid(axis="y", color=GREY, alpha=0.25)

    return _png(draw, 2.9, source)


def choropleth(
    shapes: Mapping[str, shapely.Geometry],
    values: Mapping[str, float],
    names: Mapping[str, str],
    *,
    title: str,
    source: str,
) -> bytes:
    """Areas shaded from nought to the greatest value, each with its name and figure on it."""

    def draw(figure: Any) -> None:
        from matplotlib import cm, colors, patheffects  # noqa: PLC0415

        axes = figure.subplots()
        scale = colors.Normalize(0, max(values.values(), default=0) or 1)
        ramp = colors.LinearSegmentedColormap.from_list("ramp", ("#F3F7FB", "#7FB2E5"))
        for code, shape in shapes.items():
            filled = ramp(scale(values[code])) if code in values else "#F4F4F4"
            for ring in _rings(shape):
                axes.fill(*ring, facecolor=filled, edgecolor="white", linewidth=0.8)
        crowded = len(values) > 12  # noqa: PLR2004  labels would lie on one another in one size
        for code, value in values.items():
            inside = shapes[code].representative_point()
            said = f"{names[code]}\n{value:,.0f}"
            size = 6.5 if crowded else 8.5
            label = axes.text(inside.x, inside.y, said, ha="center", va="center", fontsize=size)
            label.set_path_effects([patheffects.withStroke(linewidth=2, foreground="white")])
        axes.set_aspect(1 / 0.81)  # degrees of longitude at 36° north
        axes.set_axis_off()
        bar = figure.colorbar(cm.ScalarMappable(scale, ramp), ax=axes, shrink=0.55, pad=0.02)
        bar.set_label(title, fontsize=9)
        bar.ax.tick_params(labelsize=8)
        bar.outline.set_visible(False)

    return _png(draw, 3.6, source)


def _rings(shape: shapely.Geometry) -> list[tuple[Any, Any]]:
    parts = getattr(shape, "geoms", [shape])
    return [part.exterior.xy for part in parts if part.geom_type == "Polygon"]


def _quiet(axes: Any, *kept: str) -> None:
    for side, spine in axes.spines.items():
        spine.set_visible(side in kept)
        spine.set_color(GREY)
    axes.tick_params(color=GREY, labelcolor=INK, labelsize=9)


@contextmanager
def settled() -> Iterator[Any]:
    """Matplotlib's Figure, with our typeface and nobody else drawing; no window, no browser."""
    import matplotlib as mpl  # noqa: PLC0415  half a second, only when drawing
    from matplotlib.figure import Figure  # noqa: PLC0415

    face = typeface()
    settings = {
        "font.family": [*([face] if face else []), "sans-serif"],
        "axes.unicode_minus": False,
        "svg.hashsalt": "holdline",
    }
    with _DRAWING, mpl.rc_context(settings):  # type: ignore[arg-type]  # its own literal type
        yield Figure


def room(height: float) -> tuple[float, float]:
    """Where what is *height* inches high begins and ends between source and title, in shares."""
    whole = height + MARGINS
    return FOOT / whole, 1 - HEAD / whole


def framed(
    draw: Callable[[Any], None], *, height: float, title: str, source: str, kind: str
) -> bytes:
    """A picture of a page: its title above what *draw* puts on it, its source line below.

    Args:
        draw: draws between the shares of `room`, on a figure PAGE_WIDTH wide.
        height: of what is drawn, in inches.
        title: what it shows.
        source: where its figures come from; never empty.
        kind: png or svg.

    Returns:
        The same bytes every time.
    """
    made = io.BytesIO()
    with settled() as figures:
        canvas = figures(figsize=(PAGE_WIDTH, height + MARGINS))
        draw(canvas)
        canvas.text(0.012, 0.985, title, ha="left", va="top", fontsize=12, fontweight="bold")
        canvas.text(
            0.012, 0.012, _wrapped(source), ha="left", va="bottom", fontsize=7.5, color=GREY
        )
        metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        canvas.savefig(made, format=kind, dpi=200, metadata=metadata)
    return made.getvalue()


def shade(told: Any) -> Any:
    """A colour of the page as matplotlib takes it: rgba(…) as shares, all others as they are."""
    found = RGBA.fullmatch(str(told))
    if not found:
        return told
    red, green, blue, alpha = found.groups()
    return (float(red) / 255, float(green) / 255, float(blue) / 255, float(alpha or 1))


def plain(said: Any) -> str:
    """Words of the page without their marks, on one line."""
    return BREAK.sub(" ", str(said)).strip()


def width(said: str) -> int:
    """How wide *said* is in letters, a Chinese one counted as two."""
    return sum(2 if ord(char) > WIDE_FROM else 1 for char in said)


def _wrapped(source: str) -> str:
    """The source on as many lines as it needs."""
    lines, wide = [""], 0
    for char in source:
        wide += width(char)
        if wide > LINE:
            lines.append("")
            wide = 0
        lines[-1] += char
    return "\n".join(lines)


def _png(draw: Callable[[Any], None], height: float, source: str) -> bytes:
    """What *draw* puts on a figure, with the source line below; the same bytes every time."""
    made = io.BytesIO()
    with settled() as figures:
        figure = figures(figsize=(WIDTH, height), layout="constrained")
        draw(figure)
        figure.supxlabel(source, fontsize=8, color=GREY, x=0.01, ha="left")
        dots = LAYOUT["pictures"]["dots_per_inch"]
        figure.savefig(made, format="png", dpi=dots, metadata={"Software": None})
    return made.getvalue()
