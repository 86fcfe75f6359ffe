"""Access log: who saw which household, revealed, exported, decided or was refused, and when."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from holdline.shell import audit_table, download, figure, going, listing
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=500, icon=":material/policy:", needs="view.access_log")
TAKE = 100
TEXTS = ("account", "subject")


def render(view: View) -> None:
    """What is looked for, what was found, and the proof that nothing was taken out."""
    view.person.must("act.audit")
    _wanted(view)
    wanted = audit_table.wanted(view)
    count = audit_table.count(wanted)
    pages = max(1, -(-count // TAKE))
    number = min(view.selection.page, pages)
    figure.title(view.say("found", count=view.say("events", count=count)), view.say("found_note"))
    table = audit_table.listing(view, wanted, skip=(number - 1) * TAKE, take=TAKE)
    listing.draw(view, table, key="events", height=420)
    if pages > 1:
        key = f"page_{number}"
        st.pagination(pages, default=number, key=key, on_change=_turned, args=(view, key))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        stands = download.provenance(view, view.say("title"), filters=audit_table.told(view))
        made = partial(audit_table.workbook, stands, view, wanted)
        download.offer(
            view, stands, "xlsx", made,
            key="export", label=view.say("export"), permission="act.audit",
        )  # fmt: skip
        if st.button(view.say("prove"), key="prove", icon=":material/verified_user:"):
            audit_table.prove(view)


def _wanted(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="wanted"):
        for name in TEXTS:
            st.session_state[f"look_{name}"] = view.selection.extra(name)
            st.text_input(
                view.say(f"look.{name}"),
                key=f"look_{name}",
                width=220,
                on_change=_looked,
                args=(view, name),
            )
        for name, options in audit_table.choices(view).items():
            st.session_state[f"look_{name}"] = view.selection.extra(name, "")
            st.selectbox(
                view.say(f"look.{name}"),
                list(options),
                key=f"look_{name}",
                format_func=partial(_word, options),
                width=220,
                on_change=_looked,
                args=(view, name),
            )


def _word(options: Mapping[str, str], code: str) -> str:
    return options.get(code, code)


def _looked(view: View, name: str) -> None:
    going.more(view, **{name: str(st.session_state[f"look_{name}"]).strip()})


def _turned(view: View, key: str) -> None:
    going.change(view, page=st.session_state[key])


if __name__ == "__main__":
    render(received())
