"""Give coded columns their values: every distinct text is read once, and mapped in SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from holdline.build import coding
from holdline.build.quoting import identifier, literal, literals
from holdline.build.values import CODED, Cell, family, stored


def resolved(db: duckdb.DuckDBPyConnection, cell: Cell, relation: str, found: str) -> Cell:
    """*cell*, of a column of DuckDB type *found*, with the SQL of its value when it is coded."""
    kind = family(cell.column.type)
    if kind not in CODED or cell.is_safe:
        return cell
    quoted = identifier(cell.name)
    if kind != "BOOLEAN" and found in {"VARCHAR", "VARCHAR[]"}:
        held = _distinct(db, quoted, relation)
        if _are_codes(held, cell.column.codes, kind):
            return replace(cell, value=quoted, is_safe=True)
    # A text is looked up as it stands; what it stands for is told once, without its spaces.
    looked_up = quoted if found == "VARCHAR" else cell.shown
    texts = [text for text in _distinct(db, looked_up, relation) if text is not None]
    return _mapped(cell, kind, looked_up, sorted(texts))


def _distinct(db: duckdb.DuckDBPyConnection, expression: str, relation: str) -> list[Any]:
    return [
        row[0] for row in db.execute(f"select distinct {expression} from {relation}").fetchall()
    ]


def _are_codes(values: Iterable[Any], name: str, kind: str) -> bool:
    known = coding.all_of(name)
    held = [value for value in values if value is not None]
    if kind == "CODE":
        return all(value in known for value in held)
    return all(isinstance(value, list) and value and known.issuperset(value) for value in held)


def _mapped(cell: Cell, kind: str, looked_up: str, texts: Sequence[str]) -> Cell:
    known: dict[str, str] = {}
    half_read, unread = [], []
    for text in texts:
        value, is_half = _value(coding.cleaned(text), kind, cell.column.codes)
        if value:
            known[text] = value
        if is_half:
            half_read.append(coding.cleaned(text))
        if not value and coding.cleaned(text):
            unread.append(text)
    keys, values = literals(known), ", ".join(known.values())
    value = f"map([{keys}], [{values}])[{looked_up}]" if known else f"null::{stored(kind)}"
    is_safe = not unread and not half_read
    return replace(cell, value=value, is_safe=is_safe, half_read=tuple(half_read))


def _value(text: str, kind: str, name: str) -> tuple[str, bool]:
    """SQL of what *text* means, "" when nothing, and whether a part of it means nothing."""
    if kind == "BOOLEAN":
        truth = coding.truth_of(text)
        return ("" if truth is None else str(truth).lower()), False
    if kind == "CODE":
        code = coding.code_of(text, name)
        return (literal(code) if code else ""), False
    codes, rest = coding.codes_of(text, name)
    return (f"[{literals(codes)}]" if codes else ""), bool(codes and rest)
