"""What one visit to a page shows, kept so that many claims can be made of it."""

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tools.driving.reader import DESK, PAINTED, PHONE, Frame, Reader
from tools.driving.words import said

CHOICE = {
    "month": "2021-10",
    "type": "MT1_UNSTABLE",
    "risk": "01",
    "tree": "legal",
    "measure": "identified",
}
EXAMINED = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
FILTERS = ("choose_month", "choose_monitor_type", "choose_main_risk")
TIMING = re.compile(r"\d[\d,]* (毫秒|ms)")
WIDTHS = """() => {
  const main = document.querySelector('[data-testid=stMain]')
  return [Math.max(main.scrollWidth, document.documentElement.scrollWidth), innerWidth]
}"""


@dataclass(frozen=True)
class Visit:
    """A page as a reader saw it.

    Attributes:
        path, address: what stood in the bar.
        texts: every word of it, but for how long it took.
        footer: what stands below it.
        filters: what the lists of choices show as chosen, by key.
        charts: bytes of each chart's specification, by its key.
        sent: bytes the server sent.
        width, room: how wide it is on a phone, and how wide the phone is; 0 if not looked at.
        faults: errors of the console and requests to elsewhere.
        barriers: what axe holds against the page by WCAG 2.1 A and AA; empty if not examined.
    """

    path: str
    address: dict[str, str]
    texts: tuple[str, ...]
    footer: str
    filters: dict[str, str]
    charts: dict[str, int]
    sent: int
    width: int
    room: int
    faults: tuple[str, ...]
    barriers: tuple[str, ...] = ()


def visit(
    reader: Reader,
    path: str,
    address: dict[str, str],
    *,
    is_on_a_phone: bool = False,
    is_examined: bool = False,
) -> Visit:
    """Open the page and look at it; on a phone too, and for barriers, if told so."""
    reader.open(path, **address)
    reader.until(lambda: {"division", "month"} <= reader.address().keys(), "no whole address")
    told: dict[str, Any] = {
        "path": reader.path(),
        "address": reader.address(),
        "texts": tuple(TIMING.sub("", text) for text in said(reader)),
        "footer": reader.page.locator(".st-key-footer").inner_text(),
        "filters": shown(reader),
        "charts": _charts(reader.frames),
        "sent": sum(frame.size for frame in reader.frames),
    }
    told["barriers"] = _barriers(reader) if is_examined else ()
    width, room = _on_a_phone(reader) if is_on_a_phone else (0, 0)
    return Visit(**told, width=width, room=room, faults=tuple(reader.faults))


def _barriers(reader: Reader) -> tuple[str, ...]:
    found = Axe().run(reader.page, options=EXAMINED).response["violations"]
    return tuple(
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    )


def shown(reader: Reader) -> dict[str, str]:
    """What the lists of choices show as chosen."""
    found = {}
    for key in FILTERS:
        box = reader.page.locator(f".st-key-{key}")
        typed = box.locator("input").first
        found[key] = (typed.input_value() if typed.count() else "") or box.inner_text().strip()
    return found


def _on_a_phone(reader: Reader) -> tuple[int, int]:
    reader.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    reader.settle()
    reader.page.evaluate(PAINTED)
    width, room = reader.page.evaluate(WIDTHS)
    reader.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return width, room


def _charts(frames: list[Frame]) -> dict[str, int]:
    found = {}
    for frame in frames:
        element: Any = frame.message.delta.new_element if frame.kind == "delta" else None
        if element is not None and element.WhichOneof("type") == "plotly_chart":
            found[element.plotly_chart.id] = len(element.plotly_chart.spec)
    return found
