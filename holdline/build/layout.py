"""Find the header of a sheet: below titles, in one row or two, above a row of column numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from holdline.build.headers import bare, meaning
from holdline.build.wide_headers import is_wide
from holdline.build.words import words

TOP = 30
LEAST_NUMBERED = 3
Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Layout:
    """Where a sheet's records begin.

    Attributes:
        headers: one a column, without those at the end that are empty.
        above: rows above the first record: titles, header and column numbers.
        width: cells of the header's rows, empty ones at the end among them.
        known: columns of the table the headers mean, each once.
    """

    headers: tuple[str, ...]
    above: int
    width: int
    known: int


def layout(
    rows: Sequence[Sequence[str]],
    table: str,
    answers: Mapping[str, str] | None = None,
    merged: Iterable[Merged] = (),
) -> Layout | None:
    """The header among the first *rows* whose names mean most columns of *table*.

    The first row that is not empty when no name is known; None when all are empty.

    Args:
        rows: the sheet's first rows as text; those behind TOP are not looked at.
        table: the import table.
        answers: what headers mean that the dictionary does not know, by their bare form.
        merged: the sheet's merged cells, as corners (row, column) from 0.
    """
    top = [list(row) for row in rows[:TOP]]
    filled = _filled(top, merged)
    found = [one for at in range(len(top)) for one in _candidates(top, filled, at, table, answers)]
    if not found:
        return None
    best = max(found, key=lambda one: one.known)  # the first of equals
    return replace(best, above=best.above + _numbered(top, best.above))


def known(headers: Iterable[str], table: str, answers: Mapping[str, str] | None = None) -> int:
    """How many columns of *table* the *headers* mean, wide columns of support among them."""
    means = {meaning(one, table, answers) for one in headers} - {""}
    return len(means) + sum(is_wide(one, table) for one in headers)


def _candidates(
    top: Sequence[Sequence[str]],
    filled: Sequence[Sequence[str]],
    at: int,
    table: str,
    answers: Mapping[str, str] | None,
) -> Iterable[Layout]:
    single = _trimmed(top[at])
    if single:
        yield Layout(single, at + 1, len(top[at]), known(single, table, answers))
    if single and at + 1 < len(top):
        double = _joined(top[at], filled[at], top[at + 1], table, answers)
        if double:
            width = max(len(top[at]), len(top[at + 1]))
            yield Layout(double, at + 2, width, known(double, table, answers))


def _joined(
    group: Sequence[str],
    spread: Sequence[str],
    leaves: Sequence[str],
    table: str,
    answers: Mapping[str, str] | None,
) -> tuple[str, ...]:
    """The headers of two rows; () when the second is no row of headers.

    Beneath a name that is a column of its own, the second row of a header is empty.
    """
    width = max(len(group), len(leaves))
    tops, wide, below = (_padded(row, width) for row in (group, spread, leaves))
    headers = []
    for own, above, leaf in zip(tops, wide, below, strict=True):
        if leaf and own and meaning(own, table, answers):
            return ()
        both = f"{above}{leaf}"
        headers.append(both if not leaf or meaning(both, table, answers) else leaf)
    return _trimmed(headers)


def _filled(rows: Sequence[Sequence[str]], merged: Iterable[Merged]) -> list[list[str]]:
    """*rows* with the text of merged cells in every cell they cover in its first row."""
    filled = [list(row) for row in rows]
    for (first, left), (_, right) in merged:
        if first < len(filled) and left < len(filled[first]):
            row = filled[first]
            row.extend([""] * (right + 1 - len(row)))
            row[left : right + 1] = [row[left]] * (right + 1 - left)
    return filled


def _numbered(rows: Sequence[Sequence[str]], at: int) -> int:
    """Whether row *at* numbers the columns: 1, 2, 3 and so on, after the letters of old forms."""
    if at >= len(rows):
        return 0
    cells = [bare(cell) for cell in rows[at] if bare(cell)]
    letters = words().ordinals
    while cells and letters and cells[0] == letters[0]:
        cells, letters = cells[1:], letters[1:]
    expected = [str(number) for number in range(1, len(cells) + 1)]
    return int(len(cells) >= LEAST_NUMBERED and cells == expected)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)
