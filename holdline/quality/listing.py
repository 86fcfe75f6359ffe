"""The list of the checks for docs/reference: `python -m holdline check --list`."""

from itertools import groupby

from holdline.quality.checks import Check, all_checks

HEAD = """\
# Checks

Written by `python -m holdline check --list > docs/reference/checks.md` from the headers in
`queries/checks`.
A finding is suspected until it is verified. error: cannot be right; warning: look at it;
information: a hint.

"""
TABLE = """\
| id | title | in English | severity | dimension | basis | file |
|---|---|---|---|---|---|---|
"""


def markdown() -> str:
    """Every check in a table for each letter of its id."""
    parts = [HEAD]
    for letter, checks in groupby(all_checks(), key=lambda check: check.id[0]):
        parts.append(f"## {letter}\n\n{TABLE}{''.join(map(_row, checks))}\n")
    return "".join(parts).rstrip("\n") + "\n"


def _row(check: Check) -> str:
    cells = (
        check.id,
        check.title("zh"),
        check.title("en"),
        check.severity,
        check.dimension,
        check.basis,
        f"`{check.file.name}`",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
