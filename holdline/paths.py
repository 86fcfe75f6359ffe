"""Where content and data live; the only place folder names are written."""

import os
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "pages"
QUERIES = ROOT / "queries"
RULES = ROOT / "rules"
MESSAGES = ROOT / "messages"
STATIC = ROOT / "static"
REFERENCE = ROOT / "data" / "reference"
LOCAL = ROOT / "data" / "local"


def home() -> Path:
    """The folder of imports, snapshots and state: `HOLDLINE_HOME`, else the repository's `data`."""
    told = Path(os.environ.get("HOLDLINE_HOME") or ROOT / "data")
    return _resolved(told) if told.is_absolute() else told.resolve()


@lru_cache(maxsize=64)  # asked some forty times a run of a page
def _resolved(told: Path) -> Path:
    return told.resolve()


def imports() -> Path:
    """The folder of files to build from."""
    return home() / "import"


def batches() -> Path:
    """The folder of imports, a sub-folder each: the files as they came, and what became of them."""
    return home() / "imports"


def snapshots() -> Path:
    """The folder of published snapshots, one sub-folder each, and the pointer `CURRENT`."""
    return home() / "snapshots"


def state() -> Path:
    """The folder of the small transactional store."""
    return home() / "state"


def boundaries() -> Path:
    """The folder of a user's own boundary files, which the map's page checks."""
    return home() / "boundaries"


def hazards() -> Path:
    """The folder of hazard layers: polygons, grids and lists of places."""
    return home() / "hazards"


def keys() -> Path:
    """The folder of secret keys, apart from the store they seal; `HOLDLINE_KEYS` moves it."""
    return Path(os.environ.get("HOLDLINE_KEYS") or home() / "keys").resolve()


def derived() -> Path:
    """The folder of what can be made again from snapshots: comparisons of two of them."""
    return home() / "derived"


def outbox() -> Path:
    """The folder of what a publishing tells, for whoever fetches it."""
    return home() / "outbox"


def anchors() -> Path:
    """The folder of the audit's anchors, apart from store and keys; `HOLDLINE_ANCHORS` moves it."""
    return Path(os.environ.get("HOLDLINE_ANCHORS") or home() / "anchors").resolve()
