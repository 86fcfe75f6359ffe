"""The marks of a chart in a picture: lines, areas, columns, steps and points on one panel."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from holdline import palette
from holdline.exports import drawing

DASHES = {"dash": "--", "dot": ":", "dashdot": "-.", "longdash": (0, (8, 3)), "longdashdot": "-."}
MARKS = {
    "circle": "o", "x": "X", "square": "s", "diamond": "D",
    "triangle-right": ">", "triangle-left": "<",
}  # fmt: skip
OPEN = "-open"
HATCHES = {"/": "///", "\\": "\\\\\\", ".": "..", "x": "xx", "-": "---", "|": "|||", "+": "++"}
# Where the piles of stacked columns have come to: by panel, place and direction.
Piles = MutableMapping[tuple[Any, Any, bool], float]


def columns(
    axes: Any, trace: Mapping[str, Any], x: list[Any], y: list[Any], piles: Piles | None
) -> None:
    """Columns or bars, each on its base or on those before it; or the steps of a waterfall."""
    is_flat = trace.get("orientation") == "h"
    places, sizes = (y, x) if is_flat else (x, y)
    marker = trace.get("marker", {})
    shape = (marker.get("pattern") or {}).get("shape", "")
    look = {
        "color": _each(marker.get("color", palette.PRIMARY)),
        "hatch": HATCHES.get(shape), "edgecolor": "white", "linewidth": 0.4,
        "label": trace.get("name", "_"),
    }  # fmt: skip
    base: Any = trace.get("base", 0)
    if trace.get("type") == "waterfall":
        base, sizes, look["color"] = _falling(trace, sizes)
    elif piles is not None:
        base = _piled(axes, places, sizes, piles)
    if is_flat:
        drawn = axes.barh(places, sizes, height=0.7, left=base, **look)
    else:
        drawn = axes.bar(places, sizes, width=0.7, bottom=base, **look)
    if trace.get("text") and trace.get("textposition") != "none":
        axes.bar_label(drawn, [drawing.plain(one) for one in trace["text"]], padding=3, fontsize=9)
    axes.margins(**{"x" if is_flat else "y": 0.12, "y" if is_flat else "x": 0.02})


def _each(colours: Any) -> Any:
    is_list = isinstance(colours, list)
    return [drawing.shade(one) for one in colours] if is_list else drawing.shade(colours)


def _piled(axes: Any, places: list[Any], sizes: list[Any], piles: Piles) -> list[float]:
    found = []
    for place, size in zip(places, sizes, strict=True):
        key = (id(axes), place, size >= 0)
        found.append(piles.get(key, 0.0))
        piles[key] = found[-1] + size
    return found


def lines(
    axes: Any, trace: Mapping[str, Any], x: list[Any], y: list[Any], before: Sequence[float] | None
) -> list[Any]:
    """A line, an area or points; *before* is the line beneath. Its heights, piled if stacked."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    told = marker.get("color")
    colour = drawing.shade(
        line.get("color") or (told if isinstance(told, str) else "") or palette.PRIMARY
    )
    mode, fill = trace.get("mode", "lines"), trace.get("fill")
    step = "post" if line.get("shape") == "hv" else None
    if fill == "tonexty" and before is not None:
        axes.fill_between(x, y, before, step=step, linewidth=0,
                          color=drawing.shade(trace.get("fillcolor")))  # fmt: skip
    elif fill in {"tozeroy", "tonexty"} or trace.get("stackgroup"):
        is_piled = before is not None and trace.get("stackgroup")
        low: Any = before if is_piled else [0.0] * len(y)
        y = [one + up for one, up in zip(low, y, strict=True)]
        shape = (trace.get("fillpattern") or {}).get("shape", "")
        axes.fill_between(x, y, low, step=step, alpha=0.35, color=colour, linewidth=0,
                          hatch=HATCHES.get(shape), edgecolor="white")  # fmt: skip
    if "lines" in mode and line.get("width", 2):
        axes.plot(
            x, y, color=colour, linewidth=line.get("width", 2) * 0.75,
            drawstyle="steps-post" if step else "default", label=trace.get("name", "_"),
            linestyle=DASHES.get(line.get("dash", ""), "-"),
        )  # fmt: skip
    if "markers" in mode:
        _points(axes, x, y, marker, colour)
        if "lines" not in mode and trace.get("name"):
            axes.plot([], [], "o", color=colour, label=trace["name"])
    for at, said in enumerate(trace.get("text", ()) if "text" in mode else ()):
        axes.annotate(drawing.plain(said), (x[at], y[at]), (0, 3), textcoords="offset points",
                      ha="center", fontsize=8, color=colour, annotation_clip=False)  # fmt: skip
    return y


def _points(axes: Any, x: list[Any], y: list[Any], marker: Mapping[str, Any], colour: Any) -> None:
    sizes = marker.get("size", 6)
    areas = [one**2 * 0.5 for one in (sizes if isinstance(sizes, list) else [sizes] * len(x))]
    held, symbols = marker.get("color"), marker.get("symbol", "circle")
    if isinstance(held, list) and held and isinstance(held[0], int | float):
        _shaded(axes, x, y, marker, areas)
        return
    colours = [drawing.shade(one) for one in held] if isinstance(held, list) else [colour] * len(x)
    named = symbols if isinstance(symbols, list) else [symbols] * len(x)
    for symbol in dict.fromkeys(named):
        at = [number for number, one in enumerate(named) if one == symbol]
        ink = [colours[number] for number in at]
        is_open = symbol.endswith(OPEN)
        axes.scatter(
            [x[number] for number in at], [y[number] for number in at],
            s=[areas[number] for number in at], marker=MARKS.get(symbol.removesuffix(OPEN), "o"),
            facecolors="none" if is_open else ink, edgecolors=ink,
            linewidths=1.2 if is_open else 0, zorder=3,
        )  # fmt: skip


def _shaded(
    axes: Any, x: list[Any], y: list[Any], marker: Mapping[str, Any], areas: list[float]
) -> None:
    """Points darker for more, and the scale beside them."""
    from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415  only when drawing

    scale = marker.get("colorscale", [[0, "#FFFFFF"], [1, palette.INK]])
    ramp = LinearSegmentedColormap.from_list(
        "scale", [(at, drawing.shade(one)) for at, one in scale]
    )
    drawn = axes.scatter(
        x, y, s=areas, c=marker["color"], cmap=ramp, vmin=marker.get("cmin"),
        vmax=marker.get("cmax"), marker=MARKS.get(marker.get("symbol", ""), "o"),
        linewidths=0, zorder=3,
    )  # fmt: skip
    axes.margins(0.08)
    if marker.get("showscale"):
        box = axes.get_position()
        beside = axes.figure.add_axes((box.x1 + 0.008, box.y0, 0.008, box.height))
        bar = axes.figure.colorbar(drawn, cax=beside)
        bar.outline.set_visible(False)
        bar.ax.tick_params(labelsize=7)
        if "%" in str((marker.get("colorbar") or {}).get("tickformat", "")):
            bar.ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")


def _falling(trace: Mapping[str, Any], y: list[Any]) -> tuple[list[float], list[float], list[str]]:
    """Where each step of a waterfall starts, how high it is, and its colour."""
    reached, bases, heights, shades = 0.0, [], [], []
    for value, measure in zip(y, trace.get("measure", ["relative"] * len(y)), strict=True):
        if measure == "relative":
            bases.append(reached)
            heights.append(value or 0)
            reached += value or 0
            shades.append(palette.CAME if value < 0 else palette.WENT)
        else:
            reached = value if measure == "absolute" else reached
            bases.append(0.0)
            heights.append(reached)
            shades.append(palette.OPEN)
    return bases, heights, shades
