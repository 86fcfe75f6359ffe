"""The page of appendix 2: counts that add up, guards before files, nobody's number shown."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths


@pytest.fixture(autouse=True)
def home(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small sample in a home of its own, so that acknowledgements stay here."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "snapshots").symlink_to(built_home / "snapshots")
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))


def opened(role: str = "data_team", month: str = "2022-12") -> AppTest:
    """The page of the city, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.session_state["demonstration_role"] = role
    app.query_params["lang"] = "zh"
    app.query_params["division"] = "3704"
    app.query_params["month"] = month
    return app.run().switch_page("pages/report/annex2.py").run()


@pytest.mark.parametrize("role", ["data_team", "leader"])
def test_the_list_is_closed_while_guards_are_open(role: str) -> None:
    page = opened(role)

    assert not page.exception
    assert page.button(key="annex2_closed").disabled
    assert any("可报送" in one.value for one in page.markdown)


def test_before_the_round_began_nobody_may_be_handed_on() -> None:
    page = opened(month="2022-10")

    assert not page.exception
    assert any("可报送**0户**" in one.value for one in page.markdown)
