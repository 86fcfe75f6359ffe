"""What a snapshot is made by: the digests that tell one build from another."""

import hashlib
from datetime import date
from pathlib import Path

import holdline
from holdline import paths
from holdline.build.sources import Sources

LENGTH = 12
RULE_PACK = "shandong-2021"


def code_version() -> str:
    """The release, and a digest of the code and SQL that decide what a snapshot holds."""
    package = Path(holdline.__file__).parent
    made_by = _digest(
        package / "build", package / "geo", package / "quality", package / "reference",
        paths.QUERIES / "build", paths.QUERIES / "checks",
    )  # fmt: skip
    return f"{holdline.__version__}+{made_by[:LENGTH]}"


def rule_pack() -> str:
    """The name of the rules and dated figures in force, and a digest of them."""
    return f"{RULE_PACK}+{_digest(paths.RULES, paths.REFERENCE)[:LENGTH]}"


def data_hash(sources: Sources, as_of: date | None) -> str:
    """SHA-256 over the import files, the day asked for, the code and the rules."""
    parts = [f"{name} {digest}" for name, digest in sorted(sources.digests.items())]
    parts += [str(as_of), code_version(), rule_pack()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _digest(*folders: Path) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            if file.suffix != ".pyc":
                digest.update(f"{folder.name}/{file.relative_to(folder)}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
