"""Run one page with nobody looking, as one person at one address, and keep what it drew.

A page alone knows its tables. So a file of a pack is taken from the page itself, run as a
reader of that role would see it: what they differ in can only be the batch number.
"""

import importlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields

from streamlit.testing.v1 import AppTest

from holdline.access.identity import Person
from holdline.errors import HoldlineError, PackFilterUnused, PackPageFailed, PackPartUnknown
from holdline.messages.catalogue import text
from holdline.queries.runner import Result
from holdline.reference import codes
from holdline.shell import arriving, page, selection, takeaway
from holdline.shell.page import Found
from holdline.shell.selection import OWN, Selection
from holdline.shell.takeaway import Way
from holdline.shell.view import View

PATIENCE = 600  # seconds
# Parts of an address that every page understands, and the input of queries each becomes.
BOUND = {"type": "monitor_type", "risk": "main_risk"}
DEFAULTS = {"measure": Selection.measure, "page": str(Selection.page)}
VALUES: dict[str, Callable[[], Iterable[str]]] = {
    "type": lambda: codes.labels("monitor_type"),
    "risk": lambda: codes.labels("risk_type"),
    "measure": lambda: selection.MEASURES,
}
KNOWN = ("type", "risk", "measure", "words", "household", "area", "page", "x-…")
# Streamlit warns that no browser is there, which is what is meant here.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True


@dataclass(frozen=True)
class _Choice(Selection):
    """A choice that remembers which of the page's own parts were asked for."""

    asked: set[str] = field(default_factory=set, compare=False)

    def extra(self, name: str, default: str = "") -> str:
        self.asked.add(name)
        return super().extra(name, default)


@dataclass(frozen=True)
class _View(View):
    """A view that remembers which inputs of queries were bound to something."""

    bound: set[str] = field(default_factory=set, compare=False)

    def query(self, name: str, **inputs: object) -> Result:
        self.bound.update(part for part, value in inputs.items() if value)
        return super().query(name, **inputs)


@dataclass
class Asked:
    """What is to be run, and what came of it."""

    page: str
    address: Mapping[str, str]
    language: str
    person: Person
    also: tuple[tuple[str, str], ...] = ()
    ways: dict[str, Way] = field(default_factory=dict)
    fault: HoldlineError | None = None


def run(
    name: str, address: Mapping[str, str], language: str, person: Person,
    also: tuple[tuple[str, str], ...] = (),
) -> dict[str, Way]:  # fmt: skip
    """All that page *name* draws for *person* at *address*, as `takeaway.ways` gives it.

    *also* stands in each certificate.

    Raises:
        PackPartUnknown: there is no such page, or the address holds what no page understands.
        PackFilterUnused: the page was asked to filter by what it does not filter by.
        NotPermitted, DivisionForbidden, …: the person may not see it, as on the page itself.
        PackPageFailed: the page could not be drawn.
    """
    asked = Asked(name, address, language, person, also)
    app = AppTest.from_function(_script, default_timeout=PATIENCE, args=(draw, asked))
    app.query_params["lang"] = language
    app.run()
    if asked.fault is not None:
        raise asked.fault
    if app.exception:
        raise PackPageFailed(page=name)
    return asked.ways


def _script(drawn: "Callable[[Asked], None]", asked: "Asked") -> None:
    drawn(asked)  # Streamlit runs the source of this function alone


def draw(asked: Asked) -> None:
    """Draw the page within a run of Streamlit; a foreseen fault is kept for whoever asked."""
    try:
        found = _found(asked.page)
        asked.person.must(found.page.needs)
        chosen = _chosen(asked)
        made = arriving.view(asked.page, chosen, asked.language, asked.person)
        view = _View(**{one.name: getattr(made, one.name) for one in fields(View)})
        takeaway.begin()
        module = importlib.import_module(f"pages.{found.heading}.{found.name}")
        page.run(view, lambda: module.render(view))
        _refuse_unused(asked, chosen, view)
        told = "&".join(f"{name}={value}" for name, value in sorted(asked.address.items()))
        here = (text(asked.language, "exports.pack.address"), f"{asked.page}?{told}")
        asked.ways = takeaway.ways(view, (here, *asked.also))
    except HoldlineError as fault:
        asked.fault = fault


def _found(name: str) -> Found:
    pages = {one.name: one for one in page.discover()}
    if name not in pages:
        raise PackPartUnknown(where="page", name=name, known=", ".join(sorted(pages)))
    return pages[name]


def _chosen(asked: Asked) -> _Choice:
    """The choice of the address; a part that means nothing is refused, and not passed over."""
    read = selection.read(asked.address)
    kept = {*selection.written(read), "division", "month", "tree"}
    for name, value in asked.address.items():
        if name not in kept and value != DEFAULTS.get(name):
            known = VALUES.get(name, lambda: KNOWN)()
            raise PackPartUnknown(
                where=asked.page, name=f"{name} = {value}", known=", ".join(known)
            )
    return _Choice(**{one.name: getattr(read, one.name) for one in fields(Selection)})


def _refuse_unused(asked: Asked, chosen: _Choice, view: _View) -> None:
    unused = [
        name for name, part in BOUND.items() if name in asked.address and part not in view.bound
    ]
    unused += [OWN + name for name, _ in chosen.more if name not in chosen.asked]
    if unused:
        raise PackFilterUnused(page=asked.page, filters=", ".join(unused))
