"""Read codes, labels and yes or no: each text a column holds is looked at once, not each cell."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from holdline.build.words import words
from holdline.reference import codes

SPACES = " \t\n\r\f\v\u3000\u00a0\ufeff\u200b"


def cleaned(text: str) -> str:
    """*text* without spaces around it; "" when it stands for an empty cell, as SQL's `cleaned`."""
    bare = text.strip(SPACES)
    return "" if bare in words().missing else bare


def code_of(text: str, name: str) -> str | None:
    """The code of the list *name* that *text* means; None when it means none.

    A code, the Chinese or English label or another label is accepted, as is a number that lost
    the zeros it began with.
    """
    known = _known(name)
    found = known.get(text) or known.get(_plain(text))
    return found or _with_zeros(text, name)


def codes_of(text: str, name: str) -> tuple[list[str], list[str]]:
    """The codes *text* means, each once, in its order; and what of it means none."""
    whole = code_of(text, name)
    if whole:
        return [whole], []
    pattern = f"[{re.escape(words().separators)}]"
    parts = [part.strip() for part in re.split(pattern, text)]
    parts = [part for part in parts if part not in words().missing]
    read = {part: code_of(part, name) for part in parts}
    known = dict.fromkeys(code for code in read.values() if code)
    return list(known), [part for part, code in read.items() if not code]


def truth_of(text: str) -> bool | None:
    """Whether *text* says yes or no; None when it says neither."""
    plain = _plain(text)
    if plain in words().true:
        return True
    return False if plain in words().false else None


def all_of(name: str) -> frozenset[str]:
    """Every code of the list *name*."""
    return frozenset(codes.labels(name))


@lru_cache(maxsize=256)
def _known(name: str) -> dict[str, str]:
    held = codes.labels(name)
    found = {code: code for code in held}
    for names in ("label_zh", "label_en"):
        _add(found, ((getattr(one, names), code) for code, one in held.items()))
    _add(found, ((label, code) for code, one in held.items() for label in one.aliases))
    _add(found, ((code, code) for code in held))
    return found


def _add(found: dict[str, str], labels: Iterable[tuple[str, str]]) -> None:
    for label, code in labels:
        found.setdefault(label, code)
        found.setdefault(_plain(label), code)


def _with_zeros(text: str, name: str) -> str | None:
    number = re.fullmatch(r"([0-9]+)(\.0+)?", text)
    if not number:
        return None
    held = [code for code in codes.labels(name) if code.isdigit()]
    return next((code for code in held if int(code) == int(number[1])), None)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
