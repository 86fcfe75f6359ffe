"""Answers kept by what they depend on: snapshot, scope, query and inputs, and nothing else."""

import streamlit as st

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.queries.runner import Result
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import open_snapshot

Inputs = tuple[tuple[str, object], ...]


@st.cache_resource(max_entries=4000, show_spinner=False)
def result(snapshot: str, scope: Scope, name: str, inputs: Inputs) -> Result:
    """The answer of a query; equal questions asked at once run it once and share the answer.

    A snapshot never changes, so an answer never grows old; it is shared between sessions of an
    equal scope, and must not be changed by whoever receives it.
    """
    warehouse = open_snapshot(snapshots.named(snapshot))
    with warehouse.reading(scope) as cursor:
        return answer(cursor, query(name), dict(inputs), scope)
