"""Take the answers of task files that came back into triage, and say what became of each row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdline.access.identity import Person
from holdline.errors import TaskFileForeign
from holdline.exports.task_answers import Answer, Returned
from holdline.exports.task_rows import RESULTS, SEAL_DIGITS, is_sealed, result_of
from holdline.quality import handling
from holdline.state import tasks, triage
from holdline.state.store import store
from holdline.state.triage import VERDICTS, Act, Item, Subject

# What may become of a row, in the order a report shows them.
OUTCOMES = (
    "merged", "noted", "again", "conflicting", "settled", "unknown", "altered", "invalid",
    "refused", "blank", "missing",
)  # fmt: skip
UNDER_WAY = ("claimed", "verifying")


@dataclass(frozen=True)
class Merged:
    """What became of one row.

    Attributes:
        file: the file's name, as it came.
        line: of its sheet; 0 for a row that is no longer there.
        number: of the task.
        household: its number, as the sheet says it.
        outcome: one of OUTCOMES.
        why: which cell, or which state, for invalid, conflicting, settled and refused.
    """

    file: str
    line: int
    number: str
    household: str
    outcome: str
    why: str = ""


def merge(person: Person, came: Returned) -> list[Merged]:
    """Take the answers of *came* in for *person*: each is a verdict that somebody else reviews.

    Only rows that say just what was sent are taken, each once; a row that contradicts what stands
    already, or another row of the file, is left for people to look at.

    Raises:
        TaskFileForeign: its signature is not ours, or not over the rows it was sent with.
        NotPermitted: the role does not allow it.
    """
    with store().reading() as db:
        marks = tasks.marks_of(db, came.file)
        held = {item.mark: item for item in triage.items_of(db, list(marks.values()))}
    if not came.is_ours(marks):
        raise TaskFileForeign(file=came.name)
    rows = [_look(came, answer, marks, held) for answer in came.answers]
    _contradict(came.answers, rows)
    pairs = {
        row.line: (_subject(held[marks[int(row.number)]]), _act(came, answer))
        for answer, row in zip(came.answers, rows, strict=True)
        if row.outcome in ("merged", "noted")
    }
    refused = handling.handle_each(person, list(pairs.values()), file=came.file)
    rows = [_refused(row, pairs, refused) for row in rows]
    _remember(came.file, rows)
    return [*rows, *_missing(came, rows, marks, held)]


def counted(rows: Iterable[Merged]) -> dict[str, int]:
    """How many rows came to each outcome, in the order of OUTCOMES; only those some came to."""
    found = Counter(row.outcome for row in rows)
    return {one: found[one] for one in OUTCOMES if found[one]}


def _look(
    came: Returned, answer: Answer, marks: Mapping[int, str], held: Mapping[str, Item]
) -> Merged:
    mark = marks.get(int(answer.number)) if answer.number.isdecimal() else None
    if mark is None or mark not in held:
        return _row(came, answer, "unknown")
    is_whole = len(answer.seal) == SEAL_DIGITS
    if not is_whole or not is_sealed(answer.seal, came.file, mark, *answer.cells):
        return _row(came, answer, "altered")
    if answer.is_blank:
        return _row(came, answer, "blank")
    result = result_of(answer.result)
    problem = _problem(answer, result)
    if problem or result is None:
        return _row(came, answer, "invalid", problem)
    return _against(came, answer, held[mark], result)


def _problem(answer: Answer, result: str | None) -> str:
    """The first cell that cannot be taken as it is; empty when all can."""
    if result is None:
        return "result"
    if not answer.person:
        return "person"
    if answer.on is None or not answer.is_dated:
        return "on"
    return "corrected" if result == "corrected" and not answer.corrected else ""


def _against(came: Returned, answer: Answer, item: Item, result: str) -> Merged:
    """Beside what triage knows already."""
    verdict, is_corrected = RESULTS[result]
    if item.state in UNDER_WAY:
        return _row(came, answer, "merged" if verdict else "noted")
    if item.state in VERDICTS and verdict:
        is_same = (item.verdict, item.is_corrected) == (verdict, is_corrected)
        return _row(came, answer, "again" if is_same else "conflicting", item.state)
    return _row(came, answer, "settled", item.state)


def _contradict(answers: Sequence[Answer], rows: list[Merged]) -> None:
    """Two rows of one number that do not say the same are both left; of two that do, the second."""
    said: dict[str, int] = {}
    for at, (answer, row) in enumerate(zip(answers, rows, strict=True)):
        if row.outcome not in ("merged", "noted", "conflicting"):
            continue
        first = said.setdefault(row.number, at)
        if first == at:
            continue
        if _said(answers[first]) == _said(answer):
            rows[at] = Merged(**{**vars(row), "outcome": "again"})
        else:
            for one in (first, at):
                rows[one] = Merged(**{**vars(rows[one]), "outcome": "conflicting", "why": "twice"})


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.result, answer.corrected, answer.note, answer.person, answer.on


def _row(came: Returned, answer: Answer, outcome: str, why: str = "") -> Merged:
    household = answer.cells[2] if outcome not in ("unknown", "altered") else ""
    return Merged(came.name, answer.line, answer.number, household, outcome, why)


def _subject(item: Item) -> Subject:
    return Subject(item.mark, item.check_id, item.village_code, item.household_id, item.snapshot)


def _act(came: Returned, answer: Answer) -> Act:
    verdict, is_corrected = RESULTS[result_of(answer.result) or "not_yet"]
    facts = {
        "corrected": answer.corrected,
        "person": answer.person,
        "on": answer.on.isoformat() if answer.on else "",
        "file": came.file,
    }
    return Act(
        "judge" if verdict else "note",
        "",
        note=answer.note,
        verdict=verdict,
        is_corrected=is_corrected,
        facts={name: value for name, value in facts.items() if value},
    )


def _refused(
    row: Merged, pairs: Mapping[int, tuple[Subject, Act]], refused: Mapping[str, str]
) -> Merged:
    """*row*, unless triage refused it after all: somebody was faster, or it is out of reach."""
    mark = pairs[row.line][0].mark if row.line in pairs else ""
    if mark not in refused:
        return row
    return Merged(**{**vars(row), "outcome": "refused", "why": refused[mark]})


def _remember(file: str, rows: Iterable[Merged]) -> None:
    numbers = [int(row.number) for row in rows if row.outcome == "merged"]
    with store().writing() as db:
        tasks.come_back(db, file, numbers)


def _missing(
    came: Returned, rows: Iterable[Merged], marks: Mapping[int, str], held: Mapping[str, Item]
) -> Iterator[Merged]:
    """The rows that were sent and are no longer in the sheet."""
    there = {row.number for row in rows}
    for number, mark in marks.items():
        if str(number) not in there:
            household = held[mark].household_id if mark in held else ""
            yield Merged(came.name, 0, str(number), household, "missing")
