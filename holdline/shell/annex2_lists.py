"""Appendix 2 on a page: its round, its two lists, and what makes its files."""

from collections.abc import Callable

from holdline.exports import annex2, public_notice
from holdline.exports.annex2 import Proposed, Round
from holdline.exports.asking import Source
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.dates import MISSING, day_name
from holdline.shell import going, listing, timelines_choice
from holdline.shell.queues_labels import round_year
from holdline.shell.view import View
from holdline.state.clock import now
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.locks import day_in_beijing
from holdline.warehouse import snapshot as snapshots

MOST = 500
NAMED = 2  # papers named in a row; of more only their number is told


def made(view: View, *, is_revealed: bool = False) -> Round:
    """The round of the chosen division and month's year, as known on the month's last day."""
    return annex2.round_of(
        Source(view.person, snapshots.named(view.manifest.snapshot_id)),
        tree=view.selection.tree,
        division=view.selection.division,
        year=round_year(view),
        on=min(timelines_choice.day(view), day_in_beijing(now())),
        language=view.language,
        is_revealed=is_revealed,
    )


def workbook(view: View, stands: Provenance) -> Callable[[Batch], Contents]:
    """What makes the workbook: names and numbers are read whole only then."""

    def make(batch: Batch) -> Contents:
        whole = made(view, is_revealed=True)
        return Contents(annex2.file(whole, stands, batch), len(whole.leaving))

    return make


def notice(of: Round, stands: Provenance) -> Callable[[Batch], Contents]:
    """What makes the notice, from what the page itself may show."""
    return lambda batch: Contents(public_notice.file(of, stands, batch), len(of.noticed))


def day(view: View, of: Round) -> str:
    """The day the round is known of."""
    return day_name(of.on, view.language)


def refused(view: View, of: Round) -> None:
    """Who is not handed on, why, and from when the notice would let them."""
    names = ("household_id", "head_name", "village_name", "why", "lacking", "free_on")
    lines = [
        Line(
            one.household_id,
            {
                **_place(one),
                "why": Cell(annex2.why(one, view.language)),
                "lacking": _papers(view, one),
                "free_on": Cell(day_name(one.free_on, view.language), str(one.free_on or "")),
            },
        )
        for one in of.refused[:MOST]
    ]
    _draw(view, "refused", names, lines)


def leaving(view: View, of: Round) -> None:
    """Who is handed on, and by which clauses."""
    names = ("household_id", "head_name", "village_name", "basis")
    lines = [
        Line(
            one.household_id,
            {**_place(one), "basis": Cell(public_notice.clauses(one, view.language))},
        )
        for one in of.leaving[:MOST]
    ]
    _draw(view, "leaving", names, lines)


def _papers(view: View, one: Proposed) -> Cell:
    said = annex2.papers(one, view.language) or MISSING
    if len(one.lacking) <= NAMED:
        return Cell(said, len(one.lacking))
    return Cell(view.say("papers", count=len(one.lacking)), len(one.lacking), speech=said)


def _place(one: Proposed) -> dict[str, Cell]:
    return {
        "household_id": Cell(one.household_id, acts=True),
        "head_name": Cell(one.cells["head_name"] or MISSING),
        "village_name": Cell(one.cells["village_name"] or MISSING),
    }


def _draw(view: View, name: str, columns: tuple[str, ...], lines: list[Line]) -> None:
    headings = [
        Heading(one, view.say(f"heads.{one}"), is_wide_only=one in ("lacking", "village_name"))
        for one in columns
    ]
    table = Listing(name, view.say(f"{name}_note"), headings, lines)
    pressed = listing.draw(view, table, key=name, height=420)
    if pressed:
        going.open_page(view, "households", household=pressed["row"])
