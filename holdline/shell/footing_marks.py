"""The outcome of an audit: what was checked, each finding, and the text with its words marked."""

import streamlit as st

from holdline.exports.footing import auditing, sources
from holdline.exports.footing.auditing import Audit
from holdline.messages.catalogue import text
from holdline.queries.runner import Result
from holdline.shell import figure, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

BEFORE, AFTER = 14, 6  # characters shown round a figure at fault


def draw(view: View, said: str, *, is_compared: bool) -> None:
    """Audit *said* and show what came of it."""
    known = _known(view) if is_compared else None
    found = auditing.audit(said, known)
    summary = {
        "figures": found.figures, "checked": found.checked, "unchecked": found.unchecked,
        "compared": found.compared, "findings": len(found.findings),
    }  # fmt: skip
    st.markdown(text(view.language, "footing.summary", **summary))
    if found.findings:
        _findings(view, said, found)
    else:
        st.success(view.say("sound"), icon=":material/check:")
    figure.title(view.say("marked"))
    with st.container(border=True, height=420):
        st.markdown(marked(said, found))


def marked(said: str, found: Audit) -> str:
    """The text as Markdown: figures at fault on red, those they were held against on yellow."""
    wrong = {(one.start, one.end) for one in found.findings}
    held = {span for one in found.findings for span in one.related} - wrong
    parts, at = [], 0
    for start, end in sorted(wrong | held):
        if start < at:
            continue
        colour = "red" if (start, end) in wrong else "yellow"
        parts.append(figure.escaped(said[at:start]))
        parts.append(f":{colour}-background[{figure.escaped(said[start:end])}]")
        at = end
    parts.append(figure.escaped(said[at:]))
    return "".join(parts).replace("\n", "\n\n")


def _known(view: View) -> dict[tuple[str, str], int]:
    def ask(name: str, /, **inputs: object) -> Result:
        return view.without_area().query(name, **inputs)

    return sources.known(ask, view.selection.tree, view.selection.division, view.month)


def _findings(view: View, said: str, found: Audit) -> None:
    headings = [Heading(name, view.say(f"heads.{name}")) for name in ("words", "fault")]
    lines = [
        Line(
            str(at),
            {
                "words": Cell(
                    said[max(0, one.start - BEFORE) : one.end + AFTER].replace("\n", " ")
                ),
                "fault": Cell(auditing.told(one, view.language)),
            },
        )
        for at, one in enumerate(found.findings)
    ]
    table = Listing("footing", view.say("findings"), headings, lines, is_sortable=False)
    listing.draw(view, table, key="footing_findings", height=min(320, 44 + 40 * len(lines)))
