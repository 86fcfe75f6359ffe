"""Pages of the policy heading: opened once, then sent to one address after another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot

Opened = Callable[..., AppTest]
HELD: dict[tuple[str, str], AppTest] = {}


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people decide in one test is not there in another."""
    monkeypatch.setattr("holdline.paths.state", lambda: tmp_path)


@pytest.fixture
def opened(snapshot: Snapshot) -> Opened:
    """`opened("pages/policy/what_if.py", division="37")`: the page at that address, in Chinese."""

    def one(page: str, **address: str) -> AppTest:
        key = (snapshot.id, page)
        if key not in HELD:
            HELD[key] = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=120)
            HELD[key].query_params["lang"] = "zh"
            HELD[key].run().switch_page(page)
        app = HELD[key]
        app.query_params.clear()
        for name, value in {"lang": "zh", **address}.items():
            app.query_params[name] = value
        shown = app.run()
        # The pages answer foreseen faults kindly, which is no exception.
        assert [fault.value for fault in shown.subheader] == [], address
        return shown

    return one
