"""Recognise what came in: the table of each sheet, the column of each header, and questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from holdline import paths
from holdline.build import reading, textfile
from holdline.build.belonging import Look, table_of
from holdline.build.derived_keys import DERIVED_KEYS
from holdline.build.guessing import guess
from holdline.build.headers import bare, matched, meaning
from holdline.build.layout import layout
from holdline.build.receiving import File, Refusal, refusal
from holdline.build.sources import PARQUET, TEXTS
from holdline.build.wide_headers import is_wide
from holdline.build.words import words
from holdline.errors import HoldlineError
from holdline.reference import columns

Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Question:
    """A header that nobody knows.

    Attributes:
        header: as the file writes it.
        guess: the column it is most like; "" when it is like none.
        likeness: 0 to 1.
    """

    header: str
    guess: str
    likeness: float


@dataclass(frozen=True)
class Recognised:
    """What one sheet or file holds.

    Attributes:
        label: of the file.
        sheet: of a workbook; "" of other files.
        table: the import table; "" when it is none.
        headers: as written, each with the column it means, "" for none.
        above: rows above the first record.
        questions: headers to be asked about, before the file can be imported.
        left_out: headers that are no column, and are not asked about.
        absent: columns of the table it does not have.
        formulas: cells whose value a formula computed.
        is_hidden: the sheet is not shown in Excel, and is not read.
        is_correction: it mends rows that were rejected before.
    """

    label: str
    sheet: str
    table: str
    headers: tuple[tuple[str, str], ...] = ()
    above: int = 0
    questions: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    formulas: int = 0
    is_hidden: bool = False
    is_correction: bool = False

    @property
    def name(self) -> str:
        """How reports call it."""
        return f"{self.label}!{self.sheet}" if self.sheet else self.label


def recognised(
    files: Iterable[File], answers: Answers
) -> tuple[tuple[Recognised, ...], tuple[Refusal, ...]]:
    """What *files* hold, and which of them or of their sheets cannot be imported.

    Args:
        files: as they came in.
        answers: what headers mean, by table and bare header; "" to leave the column out.
    """
    found: list[Recognised] = []
    refused: list[Refusal] = []
    with reading.kept():
        for file in files:
            try:
                for one in _looks(file, answers):
                    found.append(one)
                    _check(one, answers)
            except HoldlineError as fault:
                refused.append(
                    refusal(found[-1].name if _is_of(found, file) else file.label, fault)
                )
    return tuple(found), tuple(refused)


def _is_of(found: list[Recognised], file: File) -> bool:
    return bool(found) and found[-1].label == file.label


def _looks(file: File, answers: Answers) -> Iterator[Recognised]:
    path = paths.batches() / file.path
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        yield _recognised(file, "", Look((path.stem,), textfile.top(path)), answers)
    elif suffix == PARQUET:
        yield _recognised(file, "", Look((path.stem,), [reading.parquet_columns(path)]), answers)
    else:
        yield from _sheets(file, path, answers)


def _sheets(file: File, path: Path, answers: Answers) -> Iterator[Recognised]:
    held = reading.sheets(path)
    shown = [sheet for sheet in held if not sheet.is_hidden]
    for sheet in held:
        if sheet.is_hidden:
            yield Recognised(file.label, sheet.name, "", is_hidden=True)
            continue
        names = (sheet.name, path.stem) if len(shown) == 1 else (sheet.name,)
        look = Look(names, sheet.top, sheet.merged)
        yield _recognised(file, sheet.name, look, answers, formulas=sheet.formulas)


def _recognised(
    file: File, sheet: str, look: Look, answers: Answers, *, formulas: int = 0
) -> Recognised:
    table = table_of(look, answers)
    found = layout(look.top, table, answers.get(table, {}), look.merged) if table else None
    if found is None:
        return Recognised(file.label, sheet, table)
    told = answers.get(table, {})
    headers = tuple((one, meaning(one, table, told)) for one in found.headers)
    known = {means for _, means in headers}
    absent = [one for one in columns.table(table) if one.identifier not in known]
    origins = words().origins
    unknown = [
        one
        for one, means in headers
        if not means and one.strip() and one not in origins
        and not is_wide(one, table) and bare(one) not in told
    ]  # fmt: skip
    questions = tuple(_questions(unknown, absent))
    asked = {one.header for one in questions}
    return Recognised(
        file.label, sheet, table, headers, found.above, questions,
        left_out=tuple(one for one in unknown if one not in asked),
        absent=tuple(one.identifier for one in absent),
        formulas=formulas,
        is_correction=_is_correction(found.headers),
    )  # fmt: skip


def _is_correction(headers: Iterable[str]) -> bool:
    held = {*headers}
    return not held.isdisjoint(words().origin_file) and not held.isdisjoint(words().origin_row)


def _questions(unknown: list[str], absent: list[columns.Column]) -> Iterator[Question]:
    """The unknown headers that may be a column the file lacks; all of them when it must have it."""
    lacks = any(
        one.required in {"key", "yes"} and one.identifier not in DERIVED_KEYS for one in absent
    )
    for header in unknown:
        if bare(header) in words().unasked:
            continue
        found = guess(header, absent)
        if found or lacks:
            yield Question(header, *((found.identifier, found.likeness) if found else ("", 0.0)))


def _check(one: Recognised, answers: Answers) -> None:
    """Refuse a sheet whose columns are repeated, or lack one that no unknown header may be."""
    if one.table and not one.is_hidden and not one.questions:
        matched(
            [header for header, _ in one.headers], one.table, one.name,
            derived=DERIVED_KEYS, answers=answers.get(one.table),
        )  # fmt: skip
