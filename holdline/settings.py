"""Typed settings from the environment, read once at start."""

import os
from dataclasses import dataclass
from functools import lru_cache

from holdline.access.scope import Scope


@dataclass(frozen=True)
class Settings:
    """What an administrator may set without touching a file of the repository.

    Attributes:
        jurisdiction: the divisions this installation may read, from `HOLDLINE_DIVISIONS` (codes
            joined by commas); everything when empty.
        rule_pack: the pack of rules figures are shown under, from `HOLDLINE_RULES`.
    """

    jurisdiction: tuple[str, ...]
    rule_pack: str

    @property
    def scope(self) -> Scope:
        """The scope of the local demonstration mode: the jurisdiction, masked."""
        return Scope(divisions=self.jurisdiction, is_masked=True)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    codes = [code.strip() for code in os.environ.get("HOLDLINE_DIVISIONS", "").split(",")]
    return Settings(
        jurisdiction=tuple(code for code in codes if code) or ("",),
        rule_pack=os.environ.get("HOLDLINE_RULES", "shandong-2021"),
    )
