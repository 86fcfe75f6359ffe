"""Checksums of the committed reference data: SHA256SUMS, and sha256 in sources.toml."""

import hashlib
import re
import tomllib
from pathlib import Path

SUMS = "SHA256SUMS"
SOURCES = "sources.toml"
ENTRY = re.compile(r'(?<=\[files\.")(?P<file>[^"]+)(?P<rest>"\][^\[]*?sha256 = ")[0-9a-f]*')


def write(folder: Path) -> None:
    """Bring both up to date with the files that sources.toml names, in its order."""
    text = (folder / SOURCES).read_text("utf-8")
    renewed = ENTRY.sub(lambda found: f"{found['file']}{found['rest']}{_sum(folder, found)}", text)
    (folder / SOURCES).write_text(renewed, "utf-8")
    sums = {name: entry["sha256"] for name, entry in tomllib.loads(renewed)["files"].items()}
    lines = [f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items())]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def _sum(folder: Path, found: re.Match[str]) -> str:
    return hashlib.sha256((folder / found["file"]).read_bytes()).hexdigest()
