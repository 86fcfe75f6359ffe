"""The health page: what stands well or badly, told to the administrator and nobody's households."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import anchors, audit
from holdline.access.identity import Person
from holdline.build import batches, health
from holdline.shell import timing
from holdline.state import clock
from holdline.state.store import store

PAGE = "pages/admin/health.py"
ZHANG = Person("zhang", "Z", "data_team", ("3704",))


@pytest.fixture
def home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own over the sample's snapshots."""
    (tmp_path / "snapshots").mkdir()
    for entry in (built_home / "snapshots").iterdir():
        (tmp_path / "snapshots" / entry.name).symlink_to(entry)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    return tmp_path


def opened(role: str, language: str = "en") -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    app.query_params["lang"] = language
    return app.run().switch_page(PAGE).run()


def marks() -> dict[str, tuple[str, str]]:
    return {one.name: (one.mark, one.case) for one in health.signs()}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_administrator_sees_how_everything_stands(language: str) -> None:
    audit.record(ZHANG, "household.seen", "3704030010010001")
    page = opened("administrator", language)

    assert not page.exception
    tables = {one.proto.id.rpartition("-")[2] for one in page.get("bidi_component")}
    assert {"signs", "page_times", "query_times", "versions"} <= tables


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("role", ["leader", "analyst", "data_team"])
def test_it_is_closed_to_whoever_does_not_look_after_the_machine(role: str) -> None:
    page = opened(role)

    assert page.subheader[0].value.startswith("The page Health is not open to")
    assert not page.get("bidi_component") or "signs" not in {
        one.proto.id.rpartition("-")[2] for one in page.get("bidi_component")
    }


def test_it_opens_when_there_is_no_data(home: Path) -> None:
    """It is wanted most when something else does not open."""
    (home / "snapshots" / "CURRENT").unlink()
    page = opened("administrator")

    assert not page.exception
    assert "**Something does not work**" in [one.value for one in page.markdown]


@pytest.mark.usefixtures("home")
def test_a_sound_installation_stands_well() -> None:
    audit.record(ZHANG, "household.seen")
    audit.anchor()
    found = marks()

    assert {found[name][0] for name in ("snapshot", "store", "log", "anchors", "jobs")} == {"good"}
    assert found["store"][1] == "sqlite"


@pytest.mark.usefixtures("home")
def test_a_log_that_was_cut_shows_at_its_end_and_at_its_anchors() -> None:
    audit.record(ZHANG, "household.seen")
    audit.record(ZHANG, "household.seen")
    audit.anchor()
    with store().writing() as db:
        db.execute(text("drop trigger audit_event_no_delete"))
        db.execute(text("delete from audit_event where number = 2"))

    assert marks()["log"] == ("bad", "broken")
    assert marks()["anchors"] == ("bad", "differ")


def test_what_cannot_be_read_is_bad_and_no_error(home: Path) -> None:
    audit.record(ZHANG, "household.seen")
    audit.anchor()
    anchors.place().write_text("2026-01-01\t1\tno seal\tat all\n")
    (home / "snapshots" / "CURRENT").unlink()

    assert marks()["anchors"] == ("bad", "unreadable")
    assert marks()["snapshot"] == ("bad", "unreadable")


@pytest.mark.usefixtures("home")
def test_old_data_and_failed_imports_are_to_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    batches.begun("zhang").kept(state="failed")
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(health, "now", lambda: later)

    assert marks()["snapshot"][0] == "watch"
    assert marks()["jobs"][0] == "watch"


def test_times_are_kept_by_page_with_their_95th_percentile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the latest two hundred; the count is of all."""
    monkeypatch.setattr(timing, "_times", {"page": timing._times["page"].copy(), "query": {}})
    monkeypatch.setattr(timing, "_counts", timing._counts.copy())
    for number in range(300):
        timing.page("tried", number / 1000)
    found = next(one for one in timing.pages() if one.name == "tried")

    assert (found.count, found.most) == (300, 299)
    assert (found.middle, round(found.late)) == (199.5, 289)
