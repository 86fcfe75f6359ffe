"""Tell which column of the dictionary each header of a file means."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdline.build.words import words
from holdline.errors import ImportColumnsMissing, ImportColumnsRepeated
from holdline.reference import columns


@dataclass(frozen=True)
class Matched:
    """What the headers of one source mean.

    Attributes:
        positions: where each column known stands, from 0, by identifier in the file's order.
        unknown: headers that are no column; their cells are left out.
        absent: columns of the table the file does not have, in the dictionary's order.
    """

    positions: dict[str, int]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]


def matched(
    headers: Sequence[str],
    table: str,
    file: str,
    *,
    derived: frozenset[str],
    answers: Mapping[str, str] | None = None,
) -> Matched:
    """Match *headers* with the columns of *table*.

    Args:
        headers: as the file writes them, in its order.
        table: the import table.
        file: how errors call the file.
        derived: columns that may be absent although the dictionary requires them.
        answers: what headers mean that the dictionary does not know, by their bare form.

    Raises:
        ImportColumnsRepeated: two headers mean the same column.
        ImportColumnsMissing: a column the dictionary requires is absent.
    """
    meanings = [meaning(header, table, answers) for header in headers]
    _refuse_repeated(headers, meanings, file)
    positions = {name: at for at, name in enumerate(meanings) if name}
    absent = [one for one in columns.table(table) if one.identifier not in positions]
    missing = [
        f"{one.header_zh} ({one.identifier})"
        for one in absent
        if one.required in {"key", "yes"} and one.identifier not in derived
    ]
    if missing:
        raise ImportColumnsMissing(file=file, columns=", ".join(missing))
    return Matched(
        positions,
        tuple(header for header, name in zip(headers, meanings, strict=True) if not name),
        tuple(one.identifier for one in absent),
    )


def meaning(header: str, table: str, answers: Mapping[str, str] | None = None) -> str:
    """The identifier of the column of *table* that *header* means; "" when it means none.

    A unit in brackets behind a header is accepted where it is the column's own: amounts in
    ten thousands are another column than amounts. So are a number before it, and a word that
    says whether it must be filled. What somebody answered goes before what the name says.
    """
    plain = bare(header)
    if answers and plain in answers:
        return answers[plain]
    found = _names(table).get(plain, "")
    return found or _without_unit(header, table) or _names(table).get(undecorated(plain), "")


def undecorated(plain: str) -> str:
    """A bare header without the number before it and the words that say whether it is required."""
    for word in words().required:
        plain = plain.removesuffix(word).removeprefix(word)
    return re.sub(rf"^[0-9]{{1,3}}[{re.escape(words().points)}]", "", plain)


def bare(header: str) -> str:
    """*header* without spaces, asterisks and brackets, in half width and lower case."""
    half = unicodedata.normalize("NFKC", header)
    unheeded = words().unheeded
    return "".join(one for one in half if not one.isspace() and one not in unheeded).casefold()


@lru_cache(maxsize=32)
def _names(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns.table(table):
        for name in (column.header_zh, column.identifier, *column.aliases):
            found.setdefault(bare(name), column.identifier)
    return found


def _without_unit(header: str, table: str) -> str:
    opening, closing = re.escape(words().opening), re.escape(words().closing)
    found = re.fullmatch(rf"(.+)[{opening}](.+)[{closing}]", header.strip())
    if not found:
        return ""
    identifier = _names(table).get(bare(found[1]), "")
    units = {one.identifier: one.unit for one in columns.table(table)}
    return identifier if identifier and units[identifier] == found[2].strip() else ""


def _refuse_repeated(headers: Sequence[str], meanings: Sequence[str], file: str) -> None:
    for name in dict.fromkeys(meanings):
        same = [header for header, one in zip(headers, meanings, strict=True) if one == name]
        if name and len(same) > 1:
            raise ImportColumnsRepeated(file=file, column=name, headers=", ".join(same))
