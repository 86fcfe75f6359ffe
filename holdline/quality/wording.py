"""A finding in words: what is at fault, what stands there, and what should."""

import re

from holdline.messages import catalogue
from holdline.quality.checks import Check
from holdline.reference import codes, columns

# Where a field's header and codes are looked for: findings name columns of these most often.
FIRST = ("household", "member", "monitor_case")
BOOLEANS = {"true": "common.values.yes", "false": "common.values.no"}
# What a check may name beside the columns of the dictionary: full years on the snapshot's day.
AGE = "age"
PARTS = re.compile(r"[,|]")


def reason(
    check: Check,
    field: str,
    value: str | None,
    expected: str | None,
    language: str,
    *,
    is_missing: bool,
) -> str:
    """Why a row is at fault, in one sentence: zh or en.

    Args:
        check: the check.
        field: the column at fault.
        value: what stands there; None when nothing does, or when it is hidden from the reader.
        expected: what should; None when that cannot be told or is hidden.
        language: zh or en.
        is_missing: nothing stands there.
    """
    facts = {"title": check.title(language), "field": field_name(field, language)}
    if value is None and not is_missing:
        return catalogue.text(language, "findings.reason_hidden", **facts)
    facts["value"] = shown(field, value, language)
    if expected is None:
        return catalogue.text(language, "findings.reason", **facts)
    told = shown(field, expected, language)
    return catalogue.text(language, "findings.reason_expected", expected=told, **facts)


def field_name(field: str, language: str) -> str:
    """What a column is called: its Chinese header, or its identifier without underscores."""
    if field == AGE:
        return catalogue.text(language, "findings.age")
    found = _column(field)
    if language == "zh" and found:
        return found.header_zh
    return field.removesuffix("_yuan").replace("_", " ")


def shown(field: str, value: str | None, language: str) -> str:
    """A cell as a reader reads it: codes by their labels; a missing cell says so."""
    if value is None or not value:
        return catalogue.text(language, "findings.missing")
    if value in BOOLEANS:
        return catalogue.text(language, BOOLEANS[value])
    found = _column(field)
    if not found or not found.codes:
        return value
    labels = [codes.label(found.codes, part, language) or part for part in PARTS.split(value)]
    return catalogue.text(language, "common.values.joint").join(labels)


def _column(field: str) -> columns.Column | None:
    others = [name for name in columns.tables() if name not in FIRST]
    held = (one for table in (*FIRST, *others) for one in columns.table(table))
    return next((one for one in held if one.identifier == field), None)
