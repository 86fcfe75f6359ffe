"""Today's five: what asks for a hand first, by a fixed order, each with its reason and its list."""

from collections.abc import Mapping, Sequence

from holdline.messages import figures
from holdline.shell import (
    dismissing,
    exceptions,
    figure,
    going,
    listing,
    signal_list,
    timelines_choice,
)
from holdline.shell.dismissing import told
from holdline.shell.exceptions import Finding
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

FIVE = 5
LEFT, BELL = "left", "bell"


def five(view: View) -> list[Finding]:
    """The first five of all that is out of order and not set aside."""
    return dismissing.parted(view, exceptions.found(view))[0][:FIVE]


def draw(view: View, *, height: int = 200) -> None:
    """Show the five; a press opens the page that lists them, or the form that sets one aside."""
    figure.title(told(view, "title"), told(view, "note"))
    standing, dismissed = dismissing.parted(view, exceptions.found(view))
    bell, may = _bell(view), view.person.may(dismissing.ACT)
    shown = standing[: FIVE - len(bell)]
    lines = [*bell, *(_line(view, one, may=may) for one in shown)]
    if dismissed:
        said = told(view, "dismissed.left", count=view.count(len(dismissed)))
        lines.append(Line(LEFT, {"what": Cell(said, acts=True)}))
    table = Listing(
        "five", told(view, "title"), _headings(view, may=may), lines,
        is_sortable=False, empty=told(view, "none"),
    )  # fmt: skip
    pressed = listing.draw(
        view, table, key="five", height=height, on_chosen=lambda click: _asked(view, click)
    )
    dismissing.draw(view, standing, dismissed)
    if pressed and pressed["row"] == BELL:
        going.open_page(view, "inbox", household="", words="")
    if pressed and pressed["column"] == "what" and pressed["row"] != LEFT:
        _opened(view, shown, pressed["row"])


def _asked(view: View, click: Mapping[str, str]) -> None:
    if click["row"] == LEFT:
        going.more(view, **{dismissing.PART: dismissing.ALL})
    elif click["column"] == "aside":
        going.more(view, **{dismissing.PART: click["row"]})


def _opened(view: View, shown: Sequence[Finding], kind: str) -> None:
    chosen = next((one for one in shown if one.kind == kind), None)
    if chosen is not None:
        more = ((timelines_choice.OPEN, chosen.opens),)
        going.open_page(view, chosen.page, more=more, household="")


def _bell(view: View) -> list[Line]:
    """A line that opens the signals, when there are some that nobody took note of."""
    count = signal_list.unnoted(view)
    if not count:
        return []
    cells = {
        "what": Cell(signal_list.told(view, "bell"), acts=True),
        "items": Cell(figures.count(count, view.language), count),
    }
    return [Line(BELL, cells)]


def _headings(view: View, *, may: bool) -> list[Heading]:
    aside = [Heading("aside", told(view, "dismissed.head"), hint=told(view, "dismissed.hint"))]
    return [
        Heading("what", told(view, "heads.what")),
        Heading("items", told(view, "heads.items"), kind="number"),
        Heading("days", told(view, "heads.days"), is_unbroken=True),
        *(aside if may else []),
    ]


def _line(view: View, one: Finding, *, may: bool) -> Line:
    what = told(view, f"kinds.{one.kind}")
    cells = {
        "what": Cell(what, acts=True),
        "items": Cell(view.count(one.items), one.items),
        "days": Cell(told(view, "late", days=view.count(one.days)) if one.days else ""),
    }
    if may:
        cells["aside"] = Cell("✕", acts=True, speech=told(view, "dismissed.speech", what=what))
    return Line(one.kind, cells)
