"""Typed settings from the environment, read once at start."""

import os
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Settings:
    """What an administrator may set without touching a file of the repository.

    Attributes:
        jurisdiction: the divisions this installation may read, from `HOLDLINE_DIVISIONS` (codes
            joined by commas); everything, an empty code, when not set.
        state_url: where the store is, from `HOLDLINE_STATE_URL`, as SQLAlchemy writes it
            (postgresql+psycopg://…); empty for SQLite in the home.
    """

    jurisdiction: tuple[str, ...]
    state_url: str


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    codes = [code.strip() for code in os.environ.get("HOLDLINE_DIVISIONS", "").split(",")]
    return Settings(
        jurisdiction=tuple(code for code in codes if code) or ("",),
        state_url=os.environ.get("HOLDLINE_STATE_URL", "").strip(),
    )
