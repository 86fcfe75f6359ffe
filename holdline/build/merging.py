"""What a new import builds from: its own files, and of the current data what it does not replace.

One import is one snapshot: the state of every table. A table that comes in takes the place of all
that was held of it, or, when asked to add, of the files of the same name alone; a table that does
not come in stays as it was. Mended rows stand beside the files they were rejected from, which give
them up. docs/decisions/0030 says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from holdline.build.plan import Part, Plan
from holdline.build.receiving import File, numbered
from holdline.build.recognising import Recognised
from holdline.errors import ImportRowsGone
from holdline.reference import columns

Lines = Mapping[str, tuple[int, ...]]
DATED = ("household", "monitor_case")


def merged(
    new: Plan,
    current: Plan | None,
    *,
    mended: Mapping[str, Lines],
    adds: bool,
) -> Plan:
    """The plan of *new* laid over *current*.

    Args:
        new: of what came in alone.
        current: of the data in use; None when there is none, or it is of invented people and the
            new is not.
        mended: for each part of *new* that mends rows, their lines by the name of the part they
            were rejected from.
        adds: whether a table that came in is added to what is held of it.

    Raises:
        ImportRowsGone: rows are mended of parts that are not held.
    """
    own = [one for one in new.parts if one.name not in mended]
    kept = _kept(current.parts if current else (), own, adds=adds)
    lines = _lines(mended)
    _require(lines, [*kept, *own], mended)
    parts = [one.without(lines) for one in _unique(kept, list(new.parts))]
    return replace(
        new,
        parts=tuple(sorted(parts, key=lambda one: _order().index(one.table))),
        is_sample=new.is_sample or bool(mended and current and current.is_sample),
        as_of=new.as_of or (current.as_of if current and not _is_dated(own) else None),
    )


def _is_dated(own: Sequence[Part]) -> bool:
    """Whether what came in says of itself what day it shows; else the day stays as it was."""
    return any(one.table in DATED for one in own)


def parts_of(
    batch: str,
    files: Sequence[File],
    sheets: Sequence[Recognised],
    answers: Mapping[str, Mapping[str, str]],
) -> tuple[Part, ...]:
    """The parts of an import: the sheets that hold a table."""
    held = {file.label: file for file in files}
    return tuple(
        Part(
            batch, held[one.label].path, one.label, held[one.label].sha256, one.table, one.sheet,
            answers=dict(answers.get(one.table, {})),
        )
        for one in sheets
        if one.table and not one.is_hidden
    )  # fmt: skip


def _kept(held: Sequence[Part], own: Sequence[Part], *, adds: bool) -> list[Part]:
    """What stays of the parts held."""
    if adds:
        names = {(one.table, one.label) for one in own}
        return [one for one in held if (one.table, one.label) not in names]
    tables = {one.table for one in own}
    return [one for one in held if one.table not in tables]


def _lines(mended: Mapping[str, Lines]) -> dict[str, tuple[int, ...]]:
    lines: dict[str, tuple[int, ...]] = {}
    for told in mended.values():
        for name, rows in told.items():
            lines[name] = (*lines.get(name, ()), *rows)
    return lines


def _require(lines: Lines, parts: Sequence[Part], mended: Mapping[str, Lines]) -> None:
    gone = sorted({*lines} - {one.name for one in parts})
    if gone:
        raise ImportRowsGone(file=", ".join(mended), sources=", ".join(gone))


def _unique(held: list[Part], added: list[Part]) -> list[Part]:
    """*added* behind *held*, with a number where a part of that name is held already."""
    names = {one.name for one in held}
    labels: dict[str, str] = {}
    for label in dict.fromkeys(one.label for one in added):
        those = [one for one in added if one.label == label]
        free = (label, *(numbered(label, number) for number in range(2, len(names) + 3)))
        labels[label] = next(
            name for name in free if not names & {replace(one, label=name).name for one in those}
        )
    return [*held, *(replace(one, label=labels[one.label]) for one in added)]


def _order() -> list[str]:
    return list(columns.tables())
