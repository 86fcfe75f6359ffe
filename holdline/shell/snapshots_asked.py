"""Queries of the comparison of two snapshots, made when it is first asked for."""

from collections.abc import Mapping

import streamlit as st

from holdline.access.scope import Scope
from holdline.build import comparing
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.queries.runner import Result
from holdline.shell.cache import Inputs
from holdline.shell.view import View
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import open_snapshot

CHOSEN = ("kind", "change", "operator", "cell")


def asked(view: View, pair: tuple[str, str], name: str, /, **inputs: object) -> Result:
    """The answer of query *name* over the comparison of the *pair*, old then new.

    The reader sees their own rows of it, in full or masked as everywhere.
    """
    return _result(pair, view.without_area().scope, name, tuple(sorted(inputs.items())))


def place(view: View) -> dict[str, object]:
    """The division and tree as query inputs."""
    return {"view": view.selection.tree, "division": view.selection.division}


def own(view: View) -> Mapping[str, str]:
    """The comparison's own choice: kind of row, change, operator and column; "" where open."""
    told = {name: view.selection.extra(name) for name in CHOSEN}
    return {**told, "kind": told["kind"] or "household"}


@st.cache_resource(max_entries=500, show_spinner=False)
def _result(pair: tuple[str, str], scope: Scope, name: str, inputs: Inputs) -> Result:
    old, new = map(snapshots.named, pair)
    with open_snapshot(comparing.comparison(old, new)).reading(scope) as cursor:
        return answer(cursor, query(name), dict(inputs), scope)
