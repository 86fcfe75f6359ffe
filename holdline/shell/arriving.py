"""Who is here and what they ask for: the address becomes a View, or a fault saying what to do."""

from dataclasses import replace

import streamlit as st

from holdline import paths
from holdline.access import area, demonstration
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.errors import DivisionForbidden, DivisionUnknown, MonthUnknown
from holdline.messages.catalogue import languages
from holdline.messages.dates import month_key
from holdline.queries.runner import Result
from holdline.shell.cache import result
from holdline.shell.selection import TREES, Selection, read, written
from holdline.shell.view import View, one
from holdline.warehouse import manifest, reach
from holdline.warehouse import snapshot as snapshots

LANGUAGE = "language"
LAST = "last_address"
TOWNSHIP = 9  # digits of its code
# Headings of pages that count households where they stand; policy, reports and data do not, but
# for the simulator, which asks and decides nothing.
FOLLOWING = ("monitor", "modules", "quality", "analysis")
ALSO_FOLLOWING = "what_if"
# The page that brings the first files, and so opens before there is anything to show.
BRINGING, LOOKING = "imports", "health"


def language() -> str:
    """The reader's language: of the address, of this session, or of the browser."""
    for told in (st.query_params.get("lang"), st.session_state.get(LANGUAGE)):
        if told in languages():
            st.session_state[LANGUAGE] = told
            return str(told)
    return "en" if str(st.context.locale or "zh").lower().startswith("en") else "zh"


def selection() -> Selection:
    """The choice of the address; one that says nothing takes up where this session left off."""
    address = dict(st.query_params)
    told = {name: value for name, value in address.items() if name != "lang"}
    return read(told or st.session_state.get(LAST, {}))


def view(page: str, told: Selection, spoken: str, person: Person) -> View:
    """The View of *page* for the choice *told*, completed by the snapshot's home and last month.

    Before the first snapshot, the page that brings files in has a View without data; the page that
    looks after the machine always has, as it must open when the data do not.

    Raises:
        SnapshotMissing, SnapshotUnknown, SnapshotUnreadable: there is nothing to show.
        DemonstrationNeedsSample: nobody has signed in, and the households are real.
        DivisionUnknown, DivisionForbidden, MonthUnknown: the address asks for what is not there.
    """
    if page == LOOKING or (page == BRINGING and not snapshots.pointed()):
        return nowhere(page, spoken, person, told)
    newest = snapshots.current()
    shown = snapshots.named(told.snapshot) if told.snapshot else newest
    if person.is_demonstration:
        demonstration.check_sample(shown.id, is_sample=shown.manifest.is_sample)
    scope = reach.scope_of(person, shown)
    ask = _Asking(shown.id, scope)
    period = one(ask("shared/period"))
    month = told.month or period["last_month"]
    if not period["first_month"] <= month <= period["last_month"]:
        first, last = month_key(period["first_month"]), month_key(period["last_month"])
        raise MonthUnknown(month=month_key(month), first=first, last=last)
    division = told.division or _home(ask, scope, told.tree)
    if not scope.shows_rows:  # whose copy of the data ends at the township
        division = division[:TOWNSHIP]
    division = _in_tree(ask, told.tree, division)
    if not scope.covers(division):
        raise DivisionForbidden(division=division)
    completed = told.with_change(division=division, month=month, page=told.page)
    kept = completed.with_change(household="", words="", measure="open", more=())
    st.session_state[LAST] = written(kept)
    seen = replace(scope, area=area.read(completed.area)) if follows_area(page) else scope
    return View(page, spoken, completed, shown.manifest, seen, newest.id, person)


def nowhere(page: str, spoken: str, person: Person, told: Selection | None = None) -> View:
    """A View without data: before the first snapshot, and where the page asked for is refused."""
    return View(page, spoken, told or Selection(), manifest.NONE, Scope(), "", person)


def follows_area(page: str) -> bool:
    """Whether *page* shows a drawn area alone: decisions, files and accounts are of divisions."""
    is_headed = any((paths.PAGES / heading / f"{page}.py").exists() for heading in FOLLOWING)
    return is_headed or page == ALSO_FOLLOWING


class _Asking:
    """Queries of one snapshot and scope."""

    def __init__(self, snapshot: str, scope: Scope) -> None:
        self._snapshot, self._scope = snapshot, scope

    def __call__(self, name: str, **inputs: object) -> Result:
        return result(self._snapshot, self._scope, name, tuple(sorted(inputs.items())))


def _in_tree(ask: _Asking, tree: str, division: str) -> str:
    """*division*, or the nearest above it that stands in *tree*: a zone has no place in the legal.

    Raises:
        DivisionUnknown: it stands in neither tree.
    """
    for other in (tree, *TREES):
        above = ask("shared/ancestors", view=other, division=division).rows["division_code"]
        for code in reversed(above.to_list()):
            if not ask("shared/ancestors", view=tree, division=code).rows.is_empty():
                return str(code)
    raise DivisionUnknown(division=division)


def _home(ask: _Asking, scope: Scope, tree: str) -> str:
    found = ask("shared/home", view=tree).rows
    if not found.is_empty() and scope.covers(found["division_code"][0]):
        return str(found["division_code"][0])
    if not scope.is_everywhere and scope.divisions:
        return scope.divisions[0]
    tops = ask("shared/siblings", view=tree, parent="").rows
    return str(tops["division_code"][0])
