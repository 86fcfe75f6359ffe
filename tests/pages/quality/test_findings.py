"""The findings page lists what is suspected, and lets the data team deal with it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from holdline.access.identity import operator
from holdline.access.scope import Scope
from holdline.messages.catalogue import text
from holdline.messages.figures import count
from holdline.quality import handling
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.state.triage import Act, Subject
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

Opened = Callable[..., AppTest]


def marks(snapshot: Snapshot, check: str) -> list[str]:
    """The marks of a check's findings."""
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        found = run(cursor, query("findings/within"), {"division": ""}).rows
    return [row["mark"] for row in found.iter_rows(named=True) if row["check_id"] == check]


def said(page: AppTest) -> str:
    """Every paragraph of the page."""
    return " ".join(one.value for one in page.markdown)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_drawn_in_both_languages(opened: Opened, language: str) -> None:
    page = opened("findings", lang=language)

    assert not page.exception
    assert not page.subheader


def test_the_address_chooses_a_check(opened: Opened, snapshot: Snapshot) -> None:
    """As a figure elsewhere opens it: just its findings are counted."""
    page = opened("findings", **{"x-check": "A02"})
    told = count(len(marks(snapshot, "A02")), "zh")

    assert f"{told} " in said(page).partition("疑似问题 ")[2][:6]


@pytest.mark.parametrize("kind", ["departments", "patterns", "mine", "overdue"])
def test_kinds_of_findings_can_be_looked_at(opened: Opened, kind: str) -> None:
    """Department mismatches come with both sides' days."""
    assert not opened("findings", **{"x-kind": kind}).exception


def test_an_address_that_means_nothing_is_passed_over(opened: Opened) -> None:
    page = opened("findings", **{"x-check": "Z99", "x-state": "gone", "x-by": "luck", "page": "99"})

    assert not page.exception


def test_what_is_ticked_can_be_claimed_and_shows_its_history(
    opened: Opened, snapshot: Snapshot
) -> None:
    """The act is done by whoever is looking, and is in the record's history."""
    wanted = marks(snapshot, "A02")[:1]
    page = opened("findings", **{"x-check": "A02"})
    page.session_state["findings_selected"] = set(wanted)
    label = text("zh", "pages.findings.do", act=text("zh", "pages.findings.acts.claim"), count="1")
    page.run()
    next(one for one in page.button if one.label == label).click().run()

    assert not page.exception
    assert [step.act for step in handling.history(wanted[0])] == ["claim"]
    assert [(one.mark, one.state) for one in handling.items()] == [(wanted[0], "claimed")]
    assert not opened("findings", **{"x-history": wanted[0]}).exception


def test_whoever_judged_is_told_that_somebody_else_must_review(
    opened: Opened, snapshot: Snapshot
) -> None:
    """On the page, too, nobody checks their own verdict."""
    wanted = marks(snapshot, "A02")[:1]
    page = opened("findings", **{"x-check": "A02", "x-state": "all"})
    for name in ("claim", "judge", "review"):
        page.session_state["findings_selected"] = set(wanted)
        page.run()
        act = text("zh", f"pages.findings.acts.{name}")
        label = text("zh", "pages.findings.do", act=act, count="1")
        next(one for one in page.button if one.label == label).click().run()

    assert text("zh", "pages.findings.refused.same_person", count="1") in page.warning[0].value
    assert [item.state for item in handling.items()] == ["confirmed"]


def test_a_record_whose_data_changed_can_still_be_closed(opened: Opened) -> None:
    """It is in no list of the snapshot; under its own state it stays in sight."""
    left = Subject("0" * 32, "A02", "370403001001", "3704030010010001", "earlier")
    handling.handle(operator(), [left], Act("claim", ""))
    page = opened("findings", **{"x-state": "gone"})
    page.session_state["findings_selected"] = {left.mark}
    page.run()
    act = text("zh", "pages.findings.acts.judge")
    label = text("zh", "pages.findings.do", act=act, count="1")
    next(one for one in page.button if one.label == label).click().run()

    assert not page.exception
    assert [item.state for item in handling.items()] == ["confirmed"]
