"""The one road out: permission, batch number, audit, and a file name nobody else's file has."""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta, timezone

from holdline.access import audit, pace
from holdline.access.identity import Person
from holdline.exports.provenance import Batch, Provenance
from holdline.state.clock import now

PERMISSION = "act.export"
# China has one time zone; files say its time whatever the server's is.
CHINA = timezone(timedelta(hours=8))
MIMES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
    "html": "text/html",
    "json": "application/json",
    "zip": "application/zip",
}
TOKEN_BYTES = 6
UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Contents:
    """What a file holds: its bytes, and how many rows of records or figures for the audit."""

    data: bytes
    rows: int


@dataclass(frozen=True)
class Release:
    """A file on its way out."""

    file_name: str
    mime: str
    content: bytes
    batch: Batch


def released(
    person: Person,
    provenance: Provenance,
    kind: str,
    made: Callable[[Batch], Contents],
    *,
    permission: str = PERMISSION,
    token: str = "",
    maker: Person | None = None,
) -> Release:
    """Let a file out, and write down that it left.

    Args:
        person: who takes it.
        provenance: what stands behind it.
        kind: its suffix, one of MIMES.
        made: makes the content, once permission is given.
        permission: what the role must allow.
        token: from `reserved`, when the file's name had to be told before it was made.
        maker: who makes it, where that is another: what *person* may not take is not in it, and
            the log has it under the maker.

    Raises:
        NotPermitted: the role does not allow it; the refusal is audited too.
        PaceExceeded: they have taken too many within the hour.
        StateUnavailable: it could not be written down; nothing leaves then.
    """
    by = maker or person
    if not person.may(permission):
        audit.record(by, "export.refused", provenance.snapshot, title=provenance.title)
    person.must(permission)
    pace.take(by, "export")
    batch = _batch(token or reserved())
    contents = made(batch)
    audit.record(
        by,
        "export.released",
        batch.number,
        title=provenance.title,
        snapshot=provenance.snapshot,
        kind=kind,
        rows=contents.rows,
        sha256=hashlib.sha256(contents.data).hexdigest(),
    )
    token = batch.number.rpartition("-")[2]
    return Release(named(provenance, kind, token), MIMES[kind], contents.data, batch)


def reserved() -> str:
    """A token no other file has: two files of one name can be handed to the wrong reader."""
    return secrets.token_hex(TOKEN_BYTES)


def named(provenance: Provenance, kind: str, token: str) -> str:
    """The file's name: its title and the end of its batch number."""
    return f"{UNSAFE.sub('_', provenance.title).strip('_') or 'holdline'}-{token}.{kind}"


def _batch(token: str) -> Batch:
    at = now().astimezone(CHINA)
    return Batch(f"{at:%Y%m%d-%H%M%S}-{token}", f"{at:%Y-%m-%d %H:%M}")
