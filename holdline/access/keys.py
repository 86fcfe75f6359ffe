"""Secret keys, one file each, made on first use; they stand outside the store they seal."""

import os
import secrets
from pathlib import Path

from holdline import paths
from holdline.errors import KeyUnreadable

BYTES = 32
OWNER_ONLY = 0o600


def key(purpose: str) -> bytes:
    """The key for *purpose*, such as audit; 32 random bytes, made when there are none yet.

    Raises:
        KeyUnreadable: the file cannot be read or made, or is no key.
    """
    file = paths.keys() / f"{purpose}.key"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            _make(str(file))
        found = bytes.fromhex(file.read_text("ascii").strip())
    except (OSError, ValueError) as problem:
        raise KeyUnreadable(name=file.name, folder=file.parent, problem=problem) from problem
    if len(found) != BYTES:
        raise KeyUnreadable(name=file.name, folder=file.parent, problem=f"{len(found)} bytes")
    return found


def _make(file: str) -> None:
    """Write a new key whole or not at all; another process may be first."""
    draft = f"{file}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(secrets.token_hex(BYTES))
        written.flush()
        os.fsync(written.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
