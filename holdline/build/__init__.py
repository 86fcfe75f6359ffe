"""From import files to a published snapshot: read, type, place, derive, publish."""

from datetime import date
from pathlib import Path

from holdline.build.building import Progress, Told, build
from holdline.warehouse.manifest import Manifest

__all__ = ["Progress", "run"]


def run(folder: Path, *, as_of: date | None = None, progress: Told | None = None) -> Manifest:
    """Build the import files of *folder* into a snapshot, publish it, and give its manifest.

    Args and errors are those of `holdline.build.building.build`.
    """
    return build(folder, as_of=as_of, progress=progress).manifest
