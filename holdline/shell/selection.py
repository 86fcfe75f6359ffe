"""What the reader has chosen, as it stands in the address bar; nothing hidden anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from holdline.access import area
from holdline.messages.dates import month_key, parse_month
from holdline.reference import codes
from holdline.reference.divisions import normalise

MEASURES = ("open", "identified", "eliminated", "new", "closed")
TREES = ("management", "legal")


@dataclass(frozen=True)
class Selection:
    """One reader's choice; equal choices have equal addresses.

    Attributes:
        division: code of the chosen division; empty until the snapshot's home is known.
        month: first day of the chosen month; None until the snapshot's last is known.
        tree: management or legal.
        monitor_type: one type only; empty for all.
        main_risk: one main risk only; empty for all.
        measure: which figure's households a list shows.
        household: number of the household whose card is open; empty when none is.
        words: what is searched for; empty when nothing is.
        area: an outline drawn on the map, as holdline.access.area writes it; every page shows
            only the households in it. Empty when nothing is drawn.
        page: page of a list, from 1.
        snapshot: a pinned snapshot; empty for the current one.
        more: what only one page knows, as sorted (name, value) pairs; another page drops it.
    """

    division: str = ""
    month: date | None = None
    tree: str = "management"
    monitor_type: str = ""
    main_risk: str = ""
    measure: str = "open"
    household: str = ""
    words: str = ""
    area: str = ""
    page: int = 1
    snapshot: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def extra(self, name: str, default: str = "") -> str:
        """A page's own part of the choice."""
        return dict(self.more).get(name, default)

    def with_more(self, **parts: str) -> "Selection":
        """The same choice with some of the page's own parts changed; an empty value removes one."""
        merged = {**dict(self.more), **parts}
        return replace(self, more=tuple(sorted((k, v) for k, v in merged.items() if v)))

    def with_change(self, **changes: Any) -> "Selection":
        """The same choice with some parts changed; a list starts again on its first page."""
        if "page" not in changes:
            changes["page"] = 1
        return replace(self, **changes)


OWN = "x-"
UNTOLD = "UNKNOWN"
NAMES = {
    "division": "division",
    "tree": "tree",
    "monitor_type": "type",
    "main_risk": "risk",
    "measure": "measure",
    "household": "household",
    "words": "words",
    "area": "area",
    "snapshot": "snapshot",
}


def read(address: Mapping[str, str]) -> Selection:
    """The choice an address states; parts it leaves out, or that mean nothing, keep their defaults.

    Raises:
        MonthUnreadable: the month is not written as 2021-10.
    """
    found: dict[str, Any] = {
        part: str(address[name]).strip() for part, name in NAMES.items() if address.get(name)
    }
    if "division" in found:
        found["division"] = normalise(found["division"])
    if found.get("tree") not in TREES:
        found.pop("tree", None)
    if found.get("measure") not in MEASURES:
        found.pop("measure", None)
    for part, kind in (("monitor_type", "monitor_type"), ("main_risk", "risk_type")):
        if found.get(part) not in (*codes.labels(kind), UNTOLD):
            found.pop(part, None)
    if not area.read(found.get("area", "")):
        found.pop("area", None)
    if address.get("month"):
        found["month"] = parse_month(str(address["month"]))
    page = str(address.get("page", ""))
    if page.isascii() and page.isdigit() and int(page) > 0:
        found["page"] = int(page)
    own = sorted(
        (name.removeprefix(OWN), str(value))
        for name, value in address.items()
        if name.startswith(OWN) and value
    )
    return Selection(**found, more=tuple(own))


def written(selection: Selection) -> dict[str, str]:
    """The address of a choice: what differs from the defaults, and always division and month."""
    plain = Selection()
    parts = {
        name: getattr(selection, part)
        for part, name in NAMES.items()
        if getattr(selection, part) != getattr(plain, part)
    }
    if selection.month is not None:
        parts["month"] = month_key(selection.month)
    if selection.page > 1:
        parts["page"] = str(selection.page)
    return parts | {OWN + name: value for name, value in selection.more}
