"""Prove the audit: every seal, number and head, and every anchor written outside the store."""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from holdline.access.anchors import Anchor
from holdline.state import audit as chain
from holdline.state.audit import START

Kind = Literal["altered", "missing", "cut", "anchor_differs"]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and at which event.

    Altered (also when sealed by another key), missing between two, cut from the end, or other than
    an anchor says.
    """

    kind: Kind
    number: int


@dataclass(frozen=True)
class Verdict:
    """What proving found: how many events, the last seal, and every fault, the first first."""

    events: int
    seal: str
    faults: tuple[Fault, ...]
    anchors: int


def verdict(db: Connection, key: bytes, anchors: tuple[Anchor, ...]) -> Verdict:
    """Read the whole chain on *db* and compare it with its head and the *anchors*."""
    faults: list[Fault] = []
    wanted: Mapping[int, str] = {one.number: one.seal for one in anchors}
    number, before = 0, START
    for event in chain.events(db):
        if event.number != number + 1:
            faults.append(Fault("missing", number + 1))
        sealed = chain.sealed(key, before, event)
        if not hmac.compare_digest(sealed, event.seal):
            faults.append(Fault("altered", event.number))
        if event.number in wanted and wanted[event.number] != event.seal:
            faults.append(Fault("anchor_differs", event.number))
        number, before = event.number, event.seal
    faults += _cut(db, number, before, anchors)
    return Verdict(number, before, tuple(faults), len(anchors))


def _cut(db: Connection, number: int, seal: str, anchors: tuple[Anchor, ...]) -> Iterator[Fault]:
    head, held = chain.head(db)
    last = max([head, *(one.number for one in anchors)])
    if last > number:
        yield Fault("cut", number + 1)
    elif head < number:
        yield Fault("altered", number)
    elif held != seal:
        yield Fault("altered", head)
