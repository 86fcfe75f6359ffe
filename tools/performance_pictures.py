"""`python -m tools.performance_pictures`: draw docs/performance/*.png from bench/results.

    size.png   what one change of the what-if costs, index and scan, from 10⁴ to 2.7·10⁷ households
    users.png  what a drill takes, from one reader to fifty, from `python -m bench.soak --keep`

Only what was measured and kept is drawn; a size or number of readers that was not is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from holdline.palette import CATEGORICAL

ROOT = Path(__file__).resolve().parent.parent
RESULTS, PICTURES = ROOT / "bench" / "results", ROOT / "docs" / "performance"
WHAT_IF = re.compile(r"^(\w+)\s+index\s+([\d.,]+); DuckDB scan ([\d.,]+) =", re.MULTILINE)
WALKED = re.compile(r"^(one|\d+) users?\s.*median\s+(\d+) ms\s+p95\s+(\d+) ms", re.MULTILINE)
LOAD = re.compile(r"load at the end ([\d.]+)")
CHANGES = {
    "toggled": "clauses switched",
    "one_slider": "one threshold moved",
    "every_slider": "four moved",
}
WIDE, HIGH, DOTS = 7.2, 4.0, 120
CLICK_MS = 300


def main() -> int:
    """Draw what there is."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, draw in (("size", size), ("users", users)):
        figure, axes = plt.subplots(figsize=(WIDE, HIGH), dpi=DOTS, layout="constrained")
        if draw(axes):
            figure.savefig(PICTURES / f"{name}.png", metadata={"Software": None})
            print(PICTURES / f"{name}.png")
        plt.close(figure)
    return 0


def size(axes: Axes) -> bool:
    """CPU of one change by the number of households, both engines; whether anything is there."""
    seen = sorted(_changes())
    for change, colour in zip(CHANGES, CATEGORICAL, strict=False):
        points = [one for one in seen if one[1] == change]
        counts = [one[0] for one in points]
        axes.plot(counts, [one[2] for one in points], "o-", color=colour, label=CHANGES[change])
        axes.plot(counts, [one[3] for one in points], "s:", color=colour, alpha=0.7)
    axes.plot([], [], "s:", color="grey", label="the same by a scan of DuckDB")
    axes.axhline(CLICK_MS, color="grey", linewidth=0.8)
    axes.set(xscale="log", yscale="log", xlabel="households", ylabel="CPU ms")
    axes.set_title("One change of the rules, counts of every county", fontsize=10)
    axes.legend(fontsize=8)
    return bool(seen)


def users(axes: Axes) -> bool:
    """Median and 95th percentile of a drill by the number of readers; whether anything is there."""
    seen, loads = {}, []
    for file in sorted(RESULTS.glob("soak-province-*.txt")):
        told = file.read_text("utf-8")
        loads += LOAD.findall(told)
        for who, middle, late in WALKED.findall(told):
            seen[1 if who == "one" else int(who)] = (int(middle), int(late))
    counts = sorted(seen)
    for at, name in enumerate(("median", "95 in 100 within")):
        times = [seen[count][at] for count in counts]
        axes.plot(counts, times, "o-", color=CATEGORICAL[at], label=name)
    axes.axhline(CLICK_MS, color="grey", linewidth=0.8)
    axes.set(xlabel="readers drilling at once", ylabel="ms from click to last message", ylim=0)
    most = max(map(float, loads), default=0)
    axes.set_title(f"A drill of the briefing, province (load at most {most:.1f})", fontsize=10)
    axes.legend(fontsize=8)
    return bool(seen)


def _changes() -> Iterator[tuple[int, str, float, float]]:
    """Households, kind of change, CPU ms of the index and of the scan."""
    for file in RESULTS.glob("what_if-*.txt"):
        households = int(file.stem.partition("-")[2])
        for change, index, scan in WHAT_IF.findall(file.read_text("utf-8")):
            yield households, change, _number(index), _number(scan)


def _number(written: str) -> float:
    return float(written.replace(",", ""))


if __name__ == "__main__":
    raise SystemExit(main())
