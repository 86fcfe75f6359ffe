"""The access log: found by who and of whom, proved on demand, and closed to everybody else."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import audit
from holdline.access.identity import Person

PAGE = "pages/admin/access_log.py"


@pytest.fixture
def traces(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home with the sample, in which two people did something."""
    (tmp_path / "snapshots").mkdir()
    for entry in (built_home / "snapshots").iterdir():
        (tmp_path / "snapshots" / entry.name).symlink_to(entry)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    audit.record(Person("zhang", "Z", "data_team", ("3704",)), "household.seen", "3704030010010001")
    audit.record(Person("li", "L", "leader", ("3704",)), "export.released", "20261125-1")


def opened(role: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "en", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page(PAGE).run()


@pytest.mark.usefixtures("traces")
@pytest.mark.parametrize(
    ("address", "count"),
    [
        ({}, 2),
        ({"x-account": "zhang"}, 1),
        ({"x-subject": "370403001"}, 1),
        ({"x-subject": "001"}, 0),
        ({"x-action": "export.released"}, 1),
        ({"x-period": "day", "x-account": "li"}, 1),
    ],
)
def test_events_are_found(address: dict[str, str], count: int) -> None:
    page = opened("administrator", **address)

    assert not page.exception
    assert f"**Access log\\: {count} events**" in [one.value for one in page.markdown]


@pytest.mark.usefixtures("traces")
def test_it_is_proved_on_demand() -> None:
    page = opened("administrator")
    page.button(key="prove").click().run()

    assert page.success[0].value.startswith("Intact: 2 events")


@pytest.mark.usefixtures("traces")
@pytest.mark.parametrize("role", ["leader", "analyst", "data_team"])
def test_it_is_closed_to_whoever_is_written_down_in_it(role: str) -> None:
    page = opened(role)

    assert page.subheader[0].value == "The page Access log is not open to " + {
        "leader": "Leader", "analyst": "Analyst", "data_team": "Data team",
    }[role] + "."  # fmt: skip
    assert "events" not in " ".join(one.value for one in page.markdown)
