"""What a folder of built files says about itself, and whether it is still current."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from holdline.paths import REFERENCE

DIVISIONS = REFERENCE / "divisions_37.parquet"


def sum_of(file: Path) -> str:
    """The SHA-256 of *file*, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def sum_of_all(files: Sequence[Path]) -> str:
    """One SHA-256 over the name, a zero byte and the bytes of each of *files*, in order."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def account(facts: Mapping[str, object], folder: Path, files: Sequence[str]) -> str:
    """TOML that states *facts*, then the checksum of each of *files* in *folder*."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    sums = [f'"{file}" = "{sum_of(folder / file)}"' for file in files]
    return "\n".join([*lines, "", "[files]", *sums, ""])


def states(
    account_file: Path, facts: Mapping[str, object], folder: Path, files: Sequence[str]
) -> bool:
    """Whether *account_file* is what `account` would write now: nothing changed, nothing lost."""
    held = [account_file, *(folder / file for file in files)]
    if not all(file.exists() for file in held):
        return False
    return account_file.read_text("utf-8") == account(facts, folder, files)
