"""Buttons that hand files out: each goes through the gate when clicked, and not before."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from holdline.exports import gate
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import text
from holdline.shell.view import View

FILTERS = {"monitor_type": "monitor_type", "main_risk": "risk_type"}


def provenance(
    view: View,
    title: str,
    *,
    filters: tuple[tuple[str, str], ...] = (),
    definitions: tuple[tuple[str, str], ...] = (),
) -> Provenance:
    """What stands behind a file of *view*: the bar's choice, and the page's own *filters*."""
    stands = Provenance.of(
        view.manifest, title=title, language=view.language, account=view.person.account
    )
    return replace(stands, filters=_chosen(view) + filters, definitions=definitions)


def offer(
    view: View,
    stands: Provenance,
    kind: str,
    made: Callable[[Batch], Contents],
    *,
    key: str,
    label: str,
    permission: str = gate.PERMISSION,
) -> None:
    """A button that makes the file and hands it out; disabled when the role may not.

    Args:
        view: the reader's.
        stands: from `provenance`.
        kind: the file's suffix, one of `gate.MIMES`.
        made: makes the contents when clicked, in a thread of its own: no Streamlit in it.
        key: of the button.
        label: on the button.
        permission: what the role must allow.
    """
    person, token = view.person, gate.reserved()
    may = person.may(permission)

    def released() -> bytes:
        return gate.released(person, stands, kind, made, permission=permission, token=token).content

    st.download_button(
        label,
        data=released,
        file_name=gate.named(stands, kind, token),
        mime=gate.MIMES[kind],
        key=key,
        icon=":material/download:",
        on_click="ignore",
        disabled=not may,
        help=text(view.language, "exports.button.making" if may else "exports.button.refused"),
    )


def _chosen(view: View) -> tuple[tuple[str, str], ...]:
    if not view.has_data:
        return ()

    def name(part: str) -> str:
        return text(view.language, f"exports.filters.{part}")

    path = view.query("shared/ancestors", **view.chosen("division")).rows
    places = " › ".join(path["division_name"].to_list())
    told = [
        (name("division"), f"{places} ({view.selection.division})"),
        (name("month"), view.month_name(view.month)),
        (name("tree"), view.common(f"bar.trees.{view.selection.tree}")),
    ]
    for part, kind in FILTERS.items():
        value = getattr(view.selection, part)
        told.append((name(part), view.code(kind, value) if value else name("all")))
    if view.selection.words:
        told.append((name("words"), view.selection.words))
    if view.is_narrowed:
        told.append((view.common("area.part"), view.selection.area))
    return tuple(told)
