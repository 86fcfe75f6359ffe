"""Anchors of the audit: where the chain stood each day, written outside the store that holds it.

A chain whose tail is cut, or that is set back whole from a copy, is still a chain. A line of the
anchors' file says how many events there were and how the last was sealed; printed, or kept on a
second machine, it shows what went missing. Each line is itself sealed.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from holdline import paths
from holdline.errors import AnchorUnreadable

FILE = "audit.log"
SEPARATOR = "\t"
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Anchor:
    """The chain as it stood: on *day* its last event was *number*, sealed *seal*."""

    day: date
    number: int
    seal: str


def place() -> Path:
    """The file of the anchors."""
    return paths.anchors() / FILE


def add(anchor: Anchor, key: bytes) -> None:
    """Write *anchor* behind the others, down to the disk.

    Raises:
        AnchorUnreadable: it could not be written.
    """
    told = SEPARATOR.join((anchor.day.isoformat(), str(anchor.number), anchor.seal))
    line = f"{told}{SEPARATOR}{_sealed(told, key)}\n"
    try:
        place().parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise AnchorUnreadable(file=place(), problem=problem) from problem


def all_of(key: bytes) -> tuple[Anchor, ...]:
    """Every anchor from the first; none when none was ever written.

    Raises:
        AnchorUnreadable: a line is damaged or was not written by this installation.
    """
    if not place().exists():
        return ()
    try:
        return tuple(_read(place().read_text("ascii"), key))
    except (OSError, ValueError) as problem:
        raise AnchorUnreadable(file=place(), problem=problem) from problem


def _read(text: str, key: bytes) -> Iterator[Anchor]:
    for count, line in enumerate(text.splitlines(), start=1):
        told, _, seal = line.rpartition(SEPARATOR)
        if not hmac.compare_digest(seal, _sealed(told, key)):
            raise ValueError(f"line {count} does not carry this installation's seal")
        day, number, of = told.split(SEPARATOR)
        yield Anchor(date.fromisoformat(day), int(number), of)


def _sealed(told: str, key: bytes) -> str:
    return hmac.new(key, f"anchor|{told}".encode(), hashlib.sha256).hexdigest()
