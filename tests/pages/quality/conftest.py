"""The pages about quality, on a store of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

Opened = Callable[..., AppTest]


@pytest.fixture
def opened(snapshot: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A page at an address, run through app.py; what is decided stays in this test."""
    del snapshot
    monkeypatch.setattr(paths, "state", lambda: tmp_path)

    def one(page: str, /, **address: str) -> AppTest:
        app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
        if role := address.pop("role", ""):
            app.session_state["demonstration_role"] = role
        for name, value in {"lang": "zh", "division": "37", **address}.items():
            app.query_params[name] = value
        return app.run().switch_page(f"pages/quality/{page}.py").run()

    return one
