"""SHA256SUMS of the committed reference data."""

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def lines(folder: Path) -> str:
    """A line for every file under *folder* but the list itself, by path, as sha256sum writes."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != NAME)
    return "".join(f"{_sum(file)}  {file.relative_to(folder).as_posix()}\n" for file in files)


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
