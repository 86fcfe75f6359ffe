"""Acknowledgements of guards, and what a reason must be."""

from pathlib import Path

import pytest

from holdline.errors import ReasonNamesPeople, ReasonWanted
from holdline.state import acknowledgements, reasons
from holdline.state.acknowledgements import Draft
from holdline.state.store import Store


def test_they_are_found_again_by_their_subject(tmp_path: Path) -> None:
    held = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    draft = Draft("a" * 64, "s1", "3704", "village", "b" * 64, 2, "both villages were visited")
    with held.writing() as db:
        acknowledgements.acknowledge(db, draft, "anna")
    with held.reading() as db:
        found = acknowledgements.held(db, "a" * 64)
        others = acknowledgements.held(db, "c" * 64)
    held.close()

    assert [(one.kind, one.found, one.made_by) for one in found] == [("village", "b" * 64, "anna")]
    assert others == []


@pytest.mark.parametrize("text", ["", "   ", "ok", " four "])
def test_a_word_is_no_reason(text: str) -> None:
    with pytest.raises(ReasonWanted):
        reasons.said(text)


@pytest.mark.parametrize(
    "text", ["see 370499199001011234", "see 37049919900101123X", "ask 13812345678 about it"]
)
def test_a_reason_holds_nobodys_number(text: str) -> None:
    with pytest.raises(ReasonNamesPeople):
        reasons.said(text)


def test_dates_and_amounts_may_stand_in_a_reason() -> None:
    assert (
        reasons.said(" sold on 2021-11-03 for 120000 yuan ") == "sold on 2021-11-03 for 120000 yuan"
    )
