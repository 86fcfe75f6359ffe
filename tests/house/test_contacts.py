"""Nobody's telephone or mail address stands in what the product says, its documents or its data.

The notices it is built from name people to ask, with their numbers. To put it right: take it out.
"""

import re
from pathlib import Path

from holdline import paths

TOLD = (
    "messages",
    "docs",
    "rules",
    "queries",
    "pages",
    "holdline",
    "data/reference",
    "static",
    "deploy",
)
ALONE = ("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "app.py")
SUFFIXES = {".toml", ".md", ".sql", ".csv", ".py", ".js", ".html", ".json"}
CONTACT = re.compile(
    r"(?<![\d.])1[3-9]\d{9}(?!\d)"  # a mobile phone
    r"|(?<![\d.])0\d{2,3}[-\uff0d ]\d{7,8}(?!\d)"  # a telephone with its area code
    r"|[\w.+-]+@(?!example\b)[\w-]+\.(?:com|cn|net|org|gov)\b"
)


def files() -> list[Path]:
    """Every text that is shown, read or shipped."""
    below = [one for folder in TOLD for one in (paths.ROOT / folder).rglob("*")]
    alone = [paths.ROOT / name for name in ALONE]
    return [
        one
        for one in [*below, *alone]
        if one.is_file() and one.suffix in SUFFIXES and one.stat().st_size < 5_000_000
    ]


def test_nobodys_telephone_or_mail_address_is_in_it() -> None:
    found = [
        f"{path.relative_to(paths.ROOT)}: {hit.group()}"
        for path in files()
        for hit in CONTACT.finditer(path.read_text("utf-8", errors="replace"))
    ]

    assert found == [], "\n".join(found)


def test_what_is_looked_for_would_be_found() -> None:
    said = "call 13812345678 or 0632-3312345, or write to someone@office.gov"

    assert len(CONTACT.findall(said)) == 3
