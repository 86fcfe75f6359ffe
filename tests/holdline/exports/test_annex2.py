"""Appendix 2: ten columns in order, numbers as text, and nobody on it who may not be."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from holdline import paths
from holdline.access.identity import Person, operator
from holdline.errors import GuardsNotAcknowledged, NothingToNotice, NotPermitted
from holdline.exports import annex2, leaks, public_notice
from holdline.exports.annex2 import Proposed, Round
from holdline.exports.asking import Source
from holdline.exports.identity_numbers import is_sound
from holdline.exports.provenance import Batch, Provenance
from holdline.rules import leaving
from holdline.timeline.locks import PAPERS
from holdline.warehouse.snapshot import Snapshot, current

# The notice's own words and order (鲁乡振字〔2021〕12号, appendix 2).
HEADS = ["市", "县", "乡镇", "村", "户编码", "户主姓名", "证件号码", "脱贫年度", "标注原因", "备注"]
YEAR = 2022
Make = Callable[..., Round]


@pytest.fixture
def shot(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The small sample in a home of its own, so that acknowledgements stay here."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "snapshots").symlink_to(built_home / "snapshots")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    return current()


@pytest.fixture
def made(shot: Snapshot) -> Make:
    """Makes the round of the city as known on a day."""

    def make(on: date | None = None, person: Person | None = None, **options: Any) -> Round:
        return annex2.round_of(
            Source(person or operator(), shot), tree="management", division="3704", year=YEAR,
            on=on or shot.manifest.as_of_on, language="zh", **options,
        )  # fmt: skip

    return make


def acknowledged(of: Round) -> None:
    """Answer for every guard of the batch."""
    for kind in of.standing.open:
        leaving.acknowledge(operator(), of.standing, kind, "已逐户核实，符合标注情形")


def sheets(content: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_list_has_the_ten_columns_of_the_notice_in_their_order(
    made: Make, stands: Provenance, batch: Batch
) -> None:
    acknowledged(made())
    whole = made(is_revealed=True)
    page = sheets(annex2.file(whole, stands, batch)).worksheets[0]
    rows = list(page.iter_rows(min_row=3))

    assert [cell.value for cell in rows[0]] == HEADS
    assert len(rows) - 1 == len(whole.leaving) > 3
    for row in rows[1:]:
        number = row[6]
        assert (number.data_type, number.number_format, is_sound(number.value)) == ("s", "@", True)
        assert row[4].data_type == "s"
        assert 2014 <= row[7].value <= 2020
        assert row[8].value.startswith("附件1情形")
    assert [row[4].value for row in rows[1:]] == [one.household_id for one in whole.leaving]


def test_who_is_not_on_it_stands_on_the_second_sheet_with_why(
    made: Make, stands: Provenance, batch: Batch
) -> None:
    acknowledged(made())
    whole = made(is_revealed=True)
    page = sheets(annex2.file(whole, stands, batch)).worksheets[1]
    told = {row[2].value: row[3].value for row in page.iter_rows(min_row=4)}

    assert {one.household_id for one in whole.refused} == told.keys()
    assert all(told.values())
    assert len(whole.leaving) + len(whole.refused) == len(whole.households)


def test_nothing_leaves_while_a_guard_is_open(made: Make, stands: Provenance, batch: Batch) -> None:
    """And an acknowledgement holds for exactly that batch."""
    whole = made(is_revealed=True)
    assert whole.standing.open
    with pytest.raises(GuardsNotAcknowledged):
        annex2.file(whole, stands, batch)
    acknowledged(whole)

    assert annex2.file(made(is_revealed=True), stands, batch)


def test_nobody_leaves_before_the_notice_is_over(made: Make) -> None:
    """On its last day a notice still runs; the day after it is over."""
    later = made()
    one = next(one for one in later.leaving if one.free_on)
    last = one.free_on - timedelta(days=1)

    on_last = {row.household_id: row.reasons for row in made(last).households}
    on_next = {row.household_id: row.reasons for row in made(one.free_on).households}
    assert "notice_running" in on_last[one.household_id]
    assert "notice_running" not in on_next[one.household_id]


def test_five_working_days_are_not_over_after_five_calendar_days(
    made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calendar is a setting (procedure.toml): weekends and holidays do not count then."""
    free = {one.household_id for one in made().leaving}
    steps = annex2.legs(date(2022, 12, 31), "3704")
    monkeypatch.setattr(annex2, "legs", lambda *_: replace(steps, working=True))
    locked = {one.household_id for one in made().refused if "notice_short" in one.reasons}

    assert free
    assert free <= locked


def test_a_file_that_lacks_papers_is_refused_and_the_papers_named(made: Make) -> None:
    lacking = [one for one in made().households if one.lacking]

    assert lacking
    assert all(PAPERS in one.reasons for one in lacking)
    assert all(annex2.papers(one, "zh") for one in lacking)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"village_name": None}, "row_incomplete"),
        ({"lifted_out_year": None}, "row_incomplete"),
        ({"reason": ""}, "row_incomplete"),
        ({"note": None}, ""),
        ({"head_id_number": "370499197109291295"}, "number_unsound"),
        ({"is_head_other": True}, "head_differs"),
        ({"is_annotated": True}, "annotated"),
    ],
)
def test_a_row_unfit_for_the_province_is_refused(cells: dict[str, object], reason: str) -> None:
    fit = dict.fromkeys(annex2.NEEDED, "x") | {
        "head_id_number": "370499197109291294", "is_head_other": False, "is_annotated": False,
    }  # fmt: skip

    assert annex2._unfit(fit | cells) == ([reason] if reason else [])


def test_only_the_data_team_takes_whole_numbers(made: Make) -> None:
    leader = Person("li", "li", "leader")
    with pytest.raises(NotPermitted):
        made(person=leader, is_revealed=True)
    shown = made(person=leader)

    assert {one.cells["head_id_number"] for one in shown.households} == {None}
    assert all(str(one.cells["head_name"])[1:].strip("*") == "" for one in shown.households)


def test_everybody_judges_the_same_batch(made: Make) -> None:
    """So that what a leader acknowledges holds for the data team's file."""
    leader, team = made(person=Person("li", "li", "leader")), made(is_revealed=True)

    assert leader.standing.subject == team.standing.subject
    assert [one.reasons for one in leader.households] == [one.reasons for one in team.households]


def test_the_notice_names_surnames_and_clauses_only(
    made: Make, stands: Provenance, batch: Batch
) -> None:
    whole = made()
    content = public_notice.file(whole, stands, batch)
    doc = Document(io.BytesIO(content))
    rows = [row for table in doc.tables for row in table.rows[1:]]

    assert len(rows) == len(whole.noticed) >= len(whole.leaving)
    assert {one.household_id for one in whole.leaving} <= {
        one.household_id for one in whole.noticed
    }
    assert all(row.cells[1].text.endswith("*") for row in rows)
    assert leaks.scan(leaks.texts_of(content), allowed=(batch.number,)) == []


def test_a_notice_of_nobody_is_refused(made: Make, stands: Provenance, batch: Batch) -> None:
    with pytest.raises(NothingToNotice):
        public_notice.file(made(date(2022, 1, 1)), stands, batch)


def test_the_reason_cites_the_rules_clauses_then_the_proposers_words() -> None:
    cells = {"exit_criteria": ["2"], "reason": "1、6：户年人均可支配收入26973元"}
    one = Proposed(cells, (), (), None, ("c1", "c6"), "")
    bare = Proposed({"exit_criteria": ["3"], "reason": None}, (), (), None, (), "")

    assert annex2.reason(one, "zh") == (
        "附件1情形1（收入达标）；附件1情形6（财政供养或国企领导）：户年人均可支配收入26973元"
    )
    assert annex2.reason(bare, "zh").startswith("附件1情形3（")


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("370499197109291294", True), ("37049919710929129X", False), ("3704991971092912", False),
        ("37049919470211129723", True), ("37049919511023129X44", True),
    ],
)  # fmt: skip
def test_numbers_are_checked_by_their_last_character(number: str, sound: bool) -> None:  # noqa: FBT001
    assert sound is is_sound(number)


def test_golden_sheets(made: Make, stands: Provenance, batch: Batch) -> None:
    """HOLDLINE_GOLDEN=1 writes it anew; read the difference before committing it."""
    import os  # noqa: PLC0415

    acknowledged(made())
    whole = made(is_revealed=True)
    book = sheets(annex2.file(whole, stands, batch))
    told = "\n".join(
        "\t".join("" if cell is None else str(cell) for cell in row)
        for page in book.worksheets[:2]
        for row in page.iter_rows(min_row=3, values_only=True)
    )
    golden = paths.ROOT / "tests" / "golden" / "annex2_3704_2022.txt"
    if os.environ.get("HOLDLINE_GOLDEN"):
        golden.write_text(told + "\n", "utf-8")

    assert golden.read_text("utf-8") == told + "\n"


@pytest.mark.parametrize("role", ["analyst", "administrator"])
def test_who_sees_no_households_judges_no_batch(made: Make, role: str) -> None:
    """Whatever page or command asks."""
    person = Person("wang", "wang", role)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        made(person=person)
