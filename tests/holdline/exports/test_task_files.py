"""Task files: what is sent comes back once, whole, and by nobody else's hand."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from holdline.access.identity import Person
from holdline.errors import HoldlineError, TaskFileForeign, TasksMissing
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.task_answers import returned
from holdline.exports.task_file import HEAD_ROW, SIGNED
from holdline.exports.task_merge import Merged, counted, merge
from holdline.exports.task_rows import COLUMNS, say
from holdline.exports.task_sending import Township, made, townships
from holdline.quality import handling
from holdline.state import audit
from holdline.state.store import store
from holdline.state.triage import Act, Item, Step, Subject

MAKER = Person("li", "Li", "data_team")
CHECKER = Person("wang", "Wang", "data_team")
DUE = date(2023, 3, 15)
RIGHT = say("zh", "results.right")
CORRECTED = say("zh", "results.corrected")
ROWS = [
    {
        "mark": f"{number:032x}", "check_id": "F04", "severity": "warning", "person_id": None,
        "household_id": f"37040300100100{number:02d}", "village_code": "370403001001",
        "town_name": "T", "village_name": "V", "head_name": "Zhang",
        "field": "net_income_per_head_yuan", "value": str(100 * number), "expected": None,
        "is_missing": False,
    }
    for number in (1, 2, 3)
]  # fmt: skip
Edit = Callable[[Any], None]


@pytest.fixture
def sent(stands: Provenance, batch: Batch) -> bytes:
    """A file of three tasks, as it leaves."""
    return made(MAKER, stands, batch, [Township("370403001", "T", ROWS)], DUE).data


@pytest.fixture
def back(sent: bytes, tmp_path: Path) -> Callable[..., list[Merged]]:
    """Fill the file in, give it back, and merge it."""

    def given(*edits: Edit, person: Person = MAKER) -> list[Merged]:
        book = load_workbook(io.BytesIO(sent))
        for edit in edits:
            edit(book)
        file = tmp_path / "back.xlsx"
        book.save(file)
        return merge(person, returned(file, file.name))

    return given


def answer(number: int, /, **cells: object) -> Edit:
    """An edit: what a village writes into the row of a task."""

    def edit(book: Any) -> None:
        told = {"result": RIGHT, "person": "Zhao", "on": date(2023, 3, 2), **cells}
        for name, value in told.items():
            book.worksheets[0].cell(HEAD_ROW + 1 + number, COLUMNS.index(name) + 1, value)

    return edit


def outcomes(rows: list[Merged]) -> dict[str, str]:
    """What became of each task, by its number."""
    return {row.number: row.outcome for row in rows}


def items() -> dict[str, Item]:
    """The records by their household's last digit."""
    return {item.household_id[-1]: item for item in handling.items()}


def steps(digit: str) -> list[Step]:
    """A record's history."""
    return handling.history(items()[digit].mark)


def test_what_is_sent_is_being_verified_by_its_day(sent: bytes) -> None:
    assert sent
    assert {(one.state, one.due_on, one.owner) for one in items().values()} == {
        ("verifying", DUE, "li")
    }  # fmt: skip


def test_answers_come_back_as_verdicts(back: Callable[..., list[Merged]]) -> None:
    """Nothing is typed again: who found what on which day stands in the history."""
    rows = back(answer(1), answer(2, result=CORRECTED, corrected="5200", note="slip"))

    assert outcomes(rows) == {"1": "merged", "2": "merged", "3": "blank"}
    assert {digit: (one.state, one.is_corrected) for digit, one in items().items()} == {
        "1": ("false_alarm", False), "2": ("confirmed", True), "3": ("verifying", False),
    }  # fmt: skip
    last = steps("2")[-1]
    assert (last.account, last.note) == ("li", "slip")
    assert dict(last.facts) | {"file": ""} == {
        "corrected": "5200", "person": "Zhao", "on": "2023-03-02", "file": "",
    }  # fmt: skip


def test_whoever_merged_cannot_review(back: Callable[..., list[Merged]]) -> None:
    """Merging is making; somebody else closes it."""
    back(answer(1))
    item = items()["1"]
    subject = Subject(item.mark, item.check_id, item.village_code, item.household_id, "s")
    own = handling.handle(MAKER, [subject], Act("review", ""))
    other = handling.handle(CHECKER, [subject], Act("review", ""))
    closed = handling.handle(CHECKER, [subject], Act("close", ""))

    assert (dict(own.refused), other.done, closed.done) == (
        {item.mark: "same_person"}, (item.mark,), (item.mark,),
    )  # fmt: skip
    assert items()["1"].state == "closed"


def test_the_same_file_twice_changes_nothing(back: Callable[..., list[Merged]]) -> None:
    back(answer(1))
    before = len(steps("1"))

    assert outcomes(back(answer(1)))["1"] == "again"
    assert len(steps("1")) == before


def test_another_answer_later_is_a_conflict_and_changes_nothing(
    back: Callable[..., list[Merged]],
) -> None:
    back(answer(1))

    assert outcomes(back(answer(1, result=CORRECTED, corrected="9")))["1"] == "conflicting"
    assert items()["1"].state == "false_alarm"


def test_what_is_closed_stays_closed(back: Callable[..., list[Merged]]) -> None:
    back(answer(1))
    item = items()["1"]
    subject = Subject(item.mark, item.check_id, item.village_code, item.household_id, "s")
    for name in ("review", "close"):
        handling.handle(CHECKER, [subject], Act(name, ""))

    assert outcomes(back(answer(1)))["1"] == "settled"


@pytest.mark.parametrize("column", ["village", "household", "head", "reason", "value", "remedy"])
def test_a_row_that_says_another_thing_than_was_sent_is_named(
    back: Callable[..., list[Merged]], column: str
) -> None:
    """Whatever cell it is; the others are taken."""
    rows = back(answer(1, **{column: "something else"}), answer(2))

    assert outcomes(rows) == {"1": "altered", "2": "merged", "3": "blank"}
    assert items()["1"].state == "verifying"


def test_a_row_put_under_another_number_is_named(back: Callable[..., list[Merged]]) -> None:
    rows = back(answer(1, number="2"), answer(2))

    assert [row.outcome for row in rows] == ["altered", "merged", "blank", "missing"]


def test_a_row_nobody_sent_is_named(back: Callable[..., list[Merged]]) -> None:
    rows = back(answer(4, number="4", household="x"), answer(5, number="y"))

    assert [row.outcome for row in rows] == ["blank"] * 3 + ["unknown"] * 2


def test_a_row_taken_out_is_named(back: Callable[..., list[Merged]]) -> None:
    rows = back(answer(1), lambda book: book.worksheets[0].delete_rows(HEAD_ROW + 3))

    assert outcomes(rows) == {"1": "merged", "2": "missing", "3": "blank"}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"result": "perhaps"}, "result"),
        ({"person": None}, "person"),
        ({"on": None}, "on"),
        ({"on": "in spring"}, "on"),
        ({"result": CORRECTED}, "corrected"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_by_its_cell(
    back: Callable[..., list[Merged]], cells: dict[str, object], why: str
) -> None:
    row = back(answer(1, **cells))[0]

    assert (row.outcome, row.why, items()["1"].state) == ("invalid", why, "verifying")


@pytest.mark.parametrize("day", ["2023-03-02", "2023/03/02", "2023.03.02"])
def test_a_day_written_as_text_is_a_day(back: Callable[..., list[Merged]], day: str) -> None:
    back(answer(1, on=day))

    assert steps("1")[-1].facts["on"] == "2023-03-02"


def test_what_cannot_be_verified_yet_stays_open(back: Callable[..., list[Merged]]) -> None:
    rows = back(answer(1, result=say("en", "results.not_yet"), note="away till May"))

    assert (rows[0].outcome, items()["1"].state) == ("noted", "verifying")
    assert steps("1")[-1].note == "away till May"


def test_two_rows_of_one_task_that_differ_are_both_left(back: Callable[..., list[Merged]]) -> None:
    def doubled(book: Any) -> None:
        page = book.worksheets[0]
        for at in range(1, len(COLUMNS) + 1):
            page.cell(HEAD_ROW + 5, at, page.cell(HEAD_ROW + 2, at).value)
        page.cell(HEAD_ROW + 5, COLUMNS.index("result") + 1, say("zh", "results.special"))

    rows = back(answer(1), doubled)

    assert [row.outcome for row in rows] == ["conflicting", "blank", "blank", "conflicting"]
    assert items()["1"].state == "verifying"


def sign(name: str, value: str) -> Edit:
    """An edit of the hidden signature."""

    def edit(book: Any) -> None:
        for row in book[SIGNED].iter_rows():
            if row[0].value == name:
                row[1].value = value

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book.remove(book[SIGNED]),
        sign("seal", "0" * 64),
        sign("seal", ""),
        sign("file", "20200101-000000-0000-370403001"),
        sign("division", "370404001"),
        sign("snapshot", "another"),
    ],
    ids=["unsigned", "other seal", "no seal", "other file", "other township", "other snapshot"],
)
def test_a_file_that_is_not_ours_is_refused_whole(
    back: Callable[..., list[Merged]], edit: Edit
) -> None:
    with pytest.raises(TaskFileForeign):
        back(answer(1), edit)

    assert items()["1"].state == "verifying"


def test_another_installations_file_is_refused(
    back: Callable[..., list[Merged]], home: Path
) -> None:
    """Its key is another one."""
    (home / "keys" / "tasks.key").write_text("ab" * 32, "ascii")

    with pytest.raises(TaskFileForeign):
        back(answer(1))


def test_any_other_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    file.write_bytes(b"not a workbook")

    with pytest.raises(HoldlineError):
        returned(file, file.name)


def test_a_text_in_it_is_never_a_formula(stands: Provenance, batch: Batch) -> None:
    odd = [{**ROWS[0], "head_name": "=1+1"}]
    data = made(MAKER, stands, batch, [Township("370403001", "T", odd)], DUE).data
    head = load_workbook(io.BytesIO(data)).worksheets[0].cell(HEAD_ROW + 2, 4)

    assert (head.value, head.data_type) == ("=1+1", "s")


def test_only_answers_can_be_written_and_are_chosen_from_a_list(sent: bytes) -> None:
    page = load_workbook(io.BytesIO(sent)).worksheets[0]
    row = [page.cell(HEAD_ROW + 2, at + 1).protection.locked for at in range(len(COLUMNS))]
    lists = [one for one in page.data_validations.dataValidation if one.type == "list"]

    assert page.protection.sheet
    assert row == [True] * 8 + [False] * 5 + [True]
    assert RIGHT in lists[0].formula1


def test_what_somebody_judged_meanwhile_is_not_sent(
    stands: Provenance, batch: Batch, sent: bytes
) -> None:
    assert sent
    for item in items().values():
        subject = Subject(item.mark, item.check_id, item.village_code, item.household_id, "s")
        handling.handle(MAKER, [subject], Act("judge", "", verdict="exempt"))
    again = Batch("20261125-160600-aaaa", batch.at)

    with pytest.raises(TasksMissing):
        made(MAKER, stands, again, [Township("370403001", "T", ROWS)], DUE)


def test_each_township_has_its_own_file() -> None:
    other = {**ROWS[0], "village_code": "370403002001", "town_name": "U"}
    lost = {**ROWS[0], "village_code": "3704"}

    assert [(one.code, len(one.rows)) for one in townships([*ROWS, other, lost])] == [
        ("370403001", 3), ("370403002", 1),
    ]  # fmt: skip


def test_merging_is_written_down_without_names(back: Callable[..., list[Merged]]) -> None:
    rows = back(answer(1), answer(2, person=None))
    with store().reading() as db:
        event = list(audit.events(db))[-1]

    assert counted(rows) == {"merged": 1, "invalid": 1, "blank": 1}
    assert (event.action, dict(event.facts)) == ("triage.merged", {"done": 1, "refused": 0})
