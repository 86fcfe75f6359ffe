"""Leave out the lines of a sheet that are no records: sums, remarks, and its header once more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb

from holdline.build.quoting import identifier, literal
from holdline.build.words import words

if TYPE_CHECKING:
    from holdline.build.raw import Raw

LOOKED_AT = 4
COMPARED = 2


def left_out(db: duckdb.DuckDBPyConnection, raw: "Raw") -> "Raw":
    """*raw* without such lines, which it then tells in `notes`.

    A line is a sum or a remark by its first cell that is not empty: a word for sums alone, or a
    word for remarks before a colon. No number, code or name of a record is written so.
    """
    told = " or ".join(_conditions(raw))
    cells = ", ".join(f"{identifier(name)}::varchar" for name in raw.names)
    found = db.execute(
        f"select source_line, concat_ws(' ', {cells}) from {raw.relation} where {told} order by 1"
    ).fetchall()
    if not found:
        return raw
    lines = ", ".join(str(line) for line, _ in found)
    relation = f"(from {raw.relation} where source_line not in ({lines}))"
    return replace(
        raw, relation=relation, notes=tuple((int(line), str(text)) for line, text in found)
    )


def _conditions(raw: "Raw") -> Iterator[str]:
    first = ", ".join(f"cleaned({identifier(name)})" for name in raw.names[:LOOKED_AT])
    plain = rf"regexp_replace(coalesce({first}), '[\s\x{{3000}}\x{{A0}}]+', '', 'g')"
    sums, remarks = (_either(those) for those in (words().totals, words().remarks))
    yield f"regexp_full_match({plain}, '({sums})([:\uff1a].*)?')"
    yield f"regexp_matches({plain}, '^({remarks})[:\uff1a]')"
    named = [
        (name, head) for name, head in zip(raw.names, raw.headers, strict=True) if head.strip()
    ]
    if len(named) >= COMPARED:
        same = [
            f"trim({identifier(name)}) = {literal(head.strip())}" for name, head in named[:COMPARED]
        ]
        yield f"({' and '.join(same)})"


def _either(texts: list[str]) -> str:
    plain = ("".join(text.split()) for text in texts)
    return "|".join(re.escape(text) for text in plain).replace("'", "''")
