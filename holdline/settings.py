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
        build_memory: how much memory a build's database takes before it goes on on disk, from
            `HOLDLINE_BUILD_MEMORY`, such as 6GB; empty for four fifths of the machine's.
        copies_at_visit: the analysts' copy of a snapshot is written when the first of them comes,
            who waits, and not when it is published; `HOLDLINE_ANALYSTS_COPY` says `visit`.
        engine_url: where queries/build runs, from `HOLDLINE_ENGINE`, as Spark Connect writes it
            (sc://host:15002); empty for DuckDB in the process that builds.
        engine_folder: the folder shared with that engine, from `HOLDLINE_ENGINE_FOLDER`; empty for
            one below the home.
        pace: what the thresholds of holdline/access/pace.toml are multiplied by, from
            `HOLDLINE_PACE`; for an office whose work is denser.
    """

    jurisdiction: tuple[str, ...]
    state_url: str
    build_memory: str
    copies_at_visit: bool = False
    pace: int = 1
    engine_url: str = ""
    engine_folder: str = ""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    codes = [code.strip() for code in os.environ.get("HOLDLINE_DIVISIONS", "").split(",")]
    return Settings(
        jurisdiction=tuple(code for code in codes if code) or ("",),
        state_url=os.environ.get("HOLDLINE_STATE_URL", "").strip(),
        build_memory=os.environ.get("HOLDLINE_BUILD_MEMORY", "").strip(),
        copies_at_visit=os.environ.get("HOLDLINE_ANALYSTS_COPY", "").strip() == "visit",
        pace=max(1, int(os.environ.get("HOLDLINE_PACE", "").strip() or 1)),
        engine_url=os.environ.get("HOLDLINE_ENGINE", "").strip(),
        engine_folder=os.environ.get("HOLDLINE_ENGINE_FOLDER", "").strip(),
    )
