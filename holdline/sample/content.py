"""What the generator is told: figures, families, names, places and phrases, from `words/`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """The content of `words/<name>.toml`; callers do not change it."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def figures(section: str) -> dict[str, Any]:
    """One section of the figures."""
    found: dict[str, Any] = words("figures")[section]
    return found
