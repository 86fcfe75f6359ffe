"""Draw a chart of a page as PNG or SVG without a browser: the same marks, and its source below.

Takes the light figures of holdline.charts as they are, lines, marks, columns and steps; what it
does not know (flows between columns, maps) it says so, and draws nothing.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from holdline import palette
from holdline.errors import ChartNotDrawn
from holdline.exports import drawing

KNOWN = frozenset({"scatter", "bar", "waterfall"})
DASHES = {"dash": "--", "dot": ":", "dashdot": "-.", "longdash": (0, (8, 3)), "longdashdot": "-."}
MARKS = {"circle": "o", "x": "X", "square": "s", "diamond": "D"}
PIXELS_PER_INCH = 96
WIDTH, LOWEST = 9.0, 2.4
WIDE_FROM = 0x2E80
LINE = 150  # characters of the source line, a Chinese one counted as two
RGBA = re.compile(r"rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)")
BREAK = re.compile(r"<[^>]*>")


def picture(figure: Mapping[str, Any], *, title: str, source: str, kind: str) -> bytes:
    """The chart as a picture: its title above, its source line below.

    Args:
        figure: data and layout, as holdline.charts makes them.
        title: what it shows.
        source: where its figures come from; never empty.
        kind: png or svg.

    Raises:
        ChartNotDrawn: it has marks of a kind this does not draw.
    """
    strange = {trace.get("type", "scatter") for trace in figure["data"]} - KNOWN
    if strange:
        raise ChartNotDrawn(kinds=", ".join(sorted(strange)))
    made = io.BytesIO()
    with drawing.settled() as figures:
        height = max((figure["layout"].get("height") or 320) / PIXELS_PER_INCH, LOWEST)
        canvas = figures(figsize=(WIDTH, height + 0.9))
        _Plot(figure, canvas, height).draw()
        canvas.text(0.012, 0.985, title, ha="left", va="top", fontsize=12, fontweight="bold")
        canvas.text(
            0.012,
            0.012,
            _wrapped(source),
            ha="left",
            va="bottom",
            fontsize=7.5,
            color=palette.QUIET,
        )
        canvas.savefig(made, format=kind, dpi=200, metadata=_metadata(kind))
    return made.getvalue()


def _metadata(kind: str) -> dict[str, None]:
    """So that equal pictures have equal bytes."""
    return {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}


class _Plot:
    """One figure being drawn: a panel for each pair of axes."""

    def __init__(self, figure: Mapping[str, Any], canvas: Any, height: float) -> None:
        self.layout, self.traces = figure["layout"], figure["data"]
        whole = height + 0.9
        # Room for the title above and the source below, in shares of the picture.
        self.bottom, self.top = 0.62 / whole, 1 - 0.42 / whole
        self.canvas = canvas
        self.panels: dict[tuple[str, str], Any] = {}
        self.categories: dict[str, list[Any]] = {}

    def draw(self) -> None:
        """Every trace on its panel, then the axes' words."""
        before: dict[tuple[str, str], Sequence[float]] = {}
        for trace in self.traces:
            pair = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
            self._trace(self._panel(pair), trace, pair, before)
        for pair, axes in self.panels.items():
            self._axis(axes.xaxis, pair[0])
            self._axis(axes.yaxis, pair[1])
            if self._settings(pair[0]).get("anchor", pair[1]) != pair[1]:
                axes.tick_params(labelbottom=False, bottom=False)
        for note in self.layout.get("annotations", ()):
            self._annotate(note)
        if self.layout.get("showlegend") and self.panels:
            first = next(iter(self.panels.values()))
            first.legend(loc="upper right", fontsize=8, frameon=False, ncols=3)

    def _panel(self, pair: tuple[str, str]) -> Any:
        if pair not in self.panels:
            across, up = (self._settings(name).get("domain", [0, 1]) for name in pair)
            left, right = 0.2 if self._is_wordy() else 0.07, 0.95
            low = self.bottom + (self.top - self.bottom) * up[0]
            high = self.bottom + (self.top - self.bottom) * up[1]
            west = left + (right - left) * across[0]
            east = left + (right - left) * across[1]
            self.panels[pair] = self.canvas.add_axes((west, low, east - west, high - low))
            self.panels[pair].spines[["top", "right"]].set_visible(False)
        return self.panels[pair]

    def _settings(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.layout.get(f"{name[0]}axis{name[1:]}", {})
        return found

    def _is_wordy(self) -> bool:
        """Whether words stand on the left, which need room."""
        return any(isinstance(value, str) for trace in self.traces for value in trace.get("y", ()))

    def _places(self, name: str, values: Sequence[Any]) -> list[Any]:
        """Where *values* stand on an axis: words get a place each, days become dates."""
        told = self._settings(name)
        if told.get("type") == "date":
            return [date.fromisoformat(str(value)[:10]) for value in values]
        if not any(isinstance(value, str) for value in values):
            return [float("nan") if value is None else value for value in values]
        held = self.categories.setdefault(name, list(told.get("categoryarray", ())))
        held += [value for value in dict.fromkeys(values) if value not in held]
        return [held.index(value) for value in values]

    def _trace(
        self,
        axes: Any,
        trace: Mapping[str, Any],
        pair: tuple[str, str],
        before: dict[tuple[str, str], Sequence[float]],
    ) -> None:
        x, y = (self._places(name, trace[name[0]]) for name in pair)
        if trace.get("type") in {"bar", "waterfall"}:
            self._columns(axes, trace, x, y)
            return
        line, marker = trace.get("line", {}), trace.get("marker", {})
        colour = _colour(line.get("color") or marker.get("color") or palette.PRIMARY)
        step = "post" if line.get("shape") == "hv" else None
        mode = trace.get("mode", "lines")
        if trace.get("fill") == "tonexty" and pair in before:
            axes.fill_between(x, y, before[pair], step=step, linewidth=0,
                              color=_colour(trace.get("fillcolor")))  # fmt: skip
        elif trace.get("fill") in {"tozeroy", "tonexty"} or trace.get("stackgroup"):
            below = before.get(pair) if trace.get("stackgroup") else None
            y = [low + up for low, up in zip(below, y, strict=True)] if below else y
            axes.fill_between(x, y, below or 0, step=step, alpha=0.35, color=colour, linewidth=0)
        if "lines" in mode and line.get("width", 2):
            look = {
                "drawstyle": "steps-post" if step else "default",
                "label": trace.get("name", "_"),
            }
            look["linestyle"] = DASHES.get(line.get("dash", ""), "-")
            axes.plot(x, y, color=colour, linewidth=line.get("width", 2) * 0.75, **look)
        if "markers" in mode:
            _scatter(axes, x, y, marker, colour)
        before[pair] = y

    def _columns(self, axes: Any, trace: Mapping[str, Any], x: list[Any], y: list[Any]) -> None:
        colours = trace.get("marker", {}).get("color", palette.PRIMARY)
        shades = (
            [_colour(one) for one in colours] if isinstance(colours, list) else _colour(colours)
        )
        hatch = "///" if trace.get("marker", {}).get("pattern") else None
        look = {"color": shades, "hatch": hatch, "edgecolor": "white", "linewidth": 0.4}
        base: Any = trace.get("base", 0)
        if trace.get("type") == "waterfall":
            base, y, look["color"] = _falling(trace, y)
        if trace.get("orientation") == "h":
            drawn = axes.barh(y, x, height=0.7, left=base, **look)
        else:
            drawn = axes.bar(x, y, width=0.7, bottom=base, **look)
        if trace.get("text") and trace.get("textposition") != "none":
            axes.bar_label(drawn, [_plain(one) for one in trace["text"]], padding=3, fontsize=9)
        axes.margins(x=0.12 if trace.get("orientation") == "h" else 0.02)

    def _axis(self, axis: Any, name: str) -> None:
        told = self._settings(name)
        if name in self.categories:
            words = self.categories[name]
            axis.set_ticks(range(len(words)), [_plain(one) for one in words])
        if told.get("tickvals") is not None:
            at = self._places(name, told["tickvals"])
            axis.set_ticks(at, [_plain(one) for one in told.get("ticktext") or told["tickvals"]])
        elif "%" in str(told.get("tickformat", "")) and told.get("type") != "date":
            axis.set_major_formatter(lambda value, _: f"{value:.0%}")
        elif name not in self.categories and told.get("type") != "date":
            axis.set_major_formatter(lambda value, _: f"{value:,.10g}")
        if told.get("range"):
            axis.axes.set(**{f"{name[0]}lim": told["range"]})
        elif told.get("rangemode") == "tozero":
            axis.set_view_interval(0, axis.get_view_interval()[1], ignore=True)
        if told.get("autorange") == "reversed":
            axis.set_inverted(inverted=True)
        title = (told.get("title") or {}).get("text") if told.get("title") else ""
        axis.set_label_text(_plain(title or ""), fontsize=9)
        axis.set_tick_params(labelsize=9)
        axis.set_visible(told.get("visible", True))
        if told.get("showgrid", name[0] == "y"):
            axis.grid(visible=True, color=palette.QUIET, alpha=0.2)

    def _annotate(self, note: Mapping[str, Any]) -> None:
        up = self.bottom + (self.top - self.bottom) * float(note.get("y", 1))
        if note.get("yref") == "paper" and note.get("text"):
            across = 0.07 + 0.88 * float(note.get("x", 0)) if note.get("xref") == "paper" else 0.07
            self.canvas.text(across, up, _plain(note["text"]), fontsize=9, va="bottom")


def _scatter(axes: Any, x: list[Any], y: list[Any], marker: Mapping[str, Any], colour: Any) -> None:
    sizes = marker.get("size", 6)
    area = [one**2 * 0.5 for one in sizes] if isinstance(sizes, list) else sizes**2 * 0.5
    held = marker.get("color")
    symbols = marker.get("symbol", "circle")
    if isinstance(held, list) and held and isinstance(held[0], int | float):
        from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415

        stops = [(at, shade) for at, shade in marker.get("colorscale", [[0, "#fff"], [1, "#000"]])]
        look: dict[str, Any] = {
            "c": held, "cmap": LinearSegmentedColormap.from_list("scale", stops),
            "vmin": marker.get("cmin"), "vmax": marker.get("cmax"),
        }  # fmt: skip
    else:
        look = {
            "c": [_colour(one) for one in held] if isinstance(held, list) else [colour] * len(x)
        }
    if not isinstance(symbols, list):
        axes.scatter(x, y, s=area, marker=MARKS.get(symbols, "o"), linewidths=0, zorder=3, **look)
        return
    for at, symbol in enumerate(symbols):
        axes.scatter([x[at]], [y[at]], s=area, marker=MARKS.get(symbol, "o"), c=[look["c"][at]],
                     linewidths=0, zorder=3)  # fmt: skip


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


def _colour(told: Any) -> Any:
    found = RGBA.fullmatch(str(told))
    if not found:
        return told
    red, green, blue, alpha = found.groups()
    return (float(red) / 255, float(green) / 255, float(blue) / 255, float(alpha or 1))


def _wrapped(source: str) -> str:
    """The source on as many lines as it needs."""
    lines, wide = [""], 0
    for char in source:
        wide += 2 if ord(char) > WIDE_FROM else 1
        if wide > LINE:
            lines.append("")
            wide = 0
        lines[-1] += char
    return "\n".join(lines)


def _plain(said: Any) -> str:
    return BREAK.sub(" ", str(said)).strip()
