"""From the scorecard to a village's worst pattern, a record, a task file, and closed by another."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from holdline.exports.task_file import HEAD_ROW
from holdline.exports.task_rows import COLUMNS, say
from holdline.messages.catalogue import text
from tools.driving.reader import Reader
from tools.driving.serving import served

COUNTY = "370403"


@pytest.fixture
def origin(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app over a home of its own, as what is decided must not meet other tests."""
    home = tmp_path / "home"
    shutil.copytree(built_home / "snapshots", home / "snapshots")
    monkeypatch.setenv("HOLDLINE_HOME", str(home))
    with served(home) as address:
        yield address


def word(page: str, key: str, **facts: object) -> str:
    """What a page says."""
    return text("zh", f"pages.{page}.{key}", **facts)


def press(reader: Reader, name: str, *, exact: bool = False) -> None:
    """Press the button that says so, and wait for the page."""
    with reader.ran():
        reader.page.get_by_role("button", name=name, exact=exact).first.click()


def act(reader: Reader, name: str) -> None:
    """Do to the ticked findings what the act of that name does, without a note."""
    label = word("findings", f"acts.{name}")
    reader.page.get_by_role("button", name=label, exact=True).first.click()
    with reader.ran():
        reader.page.get_by_test_id("stFormSubmitButton").get_by_role("button").last.click()


def become_second(reader: Reader) -> None:
    """Go on as the other account of the data team: nobody closes what they judged."""
    reader.page.locator(".st-key-who button").first.click()
    reader.choose("choose_role", text("zh", "access.accounts.data_team_second"))
    reader.page.keyboard.press("Escape")


def filled_in(file: Path) -> int:
    """The village answers every row; how many there are."""
    book = load_workbook(file)
    page = book.worksheets[0]
    rows = [at for at in range(HEAD_ROW + 2, page.max_row + 1) if page.cell(at, 1).value]
    told = {"result": say("zh", "results.right"), "person": "Zhao", "on": date(2023, 3, 1)}
    for row in rows:
        for name, value in told.items():
            page.cell(row, COLUMNS.index(name) + 1, value)
    book.save(file)
    return len(rows)


def test_a_record_goes_from_the_scorecard_to_closed(
    tab: Callable[..., Reader], origin: str, tmp_path: Path
) -> None:
    """The way of the data team, without typing anything again."""
    reader = tab("zh", origin=origin)
    reader.open("scorecard", division="3704")
    with reader.ran():
        reader.page.locator(f".st-key-scores tr[data-key='{COUNTY}'] button").first.click()
    assert reader.address()["division"] == COUNTY

    reader.open("patterns", division=COUNTY)
    press(reader, word("patterns", "to_findings"))
    assert reader.path() == "findings"
    press(reader, word("findings", "tick_listed", count="")[:4])
    press(reader, word("findings", "to_tasks"))
    assert reader.path() == "tasks"
    press(reader, word("tasks", "all_towns"))
    file = tmp_path / "tasks.xlsx"
    with reader.page.expect_download() as download:
        reader.page.locator(".st-key-send_tasks button").first.click()
    download.value.save_as(file)

    rows = filled_in(file)
    reader.page.locator(".st-key-tasks_back input[type=file]").set_input_files(file)
    press(reader, word("tasks", "merge"), exact=True)
    outcome = word("tasks", "outcome", outcome=say("zh", "outcomes.merged"), count=str(rows))
    expect(reader.page.get_by_text(outcome)).to_be_visible()

    reader.open("findings", division=COUNTY, **{"x-state": "all"})
    become_second(reader)
    for name in ("review", "close"):
        press(reader, word("findings", "tick_all", count="")[:4])
        act(reader, name)
        done = word("findings", "done", act=word("findings", f"acts.{name}"), count=str(rows))
        expect(reader.page.get_by_text(done)).to_be_visible()
    reader.open("findings", division=COUNTY, **{"x-state": "remembered"})
    expect(reader.page.locator(".st-key-findings tbody tr")).to_have_count(min(rows, 50))
