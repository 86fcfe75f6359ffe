"""A store of a test's own, so that what it keeps is seen by no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from holdline.settings import settings
from holdline.state.store import store


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty store."""
    monkeypatch.setenv("HOLDLINE_STATE_URL", f"sqlite:///{tmp_path / 'state.sqlite'}")
    settings.cache_clear()
    yield
    store().close()
    settings.cache_clear()
