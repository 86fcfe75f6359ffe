"""Draw a chart of a page as PNG or SVG without a browser: the same marks, and its source below.

Takes the light figures of holdline.charts as they are: lines, marks, columns, steps and flows; what
it does not know it says so, and draws nothing. Maps: holdline.exports.mapped.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from holdline import palette
from holdline.errors import ChartNotDrawn
from holdline.exports import drawing, plotted_flow, plotted_marks

KNOWN = frozenset({"scatter", "bar", "waterfall", "sankey"})
LOWEST = 2.4
LEGEND, NOTE = 0.28, 0.17  # inches for the names above, and for each line of notes below
LONG = 70  # letters of all words along an axis above which they stand aslant


def picture(figure: Mapping[str, Any], *, title: str, source: str, kind: str) -> bytes:
    """The chart as a picture: its title above, its notes and its source line below.

    Args:
        figure: data and layout, as holdline.charts makes them; layout.meta.notes are lines that
            belong to the chart and stand beside it on the page.
        title: what it shows.
        source: where its figures come from; never empty.
        kind: png or svg.

    Raises:
        ChartNotDrawn: it has marks of a kind this does not draw.
    """
    strange = {trace.get("type", "scatter") for trace in figure["data"]} - KNOWN
    if strange:
        raise ChartNotDrawn(kinds=", ".join(sorted(strange)))
    height = max((figure["layout"].get("height") or 320) / drawing.PIXELS_PER_INCH, LOWEST)
    notes = (figure["layout"].get("meta") or {}).get("notes", ())
    height += LEGEND * bool(figure["layout"].get("showlegend")) + NOTE * len(notes)
    return drawing.framed(
        lambda canvas: _Plot(figure, canvas, height, notes).draw(),
        height=height, title=title, source=source, kind=kind,
    )  # fmt: skip


class _Plot:
    """One figure being drawn: a panel for each pair of axes."""

    def __init__(
        self, figure: Mapping[str, Any], canvas: Any, height: float, notes: Sequence[str]
    ) -> None:
        self.layout, self.traces = figure["layout"], figure["data"]
        self.bottom, self.top = drawing.room(height)
        self.canvas, self.notes = canvas, notes
        inch = 1 / (height + drawing.MARGINS)
        self.noted, self.bottom = self.bottom - 0.3 * inch, self.bottom + NOTE * inch * len(notes)
        self.named = self.top
        self.top -= LEGEND * inch * bool(self.layout.get("showlegend"))
        self.line = NOTE * inch
        self.left = 0.2 if self._is_wordy() else 0.07
        self.panels: dict[tuple[str, str], Any] = {}
        self.categories: dict[str, list[Any]] = {}
        self.dated: set[str] = set()

    def draw(self) -> None:
        """Every trace on its panel, then the axes' words."""
        before: dict[tuple[str, str], Sequence[float]] = {}
        is_piled = self.layout.get("barmode") in {"stack", "relative"}
        piles: plotted_marks.Piles | None = {} if is_piled else None
        for trace in self.traces:
            if trace.get("type") == "sankey":
                plotted_flow.draw(self.canvas, trace, self.bottom - 0.02, self.top - 0.02)
                continue
            pair = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
            axes = self._panel(pair)
            x, y = (self._places(name, trace[name[0]]) for name in pair)
            if trace.get("type") in {"bar", "waterfall"}:
                plotted_marks.columns(axes, trace, x, y, piles)
            else:
                before[pair] = plotted_marks.lines(axes, trace, x, y, before.get(pair))
        self._share()
        for pair, axes in self.panels.items():
            self._axis(axes.xaxis, pair[0])
            self._axis(axes.yaxis, pair[1])
            if self._settings(pair[0]).get("anchor", pair[1]) != pair[1]:
                axes.tick_params(labelbottom=False, bottom=False)
        self._words()

    def _words(self) -> None:
        """Shapes, what is written on the chart, the names of its parts, and its notes."""
        for shape in self.layout.get("shapes", ()):
            self._shape(shape)
        for note in self.layout.get("annotations", ()):
            self._annotate(note)
        named = [axes.get_legend_handles_labels() for axes in self.panels.values()]
        held = {
            name: mark for marks, names in named for mark, name in zip(marks, names, strict=True)
        }
        if self.layout.get("showlegend") and held:
            self.canvas.legend(
                held.values(), held.keys(), loc="upper left", bbox_to_anchor=(0.06, self.named),
                fontsize=8, frameon=False, ncols=min(len(held), 6), borderaxespad=0,
            )  # fmt: skip
        for at, note in enumerate(self.notes):
            up = self.noted + self.line * (len(self.notes) - 1 - at)
            self.canvas.text(0.012, up, drawing.plain(note), fontsize=8, va="bottom")

    def _panel(self, pair: tuple[str, str]) -> Any:
        if pair not in self.panels:
            across, up = (self._settings(name).get("domain", [0, 1]) for name in pair)
            left, right = self.left, 0.95
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
        said = [value for trace in self.traces for value in trace.get("y", ())]
        said += [one for name, told in self.layout.items() if name.startswith("yaxis")
                 for one in (told.get("ticktext") or ())]  # fmt: skip
        return any(isinstance(one, str) and one.strip("0123456789,.%-") for one in said)

    def _places(self, name: str, values: Sequence[Any]) -> list[Any]:
        """Where *values* stand on an axis: words get a place each, days become dates."""
        told = self._settings(name)
        if told.get("type") == "date":
            return [date.fromisoformat(str(value)[:10]) for value in values]
        if any(isinstance(value, date) for value in values):
            self.dated.add(name)
        if not any(isinstance(value, str) for value in values):
            return [float("nan") if value is None else value for value in values]
        held = self.categories.setdefault(name, list(told.get("categoryarray", ())))
        held += [value for value in dict.fromkeys(values) if value not in held]
        return [held.index(value) for value in values]

    def _share(self) -> None:
        """Panels that share an axis show the same stretch of it, so that marks stand in line."""
        for side in (0, 1):
            for name in {pair[side] for pair in self.panels}:
                held = [axes for pair, axes in self.panels.items() if pair[side] == name]
                ends = [(axes.get_xlim, axes.get_ylim)[side]() for axes in held]
                if len(held) > 1:
                    shared = (min(low for low, _ in ends), max(high for _, high in ends))
                    for axes in held:
                        (axes.set_xlim, axes.set_ylim)[side](*shared)

    def _axis(self, axis: Any, name: str) -> None:
        told = self._settings(name)
        if name in self.categories:
            words = [drawing.plain(one) for one in self.categories[name]]
            axis.set_ticks(range(len(words)), words)
            is_long = name[0] == "x" and told.get("tickvals") is None
            if is_long and sum(len(word) + 2 for word in words) > LONG:
                axis.set_tick_params(rotation=35)
        if told.get("tickvals") is not None:
            at = self._places(name, told["tickvals"])
            said = told.get("ticktext") or told["tickvals"]
            axis.set_ticks(at, [drawing.plain(one) for one in said])
        elif "%" in str(told.get("tickformat", "")) and told.get("type") != "date":
            axis.set_major_formatter(lambda value, _: f"{value:.0%}")
        elif not (name in self.categories or name in self.dated or told.get("type") == "date"):
            axis.set_major_formatter(lambda value, _: f"{value:,.10g}")
        if told.get("range"):
            axis.axes.set(**{f"{name[0]}lim": told["range"]})
        elif told.get("rangemode") == "tozero":
            axis.set_view_interval(0, axis.get_view_interval()[1], ignore=True)
        if told.get("autorange") == "reversed":
            axis.set_inverted(inverted=True)
        title = (told.get("title") or {}).get("text") if told.get("title") else ""
        axis.set_label_text(drawing.plain(title or ""), fontsize=9)
        axis.set_tick_params(labelsize=9)
        axis.set_visible(told.get("visible", True))
        if told.get("showgrid", name[0] == "y"):
            axis.grid(visible=True, color=palette.QUIET, alpha=0.2)

    def _shape(self, shape: Mapping[str, Any]) -> None:
        """A stretch of the horizontal axis shaded, or one place of it marked, on every panel."""
        line, name = shape.get("line") or {}, shape.get("xref", "x")
        for pair, axes in self.panels.items():
            if pair[0] != name:
                continue
            ends = self._places(name, [shape["x0"], shape["x1"]])
            if shape["type"] == "line":
                dash = plotted_marks.DASHES.get(line.get("dash", ""), "-")
                colour = drawing.shade(line.get("color", palette.QUIET))
                axes.axvline(ends[0], color=colour, linewidth=1, linestyle=dash, zorder=1)
            else:
                axes.axvspan(*ends, color=drawing.shade(shape.get("fillcolor")), linewidth=0,
                             zorder=0)  # fmt: skip

    def _beside(self, name: str) -> tuple[Any, tuple[float, float]]:
        """The panel whose height, or whose place in the picture's, words are told by."""
        if name == "paper" and self.panels:
            return next(iter(self.panels.values())), (self.bottom, self.top)
        for pair, axes in self.panels.items():
            if name == f"{pair[1]} domain":
                return axes, (axes.get_position().y0, axes.get_position().y1)
        return None, (0.0, 0.0)

    def _annotate(self, note: Mapping[str, Any]) -> None:
        panel, beside = self._beside(str(note.get("yref")))
        if panel is None or not note.get("text"):
            return
        low, high = beside
        first, up = panel, low + (high - low) * float(note.get("y", 1))
        if note.get("xref") == "paper":
            across = self.left + (0.95 - self.left) * float(note.get("x", 0))
        else:
            at = self._places(note.get("xref", "x"), [note.get("x", 0)])[0]
            spot = self.canvas.transFigure.inverted()
            across = float(spot.transform(first.transData.transform((at, 0)))[0])
        anchor = {"right": "right", "center": "center"}.get(note.get("xanchor", ""), "left")
        self.canvas.text(
            across, up, drawing.plain(note["text"]), fontsize=9, va="bottom", ha=anchor
        )
