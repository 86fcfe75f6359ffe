"""One of each chart of the app, with as many parts as pages give it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import polars as pl

from holdline.charts.curve import curve
from holdline.charts.flow import flow
from holdline.charts.forest import Ratio, forest
from holdline.charts.gantt import gantt
from holdline.charts.heat import heat
from holdline.charts.multiples import Panel, multiples
from holdline.charts.ranking import ranking
from holdline.charts.stacked import stacked
from holdline.charts.strip import strip
from holdline.charts.survival import Curve, incidence, survival
from holdline.charts.trend import trend
from holdline.charts.upset import upset
from holdline.charts.waterfall import waterfall
from holdline.queries.runner import Result

SIX = [f"part {number}" for number in range(6)]
STATES = ("proposed", "pending", "retained", "kept")
MONTHS = [date(2021, month, 1) for month in range(1, 13)]


def _curves(number: int) -> list[Curve]:
    return [
        Curve(name, [0, 6], [1.0, 0.5], ["", ""], ["", ""], [1.0, 0.4], [1.0, 0.6])
        for name in SIX[:number]
    ]


def _trend() -> dict[str, Any]:
    rows = pl.DataFrame({"month": MONTHS, "a": [9] * 12, "b": [2] * 12, "c": [1] * 12})
    told = Result(rows=rows, name="", inputs={}, columns=())
    return trend(told, names=[str(one) for one in MONTHS], stock="a", came="b", went="c",
                 labels={"a": "open", "b": "new", "c": "closed"}, height=200)  # fmt: skip


def _flow() -> dict[str, Any]:
    labels = {f"{when}.{one}": one for when in ("before", "after") for one in STATES}
    moved = {(one, other): 5 for one in STATES for other in STATES}
    return flow(states=STATES, labels=labels, moved=moved, height=200)


CHARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "curve": lambda: curve(values=[1, 2], counts=[3, 4], now=2, baseline=1, written=["", ""],
                           names=("now", "pack"), height=200),
    "flow": _flow,
    "forest": lambda: forest(
        [("risk", [Ratio("a", 1, None, None, "", ""), Ratio("b", 2, 1.5, 3, "", ""),
                   Ratio("c", 0.5, 0.3, 0.8, "", ""), Ratio("d", 1.1, 0.8, 1.4, "", "")])],
        names=("slower", "faster"), row=20),
    "gantt": lambda: gantt(steps=["a", "b"], starts=[date(2021, 1, 1), date(2021, 3, 1)],
                           ends=[date(2021, 2, 1), None], wrong=[False, True], said=["", ""],
                           height=200),
    "heat": lambda: heat(across=[1, 2], down=["a", "a"], shares=[0.1, 0.9], keys=["", ""],
                         said=["", ""], names=("", ""), size=10, height=200),
    "incidence": lambda: incidence(_curves(3), year="", across="", height=200),
    "multiples": lambda: multiples([Panel(one, [1, 2], ["", ""], one) for one in SIX],
                                   columns=["2021-01", "2021-02"], across=3, height=200),
    "ranking": lambda: ranking(keys=SIX, labels=SIX, lengths=[1] * 6, written=SIX, chosen=SIX[1],
                               height=200),
    "stacked": lambda: stacked(labels=["a"], parts=SIX, lengths=[[1]] * 6, written=[[""]] * 6,
                               keys=[[""]] * 6, height=200),
    "strip": lambda: strip(values=[datetime(2021, 1, day) for day in (1, 2)],  # noqa: DTZ001
                           marked=[True, False], keys=["a", "b"], said=["", ""],
                           names=("alike", "others"), across="", height=200),
    "survival": lambda: survival(_curves(6), year="", across="", height=200),
    "trend": _trend,
    "upset": lambda: upset(sets=[["1", "2"], ["1"]], counts=[3, 2], keys=["", ""], said=["", ""],
                           names={"1": "a", "2": "b"}, height=200),
    "waterfall": lambda: waterfall(labels=["a", "b", "sum"], amounts=[3, -1], written=["3", "-1"],
                                   total="2", height=200),
}  # fmt: skip
