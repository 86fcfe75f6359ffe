"""Find what must never be made public in a finished file: numbers, telephones, accounts, health."""

import io
import re
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from holdline.errors import LeakFound
from holdline.messages.catalogue import text

RULES = Path(__file__).with_name("leaks.toml")
PARAGRAPH = re.compile(r"</(?:w:p|a:p|si|is|dc:title|dc:creator|dc:description|cp:\w+)>")
TAG = re.compile(r"<[^>]+>")
HIDING = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True)
class Leak:
    """One place: what kind of thing it is, and how far into which text; never the thing itself."""

    kind: str
    at: int


def scan(texts: Iterable[str], allowed: Sequence[str] = ()) -> list[Leak]:
    """Every place in *texts* that holds something forbidden; *allowed* strings are passed over.

    Numbers are found however they are written: full-width, or with blanks or hyphens between.
    """
    return [leak for one in texts for leak in _in_text(one, allowed)]


def refuse(file: str, made: bytes, language: str, allowed: Sequence[str] = ()) -> None:
    """Refuse a DOCX or XLSX that holds something forbidden anywhere, its properties included.

    Raises:
        LeakFound: it does; the kinds are told, not what was found.
    """
    found = scan(texts_of(made), allowed)
    if found:
        kinds = sorted({one.kind for one in found})
        said = text(language, "common.values.joint").join(
            text(language, f"exports.leaks.{kind}") for kind in kinds
        )
        raise LeakFound(file=file, kinds=said, count=len(found))


def texts_of(made: bytes) -> list[str]:
    """Every paragraph and cell of an Office file, from all its parts."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml") and _is_content(name):
                parts = PARAGRAPH.split(archive.read(name).decode("utf-8"))
                found += [unescape(TAG.sub("", part)) for part in parts]
    return [one for one in found if one.strip()]


def _is_content(name: str) -> bool:
    """Whether a part holds words, not the settings and styles of the program that wrote it."""
    return name.startswith(("word/", "xl/", "docProps/core")) and not any(
        part in name for part in ("theme", "styles", "settings", "fontTable", "numbering", "webSet")
    )


def _in_text(said: str, allowed: Sequence[str]) -> list[Leak]:
    for one in allowed:
        said = said.replace(one, "\n")
    plain = HIDING.sub("", unicodedata.normalize("NFKC", said)).upper()
    joined = _rules()["between"].sub("", plain)
    found = [
        Leak(kind, place.start())
        for kind, pattern in _rules()["patterns"]
        for written in {plain, joined}
        for place in pattern.finditer(written)
    ]
    found += [
        Leak(kind, plain.index(word))
        for kind, words in _rules()["words"].items()
        for word in words
        if word in plain
    ]
    return found


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    told = tomllib.loads(RULES.read_text("utf-8"))
    patterns = [(kind, re.compile(pattern)) for kind, pattern in told["patterns"].items()]
    between = re.compile(told["blanks"]["between_digits"])
    return {"patterns": patterns, "words": told["words"], "between": between}
