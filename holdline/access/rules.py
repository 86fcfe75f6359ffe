"""How claims of sign-in become people: read from access.toml, once."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from holdline import paths
from holdline.errors import AccessUnreadable

PLACE = Path(".streamlit") / "access.toml"
CLAIMS = {"account": "sub", "name": "name", "role": "roles", "divisions": "divisions"}
IDLE_MINUTES, LONGEST_HOURS = 30, 8


@dataclass(frozen=True)
class Listed:
    """Somebody whom access.toml names."""

    account: str
    role: str
    divisions: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """What access.toml says.

    Attributes:
        claims: the claim that tells the account, the name, the role and the divisions.
        roles: the provider's word for a role, to ours.
        divisions: the provider's word for a place, to codes; a code stands for itself.
        idle_minutes, longest_hours: after which a session ends.
        is_until_expiry: it also ends when the provider's token expires.
        local: the one person who uses this machine without sign-in; None when there is none.
        operators: accounts that may type commands; None when whoever holds the files may.
    """

    claims: Mapping[str, str] = field(default_factory=lambda: dict(CLAIMS))
    roles: Mapping[str, str] = field(default_factory=dict)
    divisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    idle_minutes: int = IDLE_MINUTES
    longest_hours: int = LONGEST_HOURS
    is_until_expiry: bool = True
    local: Listed | None = None
    operators: Mapping[str, Listed] | None = None


def rules() -> Rules:
    """The rules of this installation; the defaults, which let nobody in, without a file.

    Raises:
        AccessUnreadable: the file is not what it should be; nobody is let in then.
    """
    file = Path(os.environ.get("HOLDLINE_ACCESS") or paths.ROOT / PLACE)
    return _read(file) if file.is_file() else Rules()


@lru_cache(maxsize=8)
def _read(file: Path) -> Rules:
    try:
        told = tomllib.loads(file.read_text("utf-8"))
        return _rules(told)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as problem:
        raise AccessUnreadable(file=file, problem=problem) from problem


def _rules(told: Mapping[str, Any]) -> Rules:
    unknown = set(told) - {"claims", "roles", "divisions", "session", "local", "operators"}
    if unknown:
        raise ValueError(f"unknown parts: {sorted(unknown)}")
    session = told.get("session", {})
    listed = told.get("operators")
    return Rules(
        claims={**CLAIMS, **told.get("claims", {})},
        roles=dict(told.get("roles", {})),
        divisions={word: tuple(codes) for word, codes in told.get("divisions", {}).items()},
        idle_minutes=int(session.get("idle_minutes", IDLE_MINUTES)),
        longest_hours=int(session.get("longest_hours", LONGEST_HOURS)),
        is_until_expiry=bool(session.get("until_token_expires", True)),
        local=_listed(told["local"]["account"], told["local"]) if "local" in told else None,
        operators=None
        if listed is None
        else {account: _listed(account, one) for account, one in listed.items()},
    )


def _listed(account: str, told: Mapping[str, Any]) -> Listed:
    return Listed(str(account), str(told["role"]), tuple(str(one) for one in told["divisions"]))
