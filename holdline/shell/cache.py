"""Answers kept by what they depend on: snapshot, scope, query and inputs, and nothing else."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import Future

from holdline.access.scope import Scope
from holdline.queries import lasting
from holdline.queries.catalogue import query
from holdline.queries.runner import Result
from holdline.shell import timing
from holdline.warehouse import snapshot as snapshots

Inputs = tuple[tuple[str, object], ...]
MOST = 1000
# Not Streamlit's cache: it digests every question anew, an eighth of a run of the briefing.
_kept: OrderedDict[Hashable, Future[Result]] = OrderedDict()
_lock = threading.Lock()


def result(snapshot: str, scope: Scope, name: str, inputs: Inputs) -> Result:
    """The answer of a query; equal questions asked at once run it once and share the answer.

    A snapshot never changes, so an answer never grows old; it is shared between sessions of an
    equal scope, and must not be changed by whoever receives it. An error is told to all who asked
    at once, and not kept.
    """
    asked = (snapshot, scope, name, _exact(inputs))
    with _lock:
        found = _kept.get(asked)
        is_first = found is None
        if found is None:
            found = _kept[asked] = Future()
        _kept.move_to_end(asked)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    timing.asked(is_kept=not is_first)
    if is_first:
        _fill(found, asked, (snapshot, scope, name, inputs))
    return found.result()


def kept() -> int:
    """How many answers are kept."""
    return len(_kept)


def forget() -> None:
    """Keep nothing of what was asked so far."""
    with _lock:
        _kept.clear()


def _fill(
    promised: Future[Result], asked: Hashable, question: tuple[str, Scope, str, Inputs]
) -> None:
    """Run the query of *question*, and give its answer or its error to all who wait for it."""
    snapshot, scope, name, inputs = question
    began = time.perf_counter()
    try:
        found = lasting.answered(snapshots.named(snapshot), scope, query(name), dict(inputs))
        promised.set_result(found)
    except BaseException as problem:
        with _lock:
            _kept.pop(asked, None)
        promised.set_exception(problem)
        raise
    timing.query(name, time.perf_counter() - began)


def _exact(value: object) -> Hashable:
    """*value* as a key: lists are tuples, and 1 is neither 1.0 nor true."""
    if isinstance(value, list | tuple):
        return tuple(_exact(one) for one in value)
    return type(value), value
